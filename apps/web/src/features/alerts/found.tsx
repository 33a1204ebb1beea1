import { listAlerts, markAlertsSeen, type SavedSearch } from '@ketnoi/contracts/saved-searches';
import type { Output } from '@ketnoi/contracts/endpoint';
import { useState } from 'react';
import { invalidate, useAct, useCall } from '../../lib/api.ts';
import { formatDateTime } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { keepAnswer } from './kept.ts';
import { ListingLine } from './listing-line.tsx';

type Alert = Output<typeof listAlerts>['items'][number];

const PAGE = 20;
const LONGEST = 100;

/** What a search has found since it was saved, latest first, with what its owner has not looked at marked. */
export function Found({ search }: { search: SavedSearch }) {
  const words = useWords('alerts').found;
  const [shown, setShown] = useState(PAGE);
  const [unseen, setUnseen] = useState(false);
  const query = { limit: shown, lang: language, ...(unseen ? { unseen } : {}) };
  const { data, error, refetch, isPlaceholderData } = useCall(listAlerts, { params: { id: search.id }, query }, { keepPrevious: true });
  const act = useAct(markAlertsSeen);
  const items = data?.items ?? [];
  const [latest] = items;
  const mark = (): void =>
    act.mutate(
      // What came in since this list was read stays unseen.
      { params: { id: search.id }, body: latest === undefined ? {} : { upTo: latest.at } },
      {
        onSuccess: (answer) => {
          keepAnswer(answer);
          void invalidate(listAlerts);
        },
      },
    );
  return (
    <section className="panel alert-box" aria-label={words.title}>
      <div className="row between">
        <label className="choice">
          <input type="checkbox" checked={unseen} onChange={() => setUnseen(!unseen)} />
          <span>{words.unseen}</span>
        </label>
        {items.some((one) => !one.seen) ? (
          <Button small busy={act.isPending} onClick={mark}>
            {words.seen}
          </Button>
        ) : null}
      </div>
      {error === null ? null : <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      {data === undefined && error === null ? <Skeleton rows={2} /> : null}
      {data !== undefined && items.length === 0 ? <p className="soft mt2">{unseen ? words.emptyUnseen : words.empty}</p> : null}
      <ul className="rows alert-found" aria-busy={isPlaceholderData}>
        {items.map((one) => (
          <FoundLine key={`${one.card.id} ${one.at}`} alert={one} />
        ))}
      </ul>
      {given(data?.next) && shown < LONGEST ? (
        <Button small onClick={() => setShown(Math.min(LONGEST, shown + PAGE))}>
          {words.more}
        </Button>
      ) : null}
    </section>
  );
}

/** A listing it found: why and when, whether a letter told of it, whether it was looked at. */
function FoundLine({ alert: { card, reason, at, sentAt, seen } }: { alert: Alert }) {
  const words = useWords('alerts').found;
  return (
    <ListingLine
      card={card}
      meta={
        <>
          <span>{words.reasons[reason]}</span>
          <span>{formatDateTime(at)}</span>
          {sentAt === null ? null : <span>{words.sent(formatDateTime(sentAt))}</span>}
        </>
      }
      mark={seen ? null : <span className="chip on">{words.isNew}</span>}
    />
  );
}
