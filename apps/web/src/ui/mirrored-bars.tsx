import type { ReactNode } from 'react';
import './mirrored-bars.css';

export type MirroredRow = { key: string; name: ReactNode; left: number; right: number };

type Props = { rows: readonly MirroredRow[]; heads: { name: string; left: string; right: string }; format: (value: number) => string };

/** The longest bar takes this share of its half, so that its number has room. */
const LONGEST_PERCENT = 84;

/** Two series on one scale, back to back: an outlined bar left, a solid one right; the numbers stand as text. */
export function MirroredBars({ rows, heads, format }: Props) {
  const most = Math.max(1, ...rows.map((row) => Math.max(row.left, row.right)));
  const width = (value: number) => ({ width: `${String((value / most) * LONGEST_PERCENT)}%` });
  return (
    <ul className="bfly">
      <li className="hd" aria-hidden>
        <span className="nm">{heads.name}</span>
        <span className="bl">
          <span className="knot need">{heads.left}</span>
        </span>
        <span className="br">
          <span className="knot">{heads.right}</span>
        </span>
      </li>
      {rows.map((row) => (
        <li key={row.key}>
          <span className="nm">{row.name}</span>
          <span className="bl">
            <span className="sr">{heads.left}: </span>
            {format(row.left)}
            {row.left > 0 ? <i style={width(row.left)} /> : null}
          </span>
          <span className="br">
            {row.right > 0 ? <i style={width(row.right)} /> : null}
            <span className="sr">{heads.right}: </span>
            {format(row.right)}
          </span>
        </li>
      ))}
    </ul>
  );
}
