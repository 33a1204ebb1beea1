import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import { findVectors } from '@ketnoi/db/listing-vectors';
import { matchListings } from '@ketnoi/db/match-listings';
import { SIDES } from '@ketnoi/domain/listing-kinds';
import { READINGS } from '@ketnoi/matching/collection';
import { tellingWords } from '@ketnoi/matching/telling-words';
import { vectorTable } from '@ketnoi/matching/vector-table';
import type { CandidateFinder, CandidateQuestion } from '@ketnoi/search/meilisearch/candidates';
import type { Logger } from 'pino';
import type { Candidates, Looked } from './candidates.ts';
import { matcherAway } from './client.ts';
import { modelsOf } from './encode-listings.ts';
import type { Market } from './market.ts';
import type { Readers } from './readers.ts';
import { emptyShelf, type Shelf } from './shelf.ts';
import type { MatchTables } from './tables.ts';

export type SharedParts = {
  db: Db;
  words: MatchTables;
  readers: Readers;
  find: CandidateFinder;
  market: () => Promise<Market | null>;
  log: Pick<Logger, 'warn' | 'info'>;
};

const KERNEL = vectorTable({ dimensions: 16, rows: 0 }).kernel;
/** After a failure the engine is left alone for so long: whoever asks meanwhile does not wait for it. */
const PAUSE_MILLIS = 2000;

type State = SharedParts & { held: Market | null; awayUntil: number };

/**
 * Candidates from the search engine, which any number of processes share: it holds the listings, here are only the tables, the readers of texts, and how rare words
 * are in the market. For each question the candidates' public texts and vectors are read from PostgreSQL, so that scores are those of an index of all.
 */
export function sharedCandidates(parts: SharedParts): Candidates {
  const state: State = { ...parts, held: null, awayUntil: -Infinity };
  return {
    follow: async () => {
      await parts.readers.opened;
      state.held = await parts.market();
    },
    standing: () => {
      const listings = state.held?.listings ?? 0;
      return {
        isReady: state.held !== null,
        listings,
        done: listings,
        hasNoSimd: KERNEL === 'plain' && parts.readers.current().provider !== null,
      };
    },
    shelfFor: async (looked) => {
      const ids = await found(state, looked);
      return filled(state, [...new Set([...ids, ...looked.also])]);
    },
    shelfOf: (ids) => filled(state, ids),
    renew: (shelf, ids) => renew(state, shelf, ids),
    // Nothing is held that would be worth it.
    keep: async () => undefined,
  };
}

async function found(state: State, looked: Looked): Promise<string[]> {
  if (performance.now() < state.awayUntil) throw matcherAway(new Error('the search engine did not answer a moment ago'));
  try {
    const ids = await state.find(questionOf(state, looked));
    if (state.awayUntil > 0) state.log.info({}, 'the search engine finds candidates again');
    state.awayUntil = -Infinity;
    return ids;
  } catch (error) {
    if (state.awayUntil < 0) state.log.warn({ err: error }, 'the search engine finds no candidates; questions are answered by search');
    state.awayUntil = performance.now() + PAUSE_MILLIS;
    throw matcherAway(error);
  }
}

function questionOf({ held }: State, { side, asked, query }: Looked): CandidateQuestion {
  if (held === null) throw matcherAway(new Error('the words of the market are not counted yet'));
  const { vi, en } = tellingWords(query, asked, held.words[side]);
  const vectors = [
    ...(query.vectors === null ? [] : [{ model: query.vectors.model, vector: [...query.vectors.whole] }]),
    ...(query.staticVector === null ? [] : [{ model: query.staticVector.model, vector: [...query.staticVector.vector] }]),
  ];
  const words = [
    ...(vi === undefined ? [] : [{ language: 'vi' as const, ...vi }]),
    ...(en === undefined ? [] : [{ language: 'en' as const, ...en }]),
  ];
  return { side, words, vectors };
}

/** A new shelf with these listings as they are shown now, ranked by the market's rarities. */
async function filled(state: State, ids: readonly string[]): Promise<Shelf> {
  const { words, readers, held } = state;
  const shelf = emptyShelf(words.tables);
  shelf.read(readers.current());
  const { shown, rows, codes } = await readNow(state, ids);
  const filling = shelf.fill();
  filling.add(shown, rows, codes);
  filling.finish();
  for (const side of SIDES) {
    const { lexical } = shelf.sides[side].collection();
    for (const reading of READINGS) {
      const market = held?.words[side][reading];
      if (market !== undefined) lexical[reading].market = market;
    }
  }
  return shelf;
}

async function readNow({ db, readers }: State, ids: readonly string[]) {
  const models = modelsOf(readers.current());
  const [shown, codes, rows] = await Promise.all([
    matchListings(db, { ids }),
    codeTables(db),
    models.length === 0 ? [] : findVectors(db, { ids, models }),
  ]);
  return { shown, codes, rows };
}

async function renew(state: State, shelf: Shelf, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { shown, rows, codes } = await readNow(state, ids);
  const there = new Set<string>(shown.map(({ listingId }) => listingId));
  shelf.remove(ids.filter((id) => !there.has(id)));
  shelf.put(shown, codes);
  shelf.encode(rows);
}
