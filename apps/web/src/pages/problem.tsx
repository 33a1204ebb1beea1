import { CallProblem } from '../lib/call-problem.ts';
import { useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import NotFound from './not-found.tsx';

/** What a page shows when it fell over or could not read its record; the frame around it stays. */
export default function ProblemPage({ error, reset }: { error: unknown; reset: () => void }) {
  const { problems } = useWords('shell');
  const missing = error instanceof CallProblem && (error.status === 404 || error.status === 410);
  useTitle(missing ? null : problems.title);
  if (missing) return <NotFound />;
  return (
    <div className="wrap page-top">
      <h1>{problems.title}</h1>
      <div className="mt4">
        <ProblemNote problem={error} onRetry={reset} />
      </div>
    </div>
  );
}
