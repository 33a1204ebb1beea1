import { setImmediate as turnOfLoop } from 'node:timers/promises';
import type { Db } from '@ketnoi/db/database';
import { findMarketWords, marketVersion, type MarketWordsRow } from '@ketnoi/db/market-words';
import { matchListingsAfter } from '@ketnoi/db/match-listings';
import { SIDES, type Side } from '@ketnoi/domain/listing-kinds';
import type { Reading } from '@ketnoi/language/units';
import { documentUnits, READINGS } from '@ketnoi/matching/collection';
import { marketWords, wordCounter, type MarketWords, type WordCounts } from '@ketnoi/matching/market-words';
import type { QueryTables } from '@ketnoi/matching/query';
import { documentOf } from './documents.ts';

/** How rare words are among all that is shown, each side for itself, and how many listings that was. */
export type Market = { version: number; listings: number; words: Readonly<Record<Side, Readonly<Record<Reading, MarketWords>>>> };

const PAGE = 100;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

type Counting = { db: Db; tables: QueryTables; signal: AbortSignal };

/** Counts the words of everything that is shown, a page at a time; no text is kept. Throws when `signal` asks to stop. */
export async function countMarket({ db, tables, signal }: Counting): Promise<MarketWordsRow[]> {
  const counters = SIDES.flatMap((side) => READINGS.map((reading) => ({ side, reading, counter: wordCounter() })));
  let page = await matchListingsAfter(db, { after: BEFORE_ALL, limit: PAGE });
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    for (const listing of page) {
      const units = documentUnits(documentOf(listing), tables);
      for (const { side, reading, counter } of counters) {
        const found = side === listing.side ? units[reading] : null;
        if (found !== null) counter.add(found);
      }
    }
    signal.throwIfAborted();
    await turnOfLoop();
    page = await matchListingsAfter(db, { after: last.listingId, limit: PAGE });
  }
  return counters.map(({ side, reading, counter }) => rowOf(side, reading, counter.finish()));
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array<ArrayBuffer>): Buffer => Buffer.from(buffer, byteOffset, byteLength);

function rowOf(side: Side, reading: Reading, { size, words, keys, holders }: WordCounts): MarketWordsRow {
  return { side, reading, documents: size, words, keys: bytesOf(keys), holders: bytesOf(holders) };
}

// The database's buffers lie at odd places of larger ones; numbers want to lie even.
const numbersOf = (bytes: Buffer): Uint32Array<ArrayBuffer> => new Uint32Array(new Uint8Array(bytes).buffer);

function countsOf({ documents, words, keys, holders }: MarketWordsRow): WordCounts {
  return { size: documents, words, keys: numbersOf(keys), holders: numbersOf(holders) };
}

/** Reads the market's words; null before they were counted first. Looked for anew after `keptMillis`, read anew when they are of another version. */
export function marketIn(db: Db, keptMillis = 5000): () => Promise<Market | null> {
  let kept: Market | null = null;
  let looked = -Infinity;
  return async () => {
    if (performance.now() - looked < keptMillis) return kept;
    const version = await marketVersion(db);
    if (version !== null && version !== kept?.version) kept = (await read(db, version)) ?? kept;
    looked = performance.now();
    return kept;
  };
}

/** Null when the version was replaced while it was looked at. */
async function read(db: Db, version: number): Promise<Market | null> {
  const rows = await findMarketWords(db, { version });
  const found = (side: Side, reading: Reading): MarketWordsRow | undefined =>
    rows.find((row) => row.side === side && row.reading === reading);
  const of = (side: Side, reading: Reading): MarketWords => {
    const row = found(side, reading);
    if (row === undefined) throw new Error(`the counts of ${side} in ${reading} are missing`);
    return marketWords(countsOf(row));
  };
  const side = (one: Side): Record<Reading, MarketWords> => ({
    english: of(one, 'english'),
    vietnamese: of(one, 'vietnamese'),
    folded: of(one, 'folded'),
  });
  if (rows.length === 0) return null;
  // Every listing has words without marks.
  const listings = SIDES.reduce((sum, one) => sum + (found(one, 'folded')?.documents ?? 0), 0);
  return { version, listings, words: { offer: side('offer'), need: side('need') } };
}
