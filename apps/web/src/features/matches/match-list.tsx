import type { Matched } from '@ketnoi/contracts/matches';
import { IconGitCompare, IconThumbDown } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { readText } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { useLabels } from '../../lib/labels.ts';
import { MOST_COMPARED } from '../../lib/search-params.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { classesOf } from './evidence.tsx';
import { MatchCard } from './match-card.tsx';
import { NotThis } from './not-this.tsx';
import { greatestPart, type Sides } from './sides.ts';

type Comparing = { compared: readonly string[]; onCompare: (id: string) => void };

function Acts({
  match,
  compared,
  onCompare,
  onHidden,
  onUndone,
}: Comparing & { match: Matched; onHidden: () => void; onUndone: () => void }) {
  const words = useWords('matches');
  const [asks, setAsks] = useState(false);
  const form = useId();
  const button = useRef<HTMLSpanElement>(null);
  const title = readText(match.title)?.text ?? match.reference ?? '';
  const ticked = compared.includes(match.id);
  const { matchId } = match;
  const cancel = (): void => {
    setAsks(false);
    button.current?.querySelector('button')?.focus();
  };
  return (
    <>
      <div className="row mt4">
        <Button
          small
          aria-pressed={ticked}
          disabled={!ticked && compared.length >= MOST_COMPARED}
          aria-label={`${ticked ? words.compared : words.compare}: ${title}`}
          onClick={() => onCompare(match.id)}
        >
          <Icon of={IconGitCompare} />
          {ticked ? words.compared : words.compare}
        </Button>
        {matchId === null ? null : (
          <span ref={button}>
            <Button
              small
              aria-expanded={asks}
              aria-controls={form}
              aria-label={`${words.not.button} ${title}`}
              onClick={() => setAsks(!asks)}
            >
              <Icon of={IconThumbDown} />
              {words.not.button}
            </Button>
          </span>
        )}
      </div>
      {asks && matchId !== null ? (
        <NotThis id={form} matchId={matchId} title={title} onDone={onHidden} onUndone={onUndone} onCancel={cancel} />
      ) : null}
    </>
  );
}

type Props = Comparing & { items: readonly Matched[]; sides: Sides; requiredTrl?: number | null };

/** Ranked listings with what can be done with each. One that was hidden leaves at once, and the focus goes to what follows it. */
export function MatchList({ items, sides, requiredTrl = null, compared, onCompare }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const label = useLabels([
    ['province', items.map((one) => one.province).filter(given)],
    ['ip_status', items.flatMap((one) => one.ipStatus)],
    ...classesOf(items),
  ]);
  const most = greatestPart(items);
  const hide = (match: Matched, index: number): void => {
    setHidden((before) => new Set([...before, match.matchId ?? match.id]));
    const links = [...(list.current?.querySelectorAll<HTMLElement>('h2 a') ?? [])];
    (links[index + 1] ?? links[index - 1])?.focus();
  };
  const show = (match: Matched): void => setHidden((before) => new Set([...before].filter((id) => id !== (match.matchId ?? match.id))));
  const shown = items.filter((one) => !hidden.has(one.matchId ?? one.id));
  return (
    <ol ref={list} className="stack mt4">
      {shown.map((match, index) => (
        <MatchCard key={match.id} match={match} rank={index + 1} most={most} sides={sides} requiredTrl={requiredTrl} label={label}>
          <Acts match={match} compared={compared} onCompare={onCompare} onHidden={() => hide(match, index)} onUndone={() => show(match)} />
        </MatchCard>
      ))}
    </ol>
  );
}
