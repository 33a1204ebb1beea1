import { ignoreUnknownWord, listUnknownWords, type UnknownWord } from '@ketnoi/contracts/dictionary';
import { useState } from 'react';
import { useAct, useCall } from '../../lib/api.ts';
import { formatDate, formatNumber } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { EntryForm } from './entry-form.tsx';
import { readAnew } from './read-anew.ts';

const PAGE = 50;
const LONGEST = 100;

function Row({ word }: { word: UnknownWord }) {
  const words = useWords('dictionary');
  const [isAdding, setAdding] = useState(false);
  const act = useAct(ignoreUnknownWord);
  const ignore = (): void =>
    act.mutate(
      { params: { id: word.id } },
      {
        onSuccess: () => {
          toast(words.unknown.ignored);
          readAnew();
        },
      },
    );
  return (
    <li>
      <div className="row between top">
        <div>
          <h3 className="row-t" lang={word.language}>
            {word.word}
          </h3>
          <p className="meta s13">
            <b>{words.unknown.needs(formatNumber(word.needs))}</b>
            <span>{words.unknown.seen(formatDate(word.lastSeenAt))}</span>
          </p>
        </div>
        <div className="row">
          <Button
            small
            aria-expanded={isAdding}
            aria-label={words.acts.of(words.unknown.add, word.word)}
            onClick={() => setAdding(!isAdding)}
          >
            {words.unknown.add}
          </Button>
          <Button
            small
            variant="quiet"
            busy={act.isPending}
            busyLabel={words.unknown.ignoring}
            aria-label={words.acts.of(words.unknown.ignore, word.word)}
            onClick={ignore}
          >
            {words.unknown.ignore}
          </Button>
        </div>
      </div>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      {isAdding ? <EntryForm term={word.word} onDone={() => setAdding(false)} /> : null}
    </li>
  );
}

/** Words of needs that no table knows, those of most needs first. */
export function UnknownWords() {
  const words = useWords('dictionary');
  const [shown, setShown] = useState(PAGE);
  const { data, error, refetch } = useCall(listUnknownWords, { query: { limit: shown } }, { keepPrevious: true });
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={4} />;
  if (data.items.length === 0) return <EmptyState title={words.unknown.empty}>{words.unknown.emptyText}</EmptyState>;
  return (
    <>
      <p className="soft s14">{words.unknown.lead}</p>
      <ul className="rows">
        {data.items.map((word) => (
          <Row key={word.id} word={word} />
        ))}
      </ul>
      {given(data.next) && shown < LONGEST ? (
        <Button small onClick={() => setShown(LONGEST)}>
          {words.more}
        </Button>
      ) : null}
    </>
  );
}
