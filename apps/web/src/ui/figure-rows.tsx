import type { ReactNode } from 'react';
import './figure-rows.css';

/** Live figures: the name left (a link to its records), the number right. */
export function FigureRows({ rows }: { rows: readonly { key: string; name: ReactNode; value: string }[] }) {
  return (
    <ul className="figs">
      {rows.map((row) => (
        <li key={row.key}>
          {row.name}
          <b>{row.value}</b>
        </li>
      ))}
    </ul>
  );
}
