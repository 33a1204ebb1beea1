import type { ReactNode } from 'react';
import './hit.css';

type Props = {
  /** Kind and reference, above the title. */
  head: ReactNode;
  title: ReactNode;
  summary: ReactNode;
  /** Why it is here; nothing when there is no question to answer. */
  why?: ReactNode;
  /** Facts in a fixed column, so that eyes can run down. */
  facts: ReactNode;
};

/** One found record. */
export function Hit({ head, title, summary, why, facts }: Props) {
  return (
    <li className="hit">
      <div>
        <div className="row g4">{head}</div>
        <h3>{title}</h3>
        {summary === null ? null : <p>{summary}</p>}
        {why}
      </div>
      <div className="facts">{facts}</div>
    </li>
  );
}
