import { useWords } from '../lib/i18n.ts';
import './skeleton.css';

/** Grey lines in the final layout, seen after 300 ms only. `lines` are widths in percent. */
export function Skeleton({ lines = [70, 100, 40], rows = 1 }: { lines?: number[]; rows?: number }) {
  const { loading } = useWords('shell');
  return (
    <output className="skels" aria-busy="true">
      <span className="sr">{loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skel-row">
          {lines.map((width, index) => (
            <span key={index} className="skel" style={{ width: `${String(width)}%` }} />
          ))}
        </div>
      ))}
    </output>
  );
}
