import type { ReactNode } from 'react';
import './reason-bars.css';

export type ReasonBar = { key: string; name: ReactNode; points: number };

/** The longest bar takes this share of its track. */
const LONGEST_PERCENT = 94;

type Props = {
  rows: readonly ReasonBar[];
  /** The greatest contribution among all scores that are looked at together: one scale for all of them. */
  most: number;
  format: (points: number) => string;
};

/** What a score is made of: a name, a bar on one common scale, the signed number. */
export function ReasonBars({ rows, most, format }: Props) {
  return (
    <ul className="bars">
      {rows.map(({ key, name, points }) => (
        <li key={key} className={points < 0 ? 'neg' : undefined}>
          <span>{name}</span>
          <span className="t" aria-hidden>
            {points === 0 ? null : <i style={{ width: `${String((Math.abs(points) / Math.max(most, 1)) * LONGEST_PERCENT)}%` }} />}
          </span>
          <span className="v">{format(points)}</span>
        </li>
      ))}
    </ul>
  );
}
