import { createDb, type Db } from '@ketnoi/db/database';
import { systemClock, type Clock } from '@ketnoi/domain/clock';
import type { Search } from '@ketnoi/search/port';
import { pino, type Logger } from 'pino';
import { keepCodes, type Codes } from './code-book.ts';
import type { Config } from './config.ts';
import { loadKeys, type Keys } from './keys.ts';
import { smtpMailer, type Mailer } from './mail/mailer.ts';
import { matchAddress } from './matching/address.ts';
import { matchClient } from './matching/client.ts';
import type { Matching } from './matching/port.ts';
import { searchOver } from './search-over.ts';

/** Everything a capability may reach; built once in `main.ts`, `worker.ts` or a spec, overridable member by member. */
export type Ctx = {
  config: Config;
  db: Db;
  clock: Clock;
  log: Logger;
  keys: Keys;
  /** Null where no mail server is configured: letters then stay in the local outbox. */
  mail: Mailer | null;
  codes: Codes;
  search: Search;
  /** Answered by the worker: no process that serves requests ranks. */
  matching: Matching;
};

/** What must never reach a log, whatever object it hangs on. */
const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'password',
  '*.password',
  'token',
  '*.token',
  'refreshToken',
  '*.refreshToken',
];

/** Builds the one context of a process from its configuration. */
export function createContext(config: Config): Ctx {
  const db = createDb({ url: config.databaseUrl });
  const log = pino({ level: config.logLevel, redact: REDACTED });
  const keys = loadKeys(config);
  return {
    config,
    db,
    clock: systemClock,
    log,
    keys,
    mail: smtpMailer(config),
    codes: keepCodes(db),
    search: searchOver(config, { db, clock: systemClock, log }),
    matching: matchClient(matchAddress(config, keys)),
  };
}
