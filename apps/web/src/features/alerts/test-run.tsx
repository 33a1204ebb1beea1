import { testSavedSearch, type SavedSearch } from '@ketnoi/contracts/saved-searches';
import { useEffect } from 'react';
import { useAct } from '../../lib/api.ts';
import { formatDate, formatNumber } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ListingLine } from './listing-line.tsx';

/** What this search would tell of among the listings shown now. It runs when it is opened; nothing is sent. */
export function TestRun({ search }: { search: SavedSearch }) {
  const words = useWords('alerts').test;
  const { atLeast } = useWords('search');
  const { mutate, data, error } = useAct(testSavedSearch);
  const { id } = search;
  useEffect(() => mutate({ params: { id } }), [mutate, id]);
  const counted = data === undefined ? '' : data.totalIsExact ? formatNumber(data.total) : atLeast(formatNumber(data.total - 1));
  return (
    <section className="panel alert-box" aria-label={words.title}>
      {error === null ? null : <ProblemNote problem={error} onRetry={() => mutate({ params: { id } })} />}
      {data === undefined && error === null ? <Skeleton rows={2} /> : null}
      {data === undefined ? null : (
        <output className="s14">
          {data.total === 0 ? words.none : words.count(counted)}
          {data.total > data.items.length ? ` ${words.newest(data.items.length)}` : ''}
        </output>
      )}
      <ul className="rows alert-found">
        {(data?.items ?? []).map((card) => (
          <ListingLine key={card.id} card={card} meta={card.publishedAt === null ? null : <span>{formatDate(card.publishedAt)}</span>} />
        ))}
      </ul>
    </section>
  );
}
