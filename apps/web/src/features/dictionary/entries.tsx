import { listDictionary } from '@ketnoi/contracts/dictionary';
import { DICTIONARY_STATES } from '@ketnoi/domain/dictionary';
import { useId, useState } from 'react';
import { useCall } from '../../lib/api.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EntryForm } from './entry-form.tsx';
import { EntryRow } from './entry-row.tsx';
import { useSettled } from './use-settled.ts';

const PAGE = 20;
const LONGEST = 100;

type Asked = { q: string; state: string };

/** The entries that are asked for, those changed last first. */
function EntryList({ q, state }: Asked) {
  const words = useWords('dictionary');
  const [shown, setShown] = useState(PAGE);
  const only = DICTIONARY_STATES.find((one) => one === state);
  const query = { limit: shown, ...(q === '' ? {} : { q }), ...(only === undefined ? {} : { state: only }) };
  const { data, error, refetch, isPlaceholderData } = useCall(listDictionary, { query }, { keepPrevious: true });
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={4} />;
  if (data.items.length === 0) {
    const isAll = q === '' && only !== 'withdrawn';
    return isAll ? <EmptyState title={words.empty}>{words.emptyText}</EmptyState> : <p className="soft">{words.emptyFound}</p>;
  }
  return (
    <>
      <ul className="rows" aria-busy={isPlaceholderData}>
        {data.items.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </ul>
      {given(data.next) && shown < LONGEST ? (
        <Button small onClick={() => setShown(Math.min(LONGEST, shown + PAGE))}>
          {words.more}
        </Button>
      ) : null}
      {given(data.next) && shown >= LONGEST ? <p className="soft s14">{words.narrow}</p> : null}
    </>
  );
}

/** The entries, found by their letters; and the way to add one. `term` opens the form with a word to begin with. */
export function Entries({ term, onTermDone }: { term: string | undefined; onTermDone: () => void }) {
  const words = useWords('dictionary');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<string>('active');
  const [isAdding, setAdding] = useState(false);
  const q = useSettled(typed).trim();
  const isOpen = isAdding || term !== undefined;
  const done = (): void => {
    setAdding(false);
    onTermDone();
  };
  return (
    <>
      <div className="word-bar">
        <TextField id={`${id}-q`} label={words.search} hint={words.searchHint} value={typed} onChange={setTyped} max={200} />
        <SelectField
          id={`${id}-state`}
          label={words.state}
          value={state}
          empty={words.anyState}
          options={DICTIONARY_STATES.map((value) => ({ value, label: words.states[value] }))}
          onChange={setState}
        />
        {isOpen ? null : (
          <div className="word-add">
            <Button variant="primary" onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          </div>
        )}
      </div>
      {isOpen ? <EntryForm key={term} term={term ?? ''} onDone={done} /> : null}
      <div className="mt4">
        <EntryList key={`${state} ${q}`} q={q} state={state} />
      </div>
    </>
  );
}
