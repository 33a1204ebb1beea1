import type { ReviewTask } from '@ketnoi/contracts/listings';
import type { Side } from '@ketnoi/domain/listing-fields';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { dueText } from '../../lib/due.ts';
import { organisationName, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { paths } from '../../paths.ts';
import { Clock } from '../../ui/clock.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useKeys } from '../../ui/use-keys.ts';

/** How the queue is asked for; the page and the decision name the same answer. */
export const queueQuery = (side: Side | undefined) => ({ query: { limit: 100, ...(side === undefined ? {} : { side }) } });

const DAY_HOURS = 24;

/** Overdue first, then the longest waiting. */
export const inOrder = (tasks: readonly ReviewTask[]): ReviewTask[] =>
  tasks.toSorted((one, other) => Number(other.overdue) - Number(one.overdue) || (one.submittedAt < other.submittedAt ? -1 : 1));

/** J and K go down and up the queue, as in a mail program. */
function useQueueKeys(list: { current: HTMLUListElement | null }): void {
  const go = (by: 1 | -1): void => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((one) => one === document.activeElement || one.ariaCurrent === 'true');
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys({ j: () => go(1), k: () => go(-1) });
}

function Waiting({ task }: { task: ReviewTask }) {
  const words = useWords('review');
  const { due } = useWords('forms');
  if (task.dueAt === null) return <Clock>{words.waiting(task.waitingHours)}</Clock>;
  const time = dueText(task.dueAt, due);
  if (task.overdue) return <Clock state="over">{words.overdue(time)}</Clock>;
  return (
    <Clock state={task.waitingHours > DAY_HOURS ? 'soon' : 'far'}>
      {words.waiting(task.waitingHours)}, {words.due(time)}
    </Clock>
  );
}

function Task({ task, open }: { task: ReviewTask; open: boolean }) {
  const words = useWords('review');
  const { kinds } = useWords('shell');
  return (
    <li className={open ? 'task open' : 'task'}>
      <div className="row g1">
        <span className={`kind ${task.side}`}>{kinds[task.kind]}</span>
        {task.isSuccessor ? <span className="chip info">{words.successor}</span> : null}
        {task.masked ? <span className="chip">{words.masked}</span> : null}
      </div>
      <Link
        className="task-t"
        to={paths.review}
        search={(before) => ({ ...before, listing: task.id })}
        resetScroll={false}
        aria-current={open ? 'true' : undefined}
      >
        {readText(task.title)?.text}
      </Link>
      <p className="s13 soft">{organisationName(task.organisation)}</p>
      <Waiting task={task} />
      {task.own ? <p className="s13 muted">{words.own}</p> : null}
    </li>
  );
}

function Sides({ side }: { side: Side | undefined }) {
  const words = useWords('review').sides;
  return (
    <nav className="seg" aria-label={words.label}>
      {([undefined, 'offer', 'need'] as const).map((one) => (
        <Link
          key={one ?? 'all'}
          to={paths.review}
          search={({ listing }) => ({ ...(listing === undefined ? {} : { listing }), ...(one === undefined ? {} : { side: one }) })}
          aria-current={one === side ? 'true' : undefined}
        >
          {one === undefined ? words.all : words[one]}
        </Link>
      ))}
    </nav>
  );
}

/** What waits for a moderator. */
export function Queue({ tasks, openId, side }: { tasks: readonly ReviewTask[]; openId: string | undefined; side: Side | undefined }) {
  const words = useWords('review');
  const list = useRef<HTMLUListElement>(null);
  useQueueKeys(list);
  return (
    <section aria-label={words.queue}>
      <Sides side={side} />
      {tasks.length === 0 ? (
        <div className="mt3">
          <EmptyState title={words.empty}>{words.emptyText}</EmptyState>
        </div>
      ) : null}
      <ul ref={list} className="mt3 tasks">
        {inOrder(tasks).map((task) => (
          <Task key={task.id} task={task} open={task.id === openId} />
        ))}
      </ul>
      <p className="s12 muted mt3 not-s">{words.keys}</p>
    </section>
  );
}
