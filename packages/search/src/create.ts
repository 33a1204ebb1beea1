import type { Db } from '@ketnoi/db/database';
import { someLeft } from '@ketnoi/db/search-left';
import type { Clock } from '@ketnoi/domain/clock';
import { withFallback, type Said } from './fallback.ts';
import { meiliEngine, type MeiliOptions } from './meilisearch/engine.ts';
import { livingTables } from './living-tables.ts';
import { mirrorOf } from './mirror.ts';
import type { Search, SearchRequest } from './port.ts';
import { postgresEngine } from './postgresql/engine.ts';
import { search, type Finder } from './search.ts';
import { vocabularyOf } from './vocabulary.ts';

export type SearchOptions = {
  db: Db;
  clock: Clock;
  /** The engine to ask first, and who is told when it fails; without it PostgreSQL searches alone. */
  meili?: { options: MeiliOptions; log: Said };
};

/**
 * Search over PostgreSQL, with Meilisearch before it where there is one. Both indexes are kept, each for itself: PostgreSQL's completes, knows
 * the words of the index, and answers when the other does not.
 */
export function createSearch({ db, clock, meili }: SearchOptions): Search {
  const postgres = postgresEngine(db, clock);
  const vocabulary = vocabularyOf(db);
  const tables = livingTables(db);
  const { index, remove, rebuild } = postgres;
  const writing = { tables, index, remove, rebuild };
  const asking = (find: Finder) => async (request: SearchRequest) =>
    search({ vocabulary, tables: (await tables.current()).tables, find }, request);
  if (meili === undefined) {
    const find: Finder = async (query) => ({ ...(await postgres.find(query)), engine: postgres.name });
    const answering = async () => ({ engine: postgres.name, remark: null });
    return { search: asking(find), ...writing, answering, mirror: null };
  }
  const engine = meiliEngine(meili.options);
  const { find, answering } = withFallback({
    engine: { ...engine, check: engine.checkSearch },
    standby: postgres,
    mayTell: () => someLeft(db),
    clock,
    log: meili.log,
  });
  return { search: asking(find), ...writing, answering, mirror: mirrorOf(engine) };
}
