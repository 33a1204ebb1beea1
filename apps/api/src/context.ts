import type { Clock } from '@ketnoi/domain/clock';
import type { Db } from '@ketnoi/db/database';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Keys } from './keys.ts';

/** Everything a capability may reach; built once in `main.ts`, `worker.ts` or a spec, overridable member by member. */
export type Ctx = {
  config: Config;
  db: Db;
  clock: Clock;
  log: Logger;
  keys: Keys;
};
