import { useWords } from '../../lib/i18n.ts';
import { formatPoints, formatSigned } from '../../lib/points.ts';
import { ReasonBars } from '../../ui/reason-bars.tsx';
import { silentSide, type Reason, type Sides } from './sides.ts';

type Props = { reasons: readonly Reason[]; score: number; most: number; sides: Sides };

/** Why a listing stands where it stands: bars that add up, what is unknown, and every reason in words for who wants to read it. */
export function Reasons({ reasons, score, most, sides }: Props) {
  const words = useWords('matches');
  const known = reasons.filter((one) => one.known && one.contribution !== 0);
  const unknown = reasons.filter((one) => !one.known);
  const spoken = reasons.filter((one) => one.text !== '');
  return (
    <>
      <h3 className="match-why">{words.whyHere}</h3>
      <ReasonBars
        most={most}
        format={formatSigned}
        rows={known.map((one) => ({
          key: one.feature,
          name: words.features[one.feature],
          points: one.contribution,
        }))}
      />
      <p className="s12 muted mt2">{words.sum(formatPoints(score))}</p>
      {unknown.length === 0 ? null : (
        <p className="s12 muted mt1">
          <b>{words.unknown}</b>{' '}
          {unknown.map((one) => `${words.features[one.feature]} (${words.unknownTo[silentSide(one.unknownTo, sides)]})`).join('; ')}.
        </p>
      )}
      {spoken.length === 0 ? null : (
        <details className="match-words mt1">
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
      )}
    </>
  );
}
