import type { Db } from '@ketnoi/db/database';
import type { Clock } from '@ketnoi/domain/clock';
import { withFallback, type Said } from './fallback.ts';
import { meiliEngine, type MeiliOptions } from './meilisearch/engine.ts';
import type { Engine, Search } from './port.ts';
import { postgresEngine } from './postgresql/engine.ts';
import { search, type Finder } from './search.ts';
import { shippedTables } from './tables.ts';
import { vocabularyOf } from './vocabulary.ts';

export type SearchOptions = {
  db: Db;
  clock: Clock;
  /** The engine to ask first, and who is told when it fails; without it PostgreSQL searches alone. */
  meili?: { options: MeiliOptions; log: Said };
};

/**
 * Search over PostgreSQL, with Meilisearch before it where there is one. Both indexes are written, PostgreSQL's first: it completes, knows the
 * words of the index, and answers when the other does not.
 */
export function createSearch({ db, clock, meili }: SearchOptions): Search {
  const postgres = postgresEngine(db, clock);
  const engine = meili === undefined ? null : meiliEngine(meili.options);
  const alone: Finder = async (query) => ({ ...(await postgres.find(query)), engine: postgres.name });
  const find = engine === null || meili === undefined ? alone : withFallback({ engine, standby: postgres, clock, log: meili.log });
  const parts = { find, vocabulary: vocabularyOf(db), tables: shippedTables };
  return { search: (request) => search(parts, request), ...writing(postgres, engine) };
}

function writing(postgres: Engine, engine: Engine | null): Pick<Search, 'index' | 'remove' | 'rebuild'> {
  if (engine === null) return postgres;
  return {
    index: async (documents) => {
      await postgres.index(documents);
      await engine.index(documents);
    },
    remove: async (ids) => {
      await postgres.remove(ids);
      await engine.remove(ids);
    },
    rebuild: async (documents, progress) => {
      const rebuilt = await postgres.rebuild(documents, progress);
      await engine.rebuild(documents, progress);
      return rebuilt;
    },
  };
}
