import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Question } from '../features/matches/question.tsx';
import { loadWords, useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';

const CompareTray = lazy(async () => {
  const [{ CompareTray: tray }] = await Promise.all([
    import('../features/search/compare-tray.tsx'),
    loadWords('searchMore'),
    loadWords('search'),
  ]);
  return { default: tray };
});

/** The question box with its answers: a text that is kept nowhere is matched by its meaning. */
export default function MatchPage() {
  const { box: words } = useWords('matches');
  const search = useSearch({ from: paths.match });
  const compare: readonly string[] = search.compare ?? [];
  const navigate = useNavigate({ from: paths.match });
  useTitle(words.title);
  const change = (next: readonly string[] | undefined): void =>
    void navigate({ search: next === undefined || next.length === 0 ? {} : { compare: [...next] }, replace: true, resetScroll: false });
  return (
    <>
      <div className="wrap page-top">
        <h1>{words.title}</h1>
        <p className="soft mt1 match-intro">{words.lead}</p>
        <Question
          compared={compare}
          onCompare={(id) => change(compare.includes(id) ? compare.filter((one) => one !== id) : [...compare, id])}
        />
      </div>
      {compare.length === 0 ? null : (
        <Suspense fallback={null}>
          <CompareTray answer={{ items: [] }} state={{ compare: [...compare] }} onChange={(patch) => change(patch.compare)} />
        </Suspense>
      )}
    </>
  );
}
