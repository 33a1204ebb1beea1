import { useWords } from '../../lib/i18n.ts';
import { formatPoints, formatSigned } from '../../lib/points.ts';
import { ReasonBars } from '../../ui/reason-bars.tsx';
import { silentSide, type Reason, type Sides } from './sides.ts';

type Props = { reasons: readonly Reason[]; score: number; most: number; sides: Sides };

const SILENT = ['text', 'need', 'offer', 'both', 'nobody'] as const;

/** What is unknown, by the side that is silent about it. */
function Unknown({ reasons, sides }: Pick<Props, 'reasons' | 'sides'>) {
  const words = useWords('matches');
  const unknown = reasons.filter((one) => !one.known);
  if (unknown.length === 0) return null;
  const silent = SILENT.map((side) => ({ side, ones: unknown.filter((one) => silentSide(one.unknownTo, sides) === side) }));
  return (
    <p className="s12 muted mt1">
      <b>{words.unknown}</b>{' '}
      {silent
        .filter(({ ones }) => ones.length > 0)
        .map(
          ({ side, ones }) => `${words.unknownTo[side]} ${ones.map((one) => words.features[one.feature].toLocaleLowerCase()).join(', ')}`,
        )
        .join('; ')}
      .
    </p>
  );
}

const LONGEST_FACT = 40;

/** Why a listing stands where it stands: bars that add up, greatest first, and what is unknown. */
export function Reasons({ reasons, score, most, sides }: Props) {
  const words = useWords('matches');
  const known = reasons.filter((one) => one.known && one.contribution !== 0);
  // What lowers a score is named by its fact, where that is short enough for a bar.
  const nameOf = (one: Reason): string =>
    one.contribution < 0 && one.text !== '' && one.text.length <= LONGEST_FACT ? one.text : words.features[one.feature];
  return (
    <>
      <h3 className="match-why">{words.whyHere}</h3>
      <ReasonBars
        most={most}
        format={formatSigned}
        rows={known
          .toSorted((one, other) => other.contribution - one.contribution)
          .map((one) => ({ key: one.feature, name: nameOf(one), points: one.contribution }))}
      />
      <p className="s12 muted mt2">{words.sum(formatPoints(score))}</p>
      <Unknown reasons={reasons} sides={sides} />
    </>
  );
}

/** Every reason in a sentence, for who would rather read than look. */
export function ReasonsInWords({ reasons }: Pick<Props, 'reasons'>) {
  const words = useWords('matches');
  const spoken = reasons.filter((one) => one.text !== '');
  if (spoken.length === 0) return null;
  return (
    <details className="match-words mt2">
      <summary>{words.inWords}</summary>
      <ul className="dots">
        {spoken.map((one) => (
          <li key={one.feature}>
            <b>{words.features[one.feature]}:</b> {one.text}
            {one.known ? ` (${formatSigned(one.contribution)})` : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
