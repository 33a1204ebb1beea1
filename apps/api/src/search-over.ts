import type { Db } from '@ketnoi/db/database';
import type { Clock } from '@ketnoi/domain/clock';
import { createSearch } from '@ketnoi/search/create';
import type { Search } from '@ketnoi/search/port';
import type { Logger } from 'pino';
import type { Config } from './config.ts';

/** Search as configured, over a database handle: with Meilisearch before PostgreSQL where `MEILI_URL` names one. */
export function searchOver(config: Config, parts: { db: Db; clock: Clock; log: Logger }): Search {
  const { db, clock, log } = parts;
  return createSearch({ db, clock, ...(config.meili === null ? {} : { meili: { options: config.meili, log } }) });
}
