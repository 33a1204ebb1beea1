import { readListing } from '@ketnoi/contracts/listings';
import { listMatches } from '@ketnoi/contracts/matches';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { AskingListing } from '../features/matches/asking-listing.tsx';
import { ListingMatches, matchesOf } from '../features/matches/listing-matches.tsx';
import { prefetch as start, useCall } from '../lib/api.ts';
import { readText } from '../lib/format.ts';
import { loadWords, useWords } from '../lib/i18n.ts';
import { isSessionSettled, useSession } from '../lib/session.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import ProblemPage from './problem.tsx';

const CompareTray = lazy(async () => {
  const [{ CompareTray: tray }] = await Promise.all([
    import('../features/search/compare-tray.tsx'),
    loadWords('searchMore'),
    loadWords('search'),
  ]);
  return { default: tray };
});

/** Matches are asked for by id; an address may hold a reference, which the listing turns into one. */
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/u;

const asked = (id: string) => ({ params: { id }, query: {} });

export function prefetch({ params, search }: { params: Record<string, string>; search: Record<string, unknown> }): void {
  const id = params['id'] ?? '';
  if (!isSessionSettled()) return;
  start(readListing, asked(id));
  if (UUID.test(id)) start(listMatches, matchesOf(id, search['all'] === true));
}

/** What fits a listing: of a need the offers, of an offer the needs. */
export default function MatchesPage() {
  const words = useWords('matches');
  const { id } = useParams({ from: paths.matches });
  const state = useSearch({ from: paths.matches });
  const navigate = useNavigate({ from: paths.matches });
  // Its own people see more: what they hid, what they could add.
  const settled = useSession().status !== 'opening';
  const { data: listing, error, refetch } = useCall(readListing, asked(id), { enabled: settled });
  useTitle(
    listing === undefined ? null : words.titleOf(words.title[listing.side], readText(listing.title)?.text ?? listing.reference ?? ''),
  );
  if (error !== null) return <ProblemPage error={error} reset={() => void refetch()} />;
  if (listing === undefined) {
    return (
      <div className="wrap page-top">
        <Skeleton lines={[30, 80, 60]} rows={3} />
      </div>
    );
  }
  const change = (patch: object): void =>
    void navigate({
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== undefined)) as typeof before,
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <div className="wrap">
        <AskingListing listing={listing} />
        <ListingMatches listing={listing} state={state} onChange={change} />
      </div>
      {state.compare === undefined ? null : (
        <Suspense fallback={null}>
          <CompareTray answer={{ items: [] }} state={{ compare: state.compare }} onChange={change} />
        </Suspense>
      )}
    </>
  );
}
