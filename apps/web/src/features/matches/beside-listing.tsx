import { listMatches, listSimilar, type Matched } from '@ketnoi/contracts/matches';
import type { Side } from '@ketnoi/domain/listing-kinds';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCall } from '../../lib/api.ts';
import { organisationName, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { formatPoints } from '../../lib/points.ts';
import { paths } from '../../paths.ts';
import { Section } from '../../ui/section.tsx';
import { TrlBars } from '../../ui/trl-scale.tsx';
import { WhenSeen } from '../../ui/when-seen.tsx';

const SHOWN = 4;

type Props = { id: string; side: Side };

function Rows({ items, end }: { items: readonly Matched[]; end: (one: Matched) => ReactNode }) {
  const shell = useWords('shell');
  return (
    <ul className="rows same">
      {items.map((one) => {
        const title = readText(one.title);
        return (
          <li key={one.id} className="row between">
            <div className="same-main">
              <div className="row-t" lang={title === null || title.language === language ? undefined : title.language}>
                <Link to={paths.listing} params={{ id: one.reference ?? one.id }}>
                  {title?.text}
                </Link>
              </div>
              <div className="meta">
                <span>{one.organisation === null ? shell.hiddenOrganisation : organisationName(one.organisation)}</span>
                <span>{shell.kinds[one.kind]}</span>
              </div>
            </div>
            {end(one)}
          </li>
        );
      })}
    </ul>
  );
}

const trlOf = ({ trl }: Matched): ReactNode => (trl === null ? null : <TrlBars level={trl} />);

function useFit(): (match: Matched) => ReactNode {
  const words = useWords('matches');
  return (match) => {
    if (match.score === null || match.band === null) return trlOf(match);
    return (
      <span className="row">
        <b className="tnum">
          <span className="sr">{words.score('')}</span>
          {formatPoints(match.score)}
        </b>
        <span className="s12 muted">{words.bands[match.band]}</span>
      </span>
    );
  };
}

/** Below a listing, once the reader comes near. */
export function BesideListing(props: Props) {
  return (
    <WhenSeen>
      <Lists {...props} />
    </WhenSeen>
  );
}

/** Below a listing: the best of the other side, and those of its own that speak of the same thing. Silent where there are none. */
function Lists({ id, side }: Props) {
  const { beside: words } = useWords('matches');
  const fit = useFit();
  const query = { limit: SHOWN, lang: language };
  const { data: best } = useCall(listMatches, { params: { id }, query });
  const { data: similar } = useCall(listSimilar, { params: { id }, query });
  return (
    <>
      {best === undefined || best.items.length === 0 ? null : (
        <Section
          title={<h2>{words.top[side]}</h2>}
          action={
            <Link to={paths.matches} params={{ id }}>
              {words.all}
            </Link>
          }
        >
          <Rows items={best.items} end={fit} />
        </Section>
      )}
      {similar === undefined || similar.items.length === 0 ? null : (
        <Section title={<h2>{words.similar}</h2>}>
          <Rows items={similar.items} end={trlOf} />
        </Section>
      )}
    </>
  );
}
