import { useWords } from '../lib/i18n.ts';
import { given } from '../lib/given.ts';
import { CallProblem } from '../lib/call-problem.ts';
import { Button } from './button.tsx';
import { Note } from './note.tsx';

/** What went wrong, what to do, and the request id; the act to try again where there is one. */
export function ProblemNote({ problem, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const { problems } = useWords('shell');
  const call = problem instanceof CallProblem ? problem : null;
  const sentence = call === null ? problems.unexpected : call.status === 0 ? problems.unreachable : (call.detail ?? problems.unexpected);
  return (
    <Note kind="bad">
      <p>{sentence}</p>
      {call === null || call.errors.length === 0 ? null : (
        <ul className="dots mt1">
          {call.errors.map((one) => (
            <li key={`${one.field} ${one.code}`}>
              <b>{one.field}</b>: {one.message}
            </li>
          ))}
        </ul>
      )}
      <div className="row g4 mt2">
        {onRetry === undefined ? null : (
          <Button small onClick={onRetry}>
            {problems.again}
          </Button>
        )}
        {!given(call?.requestId) ? null : (
          <span className="s12 muted">
            {problems.requestId} <code>{call.requestId}</code>
          </span>
        )}
      </div>
    </Note>
  );
}
