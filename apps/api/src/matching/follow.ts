import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import { matchListings, matchListingsAfter } from '@ketnoi/db/match-listings';
import { indexChanges, indexMoment, type Moment } from '@ketnoi/db/search-changes';
import type { Shelf } from './shelf.ts';
import type { MatchTables } from './tables.ts';

const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
/** Changes are kept for an hour; what did not look for them in half of it is compared with everything that is shown. */
const KEPT_MILLIS = 30 * 60_000;

/** Keeps a shelf as PostgreSQL is. */
export type Follower = {
  /** Resolves when the shelf holds what was shown when it was called, or later. Calls that come meanwhile share the next turn. */
  upToDate: () => Promise<void>;
  /** Reads these listings anew, whatever the index says of them. */
  renew: (ids: readonly string[]) => Promise<void>;
};

/** Follows a database; `progress` is told how many listings are read while all are. Texts are read with the tables of the moment. */
export function follow({ db, words }: { db: Db; words: MatchTables }, shelf: Shelf, progress: (done: number) => void): Follower {
  let at: { moment: Moment; seen: number } | null = null;
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  const renew = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    await words.renew('now');
    const [shown, codes] = await Promise.all([matchListings(db, { ids }), codeTables(db)]);
    const there = new Set<string>(shown.map(({ listingId }) => listingId));
    shelf.remove(ids.filter((id) => !there.has(id)));
    shelf.put(shown, codes);
  };
  const readAll = async (): Promise<void> => {
    // The moment first: what changes while the pages are read is told of afterwards.
    const moment = await indexMoment(db);
    await words.renew('now');
    const codes = await codeTables(db);
    const gone = new Set(shelf.known.keys());
    let done = 0;
    let rows = await matchListingsAfter(db, { after: BEFORE_ALL, limit: PAGE });
    for (let end = rows.at(-1); end !== undefined; end = rows.at(-1)) {
      shelf.put(
        rows.filter(({ listingId, version }) => shelf.known.get(listingId)?.version !== version),
        codes,
      );
      for (const { listingId } of rows) gone.delete(listingId);
      done += rows.length;
      progress(done);
      rows = rows.length < PAGE ? [] : await matchListingsAfter(db, { after: end.listingId, limit: PAGE });
    }
    shelf.remove([...gone]);
    at = { moment, seen: performance.now() };
  };
  const turn = async (): Promise<void> => {
    if (at === null || performance.now() - at.seen > KEPT_MILLIS) return readAll();
    const { all, ids, now } = await indexChanges(db, { since: at.moment });
    if (all) return readAll();
    await renew(ids);
    at = { moment: now, seen: performance.now() };
  };
  const upToDate = (): Promise<void> => {
    next ??= last
      .catch(() => undefined)
      .then(() => {
        next = null;
        return turn();
      });
    last = next;
    return next;
  };
  return { upToDate, renew };
}
