import { listCoaching } from '@ketnoi/contracts/matches';
import { useCall } from '../../lib/api.ts';
import { readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { FieldLink } from './clearer.tsx';
import './coaching.css';

/** What those who passed a listing over missed, for its owner; nothing where nobody said anything. */
export function Coaching({ id }: { id: string }) {
  const words = useWords('matches');
  const { data } = useCall(listCoaching, { params: { id } });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <details className="coaching s13">
      <summary>{words.coaching}</summary>
      <p className="muted mt1">{words.coachingText}</p>
      <ul className="dots mt1">
        {data.items.map((one) => (
          <li key={one.reason}>
            {readText(one.advice)?.text}{' '}
            {one.fields.map((field, index) => (
              <span key={field}>
                {index > 0 ? ', ' : ''}
                <FieldLink id={id} field={field} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
