import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { codeTables, type CodeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import { findVectors, type VectorRow } from '@ketnoi/db/listing-vectors';
import { matchListings, matchListingsAfter, matchVersionsAfter, type MatchListing } from '@ketnoi/db/match-listings';
import { indexChanges, indexMoment, vectorsSince, type Moment } from '@ketnoi/db/search-changes';
import { SIDES } from '@ketnoi/domain/listing-kinds';
import { modelsOf } from './encode-listings.ts';
import type { Readers } from './readers.ts';
import type { Shelf } from './shelf.ts';
import type { MatchTables } from './tables.ts';

const PAGE = 500;
const VERSIONS = 10_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
/** Changes are kept for an hour; what did not look for them in half of it is compared with everything that is shown. */
const KEPT_MILLIS = 30 * 60_000;

/** Keeps a shelf as PostgreSQL is. */
export type Follower = {
  /** Up to when the shelf follows; null before it was read. */
  moment: () => Moment | null;
  /** Resolves when the shelf holds what was shown when it was called, or later. Calls that come meanwhile share the next turn. */
  upToDate: () => Promise<void>;
  /** Reads these listings anew, whatever the index says of them. */
  renew: (ids: readonly string[]) => Promise<void>;
};

type Followed = {
  db: Db;
  words: MatchTables;
  readers: Readers;
  shelf: Shelf;
  progress: (done: number) => void;
  /** Fills the empty shelf from what was written down; null when nothing of use was. */
  takeUp: () => Promise<Moment | null>;
};

/** When the database was looked at last, and with which edition of the dictionary texts were read by then. */
type At = { moment: Moment; seen: number; edition: number | null };

/** Follows a database; `progress` is told how many listings are read while all are. Texts are read with the tables of the moment. */
export function follow(followed: Followed): Follower {
  let at: At | null = null;
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const turn = async (): Promise<void> => {
    if (at === null || performance.now() - at.seen > KEPT_MILLIS) {
      at = await readAll(followed, at);
      return;
    }
    const { all, ids, encoded, now } = await indexChanges(followed.db, { since: at.moment });
    if (all) {
      at = await readAll(followed, at);
      return;
    }
    await renew(followed, ids);
    await takeVectors(followed, encoded);
    at = { moment: now, seen: performance.now(), edition: followed.words.edition() };
  };
  // One after the other: what was read earlier is put on the shelf earlier, and never over what was read later.
  const queued = (work: () => Promise<void>): Promise<void> => {
    last = last.catch(() => undefined).then(work);
    return last;
  };
  const upToDate = (): Promise<void> => {
    next ??= queued(() => {
      next = null;
      return turn();
    });
    return next;
  };
  return { moment: () => at?.moment ?? null, upToDate, renew: (ids) => queued(() => renew(followed, ids)) };
}

async function renew(followed: Followed, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { db, words, shelf } = followed;
  await words.renew('now');
  for (let first = 0; first < ids.length; first += PAGE) {
    const some = ids.slice(first, first + PAGE);
    const [shown, codes] = await Promise.all([matchListings(db, { ids: some }), codeTables(db)]);
    const there = new Set<string>(shown.map(({ listingId }) => listingId));
    shelf.remove(some.filter((id) => !there.has(id)));
    shelf.put(shown, codes);
  }
  await takeVectors(followed, ids);
  await tidied(shelf);
}

async function takeVectors({ db, readers, shelf }: Followed, ids: readonly string[]): Promise<void> {
  const models = modelsOf(readers.current());
  for (let first = 0; models.length > 0 && first < ids.length; first += PAGE)
    shelf.encode(await findVectors(db, { ids: ids.slice(first, first + PAGE), models }));
}

/** A step at a time: questions are answered between the steps. */
async function tidied({ sides }: Shelf): Promise<void> {
  for (const side of SIDES) {
    if (!sides[side].isUntidy()) continue;
    const steps = sides[side].tidySteps();
    while (steps.next().done !== true) await turnOfLoop();
  }
}

/**
 * Brings the shelf to what is shown, by id and version; when the dictionary has changed since `before`, every text is read anew. @returns from when changes are to
 * be followed.
 */
async function readAll(followed: Followed, before: At | null): Promise<At> {
  const { db, words, readers, shelf } = followed;
  // The moment first: what changes while the pages are read is told of afterwards.
  const moment = await indexMoment(db);
  await words.renew('now');
  const edition = words.edition();
  shelf.read(await readers.opened);
  const codes = await codeTables(db);
  const done = (): At => ({ moment, seen: performance.now(), edition });
  const isAnew = before !== null && edition !== before.edition;
  const taken = shelf.known.size === 0 ? await followed.takeUp() : moment;
  if (isAnew || shelf.known.size === 0) {
    await fill(followed, codes);
    return done();
  }
  await compare(followed);
  if (taken !== null) await takeVectors(followed, await vectorsSince(db, { since: taken }));
  return done();
}

async function fill(followed: Followed, codes: CodeTables): Promise<void> {
  const filling = followed.shelf.fill();
  let done = 0;
  for await (const { listings, rows } of pages(followed)) {
    filling.add(listings, rows, codes);
    done += listings.length;
    followed.progress(done);
    await turnOfLoop();
  }
  filling.finish();
}

/** Reads anew what is of another version than the shelf has it, and takes out what is gone. */
async function compare(followed: Followed): Promise<void> {
  const { db, shelf } = followed;
  const gone = new Set(shelf.known.keys());
  let page = await matchVersionsAfter(db, { after: BEFORE_ALL, limit: VERSIONS });
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    for (const { listingId } of page) gone.delete(listingId);
    await renew(
      followed,
      page.filter(({ listingId, version }) => shelf.known.get(listingId)?.version !== version).map(({ listingId }) => listingId),
    );
    page = await matchVersionsAfter(db, { after: last.listingId, limit: VERSIONS });
  }
  shelf.remove([...gone]);
  await tidied(shelf);
}

type Page = { listings: MatchListing[]; rows: VectorRow[] };

/** What is shown with its vectors; the next page is read while one is worked on. */
async function* pages({ db, readers }: Followed): AsyncGenerator<Page> {
  const models = modelsOf(readers.current());
  const pageAfter = async (after: string): Promise<Page> => {
    const listings = await matchListingsAfter(db, { after, limit: PAGE });
    const ids = listings.map(({ listingId }) => listingId);
    return { listings, rows: models.length === 0 ? [] : await findVectors(db, { ids, models }) };
  };
  let page = await pageAfter(BEFORE_ALL);
  for (let last = page.listings.at(-1); last !== undefined; last = page.listings.at(-1)) {
    const next = pageAfter(last.listingId);
    // A failure is met at the await below, not while nobody listens.
    next.catch(() => undefined);
    yield page;
    page = await next;
  }
}
