import { searchListings } from '@ketnoi/contracts/search';
import { lazy, Suspense, useEffect } from 'react';
import { useTotal, type SearchAnswer } from '../features/search/answer.ts';
import { CompareTray } from '../features/search/compare-tray.tsx';
import { Filters } from '../features/search/filters.tsx';
import { Reading, useHeading } from '../features/search/heading.tsx';
import { Results } from '../features/search/results.tsx';
import { queryOf, useSearchState, type Patch } from '../features/search/state.ts';
import { Tabs } from '../features/search/tabs.tsx';
import { Toolbar } from '../features/search/toolbar.tsx';
import { ZeroHits } from '../features/search/zero-hits.tsx';
import '../features/search/search.css';
import { prefetch as start, useCall } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import { readSearchState, type SearchState } from '../lib/search-params.ts';
import { useTitle } from '../lib/title.ts';
import { announce } from '../ui/announcer.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useNarrow } from '../ui/use-narrow.ts';

const CompareView = lazy(async () => ({ default: (await import('../features/search/compare-view.tsx')).CompareView }));

export function prefetch({ search }: { search: Record<string, unknown> }): void {
  const state = readSearchState(search);
  if (state.view !== 'compare') start(searchListings, { query: queryOf(state) });
}

export default function SearchPage() {
  const [state, change] = useSearchState();
  if (state.view === 'compare') {
    return (
      <div className="wrap page-top">
        <Suspense fallback={<Skeleton rows={4} />}>
          <CompareView state={state} onChange={change} />
        </Suspense>
      </div>
    );
  }
  return <Found state={state} change={change} />;
}

type Props = { state: SearchState; change: (patch: Patch) => void };

function Found({ state, change }: Props) {
  const words = useWords('search');
  const { data, error, isPlaceholderData, refetch } = useCall(searchListings, { query: queryOf(state) }, { keepPrevious: true });
  const heading = useHeading(data, state);
  const total = useTotal();
  useTitle(state.q === undefined ? words.title : words.titleFor(state.q));
  const announced = data === undefined || isPlaceholderData ? null : words.announced(total(data, state.in));
  useEffect(() => {
    if (announced !== null) announce(announced);
  }, [announced]);

  if (error !== null || data === undefined) {
    return (
      <div className="wrap page-top">
        <h1 className="h22">{heading}</h1>
        <div className="mt4">{error === null ? <Skeleton rows={5} /> : <ProblemNote problem={error} onRetry={() => void refetch()} />}</div>
      </div>
    );
  }
  return (
    <>
      <div className="wrap page-top">
        {data.total === 0 && !isPlaceholderData ? (
          <ZeroHits answer={data} state={state} />
        ) : (
          <>
            <h1 className="h22">{heading}</h1>
            <Reading answer={data} state={state} alsoLabel={words.alsoSearched} />
            <Tabs answer={data} state={state} />
            <Columns answer={data} state={state} change={change} busy={isPlaceholderData} />
          </>
        )}
      </div>
      <CompareTray answer={data} state={state} onChange={change} />
    </>
  );
}

/** Filters beside the results; on a phone they open as a sheet from the toolbar. */
function Columns({ answer, state, change, busy }: Props & { answer: SearchAnswer; busy: boolean }) {
  const words = useWords('search');
  const narrow = useNarrow();
  const filters = <Filters answer={answer} state={state} onChange={change} />;
  return (
    <div className="s-grid">
      {narrow ? null : (
        <aside className="s-aside" aria-label={words.filters}>
          <h2>{words.filters}</h2>
          {filters}
        </aside>
      )}
      <div>
        <Toolbar answer={answer} state={state} onChange={change} filters={narrow ? filters : null} />
        <Results answer={answer} state={state} onChange={change} busy={busy} />
      </div>
    </div>
  );
}
