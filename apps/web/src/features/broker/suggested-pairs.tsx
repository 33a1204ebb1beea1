import { listSuggestedPairs, type SuggestedPair } from '@ketnoi/contracts/broker-queue';
import type { PairState } from '@ketnoi/domain/suggested-pair';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useCall } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { useLabels } from '../../lib/labels.ts';
import { paths } from '../../paths.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { PairRow, type Asking } from './pair-row.tsx';
import { LOOKED_AT, queueOf, type QueueAnswer } from './queue.ts';
import { useDeciding } from './use-deciding.ts';
import './broker.css';

type ListProps = { pairs: readonly SuggestedPair[]; renderReasons: (pair: SuggestedPair) => ReactNode };

/** Which pair is chosen and what is asked of it; the focus stands on the need of the chosen pair. */
function useChosen(pairs: readonly SuggestedPair[]) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking>(null);
  const [detailed, setDetailed] = useState<ReadonlySet<string>>(new Set());
  const at = Math.max(
    0,
    pairs.findIndex((one) => one.id === chosen),
  );
  const goTo = (index: number): void => {
    const next = pairs[Math.min(pairs.length - 1, Math.max(0, index))];
    if (next === undefined) return;
    setChosen(next.id);
    setAsking(null);
    document.querySelector<HTMLElement>(`[data-pair="${next.id}"] a`)?.focus();
  };
  const choose = (id: string): void => {
    if (id === chosen) return;
    setChosen(id);
    setAsking(null);
  };
  const detail = (id: string): void =>
    setDetailed((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  return { current: pairs[at], at, chosen, asking, setAsking, goTo, choose, detailed, detail };
}

function List({ pairs, renderReasons }: ListProps) {
  const words = useWords('broker');
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const shown = pairs.filter((one) => !gone.has(one.id));
  const chosen = useChosen(shown);
  const { current, at, asking, setAsking } = chosen;
  const label = useLabels([['province', shown.flatMap(({ need, offer }) => [need.province, offer.province].filter(given))]]);
  const deciding = useDeciding({
    onGone: (id) => {
      const index = shown.findIndex((one) => one.id === id);
      chosen.goTo(index === shown.length - 1 ? index - 1 : index + 1);
      setGone((before) => new Set([...before, id]));
    },
    onBack: (id) => setGone((before) => new Set([...before].filter((one) => one !== id))),
  });
  const act = (name: SuggestedPair['can'][number], run: (pair: SuggestedPair) => void) => (): void => {
    if (current === undefined || deciding.busy) return;
    if (current.can.includes(name)) run(current);
    else announce(words.notPossible);
  };
  const start = chosen.chosen === null ? -1 : at;
  useKeys({
    j: () => chosen.goTo(start + 1),
    ArrowDown: () => chosen.goTo(start + 1),
    k: () => chosen.goTo(at - 1),
    ArrowUp: () => chosen.goTo(at - 1),
    a: act('accept', deciding.accept),
    r: act('reject', () => setAsking('reject')),
    l: act('later', () => setAsking('later')),
    u: deciding.undo,
    d: () => (current === undefined ? undefined : chosen.detail(current.id)),
  });
  const cancel = (id: string, next: Asking): void => {
    chosen.choose(id);
    setAsking(next);
    if (next === null) chosen.goTo(at);
  };
  return (
    <>
      {deciding.problem === null || asking !== null ? null : <ProblemNote problem={deciding.problem} />}
      <ol className="queue">
        {shown.map((pair) => (
          <PairRow
            key={pair.id}
            pair={pair}
            current={pair.id === chosen.chosen}
            asking={pair.id === current?.id ? asking : null}
            detailed={chosen.detailed.has(pair.id)}
            label={label}
            deciding={deciding}
            onChoose={() => chosen.choose(pair.id)}
            onAsk={(next) => cancel(pair.id, next)}
            onDetail={() => chosen.detail(pair.id)}
            renderReasons={renderReasons}
          />
        ))}
      </ol>
    </>
  );
}

function Filter({ state }: { state: PairState }) {
  const { states: words } = useWords('broker');
  return (
    <nav className="seg" aria-label={words.label}>
      {LOOKED_AT.map((one) => (
        <Link
          key={one}
          to={paths.broker}
          search={one === 'suggested' ? {} : { state: one }}
          activeOptions={{ exact: true }}
          aria-current={one === state ? 'true' : undefined}
        >
          {words[one]}
        </Link>
      ))}
    </nav>
  );
}

function Heads() {
  const { heads } = useWords('broker');
  return (
    <div className="q-row q-heads" aria-hidden>
      <span>{heads.pair}</span>
      <span>{heads.score}</span>
      <span>{heads.why}</span>
      <span>{heads.age}</span>
      <span />
    </div>
  );
}

function useCount(answer: QueueAnswer | undefined, state: PairState): string {
  const words = useWords('broker');
  if (answer === undefined || state !== 'suggested') return '';
  return (answer.next === null ? words.waiting : words.waitingMore)(formatNumber(answer.items.length));
}

type Props = { state: PairState; renderReasons: ListProps['renderReasons'] };

/** The pairs of a state; those that wait are worked through by keyboard. */
export function SuggestedPairs({ state, renderReasons }: Props) {
  const words = useWords('broker');
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useCall(listSuggestedPairs, queueOf(state, all), { keepPrevious: true });
  const count = useCount(data, state);
  return (
    <Section
      main
      title={
        <h2>
          {words.pairs} <span className="muted q-count">{count}</span>
        </h2>
      }
      action={<Filter state={state} />}
    >
      {error !== null ? (
        <div className="mt3">
          <ProblemNote problem={error} onRetry={() => void refetch()} />
        </div>
      ) : data === undefined ? (
        <Skeleton rows={4} />
      ) : data.items.length === 0 ? (
        <div className="mt4">
          <EmptyState title={words.empty[state]}>{words.emptyText}</EmptyState>
        </div>
      ) : (
        <>
          <Heads />
          <List pairs={data.items} renderReasons={renderReasons} />
          {data.next === null || all ? null : (
            <div className="mt4">
              <Button onClick={() => setAll(true)}>{words.more}</Button>
            </div>
          )}
        </>
      )}
    </Section>
  );
}
