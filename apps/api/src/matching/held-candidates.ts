import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import type { Moment } from '@ketnoi/db/search-changes';
import type { Logger } from 'pino';
import type { Candidates } from './candidates.ts';
import { follow, type Follower } from './follow.ts';
import type { Readers } from './readers.ts';
import { emptyShelf, type Shelf } from './shelf.ts';
import { readSnapshot, stampOf, writeSnapshot } from './snapshot.ts';
import { removeSections } from './snapshot-file.ts';
import type { MatchTables } from './tables.ts';

export type HeldParts = {
  db: Db;
  words: MatchTables;
  readers: Readers;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Where the index is written down for the next start; null keeps it in memory alone. */
  snapshot?: string | null;
};

/** An index over what is shown, how it follows, how far it is, and what was written down of it last. */
type Held = HeldParts & { shelf: Shelf; follower: Follower; isReady: boolean; done: number; kept: Moment | null };

const SAY_EVERY = 5000;

/** Candidates from the memory of this process: all that is shown, on one shelf that follows the database. */
export function heldCandidates(parts: HeldParts): Candidates {
  const shelf = emptyShelf(parts.words.tables);
  const progress = (done: number): void => {
    if (Math.floor(done / SAY_EVERY) > Math.floor(held.done / SAY_EVERY)) parts.log.info({ listings: done }, 'matching index: being read');
    held.done = done;
  };
  const follower = follow({ ...parts, shelf, progress, takeUp: () => takeUp(held) });
  const held: Held = { ...parts, shelf, follower, isReady: false, done: 0, kept: null };
  return {
    follow: () => current(held),
    standing: () => ({
      isReady: held.isReady,
      listings: shelf.known.size,
      done: held.isReady ? shelf.known.size : held.done,
      hasNoSimd: shelf.sides.offer.vectorsOf('encoded')?.vectors().table.kernel === 'plain',
    }),
    shelfFor: async () => shelf,
    shelfOf: async () => shelf,
    renew: (_shelf, ids) => follower.renew(ids),
    keep: () => keep(held),
  };
}

async function current(held: Held): Promise<void> {
  const began = performance.now();
  await held.follower.upToDate();
  if (held.isReady) return;
  held.isReady = true;
  const { size } = held.shelf.known;
  held.log.info({ listings: size, seconds: Math.round(performance.now() - began) / 1000 }, 'matching index ready');
}

async function stampNow({ db, words }: Held): Promise<string> {
  return stampOf({ codes: await codeTables(db), edition: words.edition() ?? 0 });
}

/** A snapshot that is damaged, or of other tables, is of no use: all is read from the database then. */
async function takeUp(held: Held): Promise<Moment | null> {
  const { snapshot, shelf, log } = held;
  if (snapshot === undefined || snapshot === null) return null;
  const began = performance.now();
  try {
    const moment = await readSnapshot(snapshot, shelf, await stampNow(held));
    if (moment === null) return null;
    held.kept = moment;
    log.info(
      { listings: shelf.known.size, seconds: Math.round(performance.now() - began) / 1000 },
      'matching index taken up from its snapshot',
    );
    return moment;
  } catch (error) {
    log.warn({ err: error, file: snapshot }, 'the snapshot of the matching index is of no use; it is read anew');
    await removeSections(snapshot);
    return null;
  }
}

async function keep(held: Held): Promise<void> {
  const { snapshot, shelf, follower, kept } = held;
  const moment = follower.moment();
  if (snapshot === undefined || snapshot === null || moment === null || !held.isReady || !shelf.isChanged()) return;
  if (kept?.snapshot === moment.snapshot && kept.server === moment.server) return;
  await writeSnapshot(snapshot, shelf, { stamp: await stampNow(held), moment });
  held.kept = moment;
}
