import type { Db } from '@ketnoi/db/database';
import type { Clock } from '@ketnoi/domain/clock';
import type { Search } from './port.ts';
import { postgresEngine } from './postgresql/engine.ts';
import { search } from './search.ts';
import { shippedTables } from './tables.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Search over PostgreSQL alone. */
export function createSearch({ db, clock }: { db: Db; clock: Clock }): Search {
  const engine = postgresEngine(db, clock);
  const parts = {
    find: async (query: Parameters<typeof engine.find>[0]) => ({ ...(await engine.find(query)), engine: engine.name }),
    vocabulary: vocabularyOf(db),
    tables: shippedTables,
  };
  return { search: (request) => search(parts, request), index: engine.index, remove: engine.remove, rebuild: engine.rebuild };
}
