import { withdrawEntry, type DictionaryEntry } from '@ketnoi/contracts/dictionary';
import { useState } from 'react';
import { etagOfVersion, useAct } from '../../lib/api.ts';
import { formatDateTime } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { toast } from '../../ui/toast.tsx';
import { EntryForm } from './entry-form.tsx';
import { readAnew } from './read-anew.ts';

/** Asks once before an entry is taken out of use. */
function Withdrawal({ entry, onDone }: { entry: DictionaryEntry; onDone: () => void }) {
  const words = useWords('dictionary');
  const { cancel } = useWords('forms');
  const act = useAct(withdrawEntry);
  const withdraw = (): void =>
    act.mutate(
      { params: { id: entry.id }, etag: etagOfVersion(entry) },
      {
        onSuccess: () => {
          toast(words.withdrawn);
          readAnew();
          onDone();
        },
      },
    );
  return (
    <section className="panel stack-s word-form" aria-label={words.acts.of(words.acts.withdraw, entry.term)}>
      <p>{words.confirmWithdraw}</p>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      <div className="row">
        <Button small variant="danger" busy={act.isPending} busyLabel={words.withdrawing} onClick={withdraw}>
          {words.acts.withdraw}
        </Button>
        <Button small variant="quiet" onClick={onDone}>
          {cancel}
        </Button>
      </div>
    </section>
  );
}

/** One entry: what the term means, who said so, and what may be done with it. */
export function EntryRow({ entry }: { entry: DictionaryEntry }) {
  const words = useWords('dictionary');
  const [open, setOpen] = useState<DictionaryEntry['can'][number] | null>(null);
  const { language, meanings, term, note } = entry;
  const close = (): void => setOpen(null);
  return (
    <li>
      <div className="row between top">
        <div>
          <h3 className="row-t" lang={language}>
            {term}
          </h3>
          {meanings.length === 0 ? (
            <p className="soft">{words.struck}</p>
          ) : (
            <p lang={language === 'vi' ? 'en' : 'vi'}>{meanings.join('; ')}</p>
          )}
          {note === null ? null : <p className="soft s13">{note}</p>}
          <p className="meta s13 mt1">
            <span>{words.directions[language]}</span>
            <span>{words.changed(entry.updatedBy, formatDateTime(entry.updatedAt))}</span>
          </p>
        </div>
        <div className="row">
          {entry.state === 'withdrawn' ? <span className="chip">{words.states.withdrawn}</span> : null}
          {entry.can.map((act) => (
            <Button
              key={act}
              small
              variant="quiet"
              aria-expanded={open === act}
              aria-label={words.acts.of(words.acts[act], term)}
              onClick={() => setOpen(open === act ? null : act)}
            >
              {words.acts[act]}
            </Button>
          ))}
        </div>
      </div>
      {open === 'correct' ? <EntryForm entry={entry} onDone={close} /> : null}
      {open === 'withdraw' ? <Withdrawal entry={entry} onDone={close} /> : null}
    </li>
  );
}
