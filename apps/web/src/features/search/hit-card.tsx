import { pick } from '@ketnoi/domain/language';
import { IconArrowsLeftRight, IconBuildingCommunity, IconCertificate, IconMapPin } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { organisationName } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { MOST_COMPARED, type SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { Hit } from '../../ui/hit.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Marked } from '../../ui/marked.tsx';
import { TrlBars } from '../../ui/trl-scale.tsx';
import { useFacetLabel, type FoundCard, type SearchAnswer } from './answer.ts';
import { reasonsOf } from './reasons.ts';

type Props = { card: FoundCard; answer: SearchAnswer; state: SearchState; onCompare: (id: string) => void };

function Text({ card, block }: { card: FoundCard; block: 'title' | 'summary' }) {
  const text = pick(card[block], language);
  if (text === null) return null;
  const spoken = card[block][language] === text ? language : language === 'vi' ? 'en' : 'vi';
  return (
    <span lang={spoken === language ? undefined : spoken}>
      <Marked text={text} ranges={card.highlights[block][spoken]} />
    </span>
  );
}

function Facts({ card, answer, state, onCompare }: Props) {
  const words = useWords('search');
  const shell = useWords('shell');
  const label = useFacetLabel(answer);
  const labels = (facet: string, codes: readonly string[]): string => codes.map((code) => label(facet, code)).join('; ');
  const ip = labels('ipStatus', card.ipStatus);
  const modes = labels('transferMode', card.transferModes);
  const compared = state.compare ?? [];
  const ticked = compared.includes(card.id);
  return (
    <>
      {card.trl === null ? null : (
        <div>
          <TrlBars level={card.trl} />
        </div>
      )}
      {card.trlMin === null ? null : <div className="muted">{shell.trlFrom(card.trlMin)}</div>}
      <div>
        <Icon of={IconBuildingCommunity} />
        <span className="sr">{words.compare.rows.organisation}: </span>
        <span>{card.organisation === null ? shell.hiddenOrganisation : organisationName(card.organisation)}</span>
      </div>
      {card.province === null ? null : (
        <div>
          <Icon of={IconMapPin} />
          <span className="sr">{words.compare.rows.province}: </span>
          <span>{label('province', card.province)}</span>
        </div>
      )}
      {ip === '' ? null : (
        <div>
          <Icon of={IconCertificate} />
          <span className="sr">{words.compare.rows.ip}: </span>
          <span>{ip}</span>
        </div>
      )}
      {modes === '' ? null : (
        <div>
          <Icon of={IconArrowsLeftRight} />
          <span className="sr">{words.compare.rows.modes}: </span>
          <span className="two-lines">{modes}</span>
        </div>
      )}
      <div className="tick">
        <label className="row">
          <input
            className="box"
            type="checkbox"
            checked={ticked}
            disabled={!ticked && compared.length >= MOST_COMPARED}
            onChange={() => onCompare(card.id)}
          />
          {words.compare.tick}
          <span className="sr">: {pick(card.title, language)}</span>
        </label>
      </div>
    </>
  );
}

/** A found listing: what it is, why it is here, its facts. */
export function HitCard({ card, answer, state, onCompare }: Props) {
  const words = useWords('search');
  const { kinds } = useWords('shell');
  const reasons = reasonsOf(card, { state, words, language });
  return (
    <Hit
      head={
        <>
          <span className={`kind ${card.side}`}>{kinds[card.kind]}</span>
          {card.reference === null ? null : <span className="s12 muted tnum">{card.reference}</span>}
          {card.retracted ? <span className="chip bad">{words.retracted}</span> : null}
        </>
      }
      title={
        <Link to={paths.listing} params={{ id: card.reference ?? card.id }}>
          <Text card={card} block="title" />
        </Link>
      }
      summary={<Text card={card} block="summary" />}
      why={
        reasons.length === 0 ? null : (
          <div className="why">
            <span>{words.why}</span>
            {reasons.map((reason) => (
              <span key={reason} className="chip">
                {reason}
              </span>
            ))}
          </div>
        )
      }
      facts={<Facts card={card} answer={answer} state={state} onCompare={onCompare} />}
    />
  );
}
