import { listDismissed } from '@ketnoi/contracts/matches';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCall } from '../../lib/api.ts';
import { readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { paths } from '../../paths.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { showAgain } from './not-this.tsx';

function List({ id }: { id: string }) {
  const words = useWords('matches');
  const { data, error, refetch } = useCall(listDismissed, { params: { id } });
  const [failed, setFailed] = useState<unknown>(null);
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton lines={[60, 40]} rows={2} />;
  if (data.items.length === 0) return <p className="s14 muted mt2">{words.hidden.none}</p>;
  const restore = (matchId: string, title: string): void => {
    setFailed(null);
    showAgain(matchId).then(() => announce(words.not.undone(title)), setFailed);
  };
  return (
    <>
      {failed === null ? null : <ProblemNote problem={failed} />}
      <ul className="rows">
        {data.items.map((one) => {
          const title = readText(one.title)?.text ?? one.reference ?? '';
          return (
            <li key={one.matchId} className="row between">
              <div>
                <div className="row-t">
                  <Link to={paths.listing} params={{ id: one.reference ?? one.id }}>
                    {title}
                  </Link>
                </div>
                <p className="s13 muted">
                  {one.reason === null ? null : words.not.reasons[one.reason]}
                  {one.note === null ? null : `: ${one.note}`}
                </p>
              </div>
              <Button small aria-label={words.hidden.restoreTitle(title)} onClick={() => restore(one.matchId, title)}>
                {words.hidden.restore}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** What this side has hidden, folded away, each with the way back. */
export function Hidden({ id, count }: { id: string; count: number }) {
  const words = useWords('matches');
  const [open, setOpen] = useState(false);
  if (count === 0) return null;
  return (
    <details className="folded-list mt4" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.hidden.title(count)}</summary>
      {open ? <List id={id} /> : null}
    </details>
  );
}
