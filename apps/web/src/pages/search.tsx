import { searchListings } from '@ketnoi/contracts/search';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { facetOf, useFilterLabel, useTotal, type SearchAnswer } from '../features/search/answer.ts';
import { Filters } from '../features/search/filters.tsx';
import { Reading, useHeading } from '../features/search/heading.tsx';
import { Results } from '../features/search/results.tsx';
import { activeFilters, canBeKept, changed, queryOf, useSearchState, type Patch } from '../features/search/state.ts';
import { Tabs } from '../features/search/tabs.tsx';
import { Toolbar } from '../features/search/toolbar.tsx';
import '../features/search/search.css';
import { prefetch as start, useCall } from '../lib/api.ts';
import { rememberQuestion } from '../lib/asked-text.ts';
import { loadWords, useWords } from '../lib/i18n.ts';
import { savedQueryOf } from '../lib/saved-query.ts';
import { readSearchState, type SearchState } from '../lib/search-params.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { announce } from '../ui/announcer.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useNarrow } from '../ui/use-narrow.ts';

const CompareTray = lazy(async () => {
  const [{ CompareTray: tray }] = await Promise.all([import('../features/search/compare-tray.tsx'), loadWords('searchMore')]);
  return { default: tray };
});
const ZeroHits = lazy(async () => {
  const [{ ZeroHits: page }] = await Promise.all([import('../features/search/zero-hits.tsx'), loadWords('searchMore')]);
  return { default: page };
});
const SaveSearch = lazy(async () => {
  const [{ SaveSearch: form }] = await Promise.all([import('../features/alerts/save-search.tsx'), loadWords('alerts'), loadWords('forms')]);
  return { default: form };
});
const TodaysProvinces = lazy(async () => ({ default: (await import('../features/search/todays-provinces.tsx')).TodaysProvinces }));
const CompareView = lazy(async () => {
  const [{ CompareView: view }] = await Promise.all([import('../features/search/compare-view.tsx'), loadWords('searchMore')]);
  return { default: view };
});

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
          <Suspense fallback={<Skeleton rows={4} />}>
            <ZeroHits answer={data} state={state} onChange={change} />
            <ByMeaning state={state} />
          </Suspense>
        ) : (
          <>
            <h1 className="h22">{heading}</h1>
            <Reading answer={data} state={state} onChange={change} alsoLabel={words.alsoSearched} />
            <ByMeaning state={state} />
            <Tabs answer={data} state={state} />
            <Columns answer={data} state={state} change={change} busy={isPlaceholderData} />
          </>
        )}
      </div>
      {state.compare === undefined ? null : (
        <Suspense fallback={null}>
          <CompareTray answer={data} state={state} onChange={change} />
        </Suspense>
      )}
      {state.province?.every((code) => facetOf(data, 'province').some((one) => one.code === code)) === false ? (
        <Suspense fallback={null}>
          <TodaysProvinces state={state} />
        </Suspense>
      ) : null}
      {state.save === true && canBeKept(state) ? <Saving answer={data} state={state} /> : null}
    </>
  );
}

/** The same words, compared by their meaning and with reasons. */
function ByMeaning({ state: { q, in: side = 'offer' } }: { state: SearchState }) {
  const words = useWords('search');
  if (q === undefined) return null;
  return (
    <p className="under mt1">
      <Link to={paths.match} onClick={() => rememberQuestion({ text: q, side })}>
        {words.byMeaning}
      </Link>
    </p>
  );
}

/** The form that keeps this search, over the page; closing it leaves the page as it was. */
function Saving({ answer, state }: { answer: SearchAnswer; state: SearchState }) {
  const navigate = useNavigate();
  const label = useFilterLabel(answer, state);
  const name = answer.reading.understoodAs ?? state.q ?? activeFilters(state).map(label).join(', ');
  const close = (): void =>
    void navigate({ to: paths.search, search: changed(state, { save: undefined }), replace: true, resetScroll: false });
  return (
    <Suspense fallback={null}>
      <SaveSearch query={savedQueryOf(state)} name={name} onClose={close} />
    </Suspense>
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
