import { createDb } from '@ketnoi/db/database';
import { createSearch } from '@ketnoi/search/create';
import { livingTables } from '@ketnoi/search/living-tables';
import { meiliCandidates } from '@ketnoi/search/meilisearch/candidates';
import type { TextReaders } from '../../src/matching/readers.ts';
import { encodeListings } from '../../src/matching/encode-listings.ts';
import { createMatchEngine, type MatchEngine } from '../../src/matching/engine.ts';
import { marketIn } from '../../src/matching/market.ts';
import { mirroredVectors } from '../../src/matching/mirrored-vectors.ts';
import { modelsIn } from '../../src/matching/models.ts';
import { givenReaders } from '../../src/matching/readers.ts';
import { sharedCandidates } from '../../src/matching/shared-candidates.ts';
import { matchTables } from '../../src/matching/tables.ts';
import type { World } from './context.ts';

/** An engine beside PostgreSQL. */
export type SearchEngine = { url: string; key: string; indexPrefix: string };

/** The world as it is with MATCH_CANDIDATES=meilisearch: its search mirrors vectors, its jobs keep them. */
export function share(world: World, engine: SearchEngine): void {
  const { ctx } = world;
  ctx.config.matchCandidates = 'meilisearch';
  ctx.config.meili = engine;
  const options = { ...engine, vectors: mirroredVectors(ctx.db) };
  ctx.search = createSearch({ db: ctx.db, clock: world.clock, meili: { options, log: ctx.log } });
}

/** A matching process of such a world, as each process has one in a thread. */
export function sharedMatching({ ctx, clock }: World, engine: SearchEngine, given: Partial<TextReaders> = {}): MatchEngine {
  const { db, log } = ctx;
  const words = matchTables(livingTables(db));
  const readers = givenReaders(given);
  const candidates = sharedCandidates({ db, words, readers, log, find: meiliCandidates(engine), market: marketIn(db, 0) });
  return createMatchEngine({ db, clock, log, words, readers, modelOf: modelsIn(db, 0), candidates });
}

/** Makes the vectors of all these listings by the given readers. */
export async function encoded(world: World, readers: TextReaders, ids: readonly string[]): Promise<void> {
  const db = createDb({ url: world.ctx.config.databaseWorkerUrl, poolSize: 2 });
  const words = matchTables(livingTables(db));
  await encodeListings({ db, clock: world.clock, words, readers, signal: new AbortController().signal }, ids);
  await db.destroy();
}
