import { searchListings } from '@ketnoi/contracts/search';
import { pick } from '@ketnoi/domain/language';
import { Link } from '@tanstack/react-router';
import { useCall } from '../../lib/api.ts';
import { organisationName } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { paths } from '../../paths.ts';
import { Section } from '../../ui/section.tsx';
import { TrlBars } from '../../ui/trl-scale.tsx';
import type { Listing } from './listing.ts';

const SHOWN = 4;

/** Other listings of the same side in the same fields, newest first. */
export function SameField({ listing }: { listing: Listing }) {
  const words = useWords('listing');
  const shell = useWords('shell');
  const { side, fields } = listing;
  const { data } = useCall(
    searchListings,
    { query: { in: [side], field: fields, sort: 'newest', limit: SHOWN + 1, facets: [], lang: language } },
    { enabled: fields.length > 0 },
  );
  const others = (data?.items ?? []).filter((one) => one.id !== listing.id && !one.retracted).slice(0, SHOWN);
  if (others.length === 0) return null;
  return (
    <Section title={<h2>{words.sameField}</h2>}>
      <ul className="rows same">
        {others.map((one) => (
          <li key={one.id} className="row between">
            <div>
              <div className="row-t">
                <Link to={paths.listing} params={{ id: one.reference ?? one.id }}>
                  {pick(one.title, language)}
                </Link>
              </div>
              <div className="meta">
                <span>{one.organisation === null ? shell.hiddenOrganisation : organisationName(one.organisation)}</span>
                <span>{shell.kinds[one.kind]}</span>
              </div>
            </div>
            {one.trl === null ? null : <TrlBars level={one.trl} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
