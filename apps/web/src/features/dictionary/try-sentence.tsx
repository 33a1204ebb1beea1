import { lookUpTerm } from '@ketnoi/contracts/dictionary';
import type { Output } from '@ketnoi/contracts/endpoint';
import { useState } from 'react';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSettled } from './use-settled.ts';

type Piece = Output<typeof lookUpTerm>['gloss'][number];

/** One part of a sentence: as written, what it means, and the table that says so. */
function PieceLine({ piece: { from, to, source }, into }: { piece: Piece; into: 'vi' | 'en' }) {
  const words = useWords('dictionary');
  const [usual = '', ...others] = to;
  return (
    <li className={source === 'editor' ? 'own' : undefined}>
      <span>{from}</span>
      <span>
        <b lang={into}>{usual}</b>
        {others.length === 0 ? null : <span className="soft s13"> {words.sentence.others(others.slice(0, 3).join('; '))}</span>}
        <span className="soft s13 word-source">{words.sources[source]}</span>
      </span>
    </li>
  );
}

/** A sentence as the product understands it at this moment, while it is typed. */
export function TrySentence({ onAdd }: { onAdd: (word: string) => void }) {
  const words = useWords('dictionary').sentence;
  const [typed, setTyped] = useState<string>(words.start);
  const term = useSettled(typed).trim();
  const { data, error, refetch } = useCall(
    lookUpTerm,
    { query: { term } },
    { enabled: term !== '' && term.length <= 500, keepPrevious: true },
  );
  return (
    <section className="panel word-try" aria-label={words.title}>
      <h2 className="s16">{words.title}</h2>
      <div className="mt2">
        <TextField label={words.label} hint={words.hint} value={typed} onChange={setTyped} rows={3} max={500} />
      </div>
      {error === null ? null : <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && term !== '' ? <Skeleton rows={2} /> : null}
      {data === undefined || term === '' ? null : (
        <div className="mt3" aria-live="polite">
          {data.gloss.length === 0 ? <p className="soft s14">{words.nothing}</p> : null}
          <ul className="word-pieces">
            {data.gloss.map((piece, at) => (
              <PieceLine key={`${String(at)} ${piece.from}`} piece={piece} into={data.language === 'vi' ? 'en' : 'vi'} />
            ))}
          </ul>
          {data.unknown.length === 0 ? null : (
            <p className="row mt2">
              <span className="s13 soft">{words.unknown}</span>
              {data.unknown.map((word) => (
                <button key={word} type="button" className="chip warn" aria-label={words.addWord(word)} onClick={() => onAdd(word)}>
                  {word}
                </button>
              ))}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
