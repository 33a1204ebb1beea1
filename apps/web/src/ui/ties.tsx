import type { ReactNode } from 'react';
import './ties.css';

export type Tie = {
  key: string;
  asked: ReactNode;
  found: ReactNode;
  /** Why the two belong together, or what is missing. */
  note: ReactNode;
  joined: boolean;
};

type Props = { rows: readonly Tie[]; heads: { asked: string; found: string }; says: { joined: string; missing: string } };

/** Both sides of a match, tied by a thread: whole where they meet, dashed where they do not. */
export function Ties({ rows, heads, says }: Props) {
  return (
    <ul className="tie">
      <li className="h" aria-hidden>
        <span className="a">{heads.asked}</span>
        <span className="z">{heads.found}</span>
      </li>
      {rows.map(({ key, asked, found, note, joined }) => (
        <li key={key} className={joined ? undefined : 'miss'}>
          <span className="a">{asked}</span>
          <span className="m">
            <span className="sr">{joined ? says.joined : says.missing}</span>
          </span>
          <span className="z">
            {found}
            {note === null ? null : <small>{note}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
