import type { Db } from '@ketnoi/db/database';
import type { Clock } from '@ketnoi/domain/clock';
import { createSearch } from '@ketnoi/search/create';
import type { Search } from '@ketnoi/search/port';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { mirroredVectors } from './matching/mirrored-vectors.ts';

/**
 * Search as configured, over a database handle: with Meilisearch before PostgreSQL where `MEILI_URL` names one. Its documents carry vectors where matching finds
 * its candidates there.
 */
export function searchOver(config: Config, parts: { db: Db; clock: Clock; log: Logger }): Search {
  const { db, clock, log } = parts;
  if (config.meili === null) return createSearch({ db, clock });
  const vectors = config.matchCandidates === 'meilisearch' ? { vectors: mirroredVectors(db) } : {};
  return createSearch({ db, clock, meili: { options: { ...config.meili, ...vectors }, log } });
}
