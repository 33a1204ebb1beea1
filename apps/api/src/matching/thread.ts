/**
 * The thread that matches: it holds the index and follows the database, or asks the search engine for candidates, and answers over the socket until it is told
 * to stop.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createDb } from '@ketnoi/db/database';
import { systemClock } from '@ketnoi/domain/clock';
import { livingTables } from '@ketnoi/search/living-tables';
import { meiliCandidates } from '@ketnoi/search/meilisearch/candidates';
import { pino } from 'pino';
import type { Config } from '../config.ts';
import type { Candidates } from './candidates.ts';
import type { MatchAddress } from './client.ts';
import { givenReaders, openReaders } from './readers.ts';
import { createMatchEngine } from './engine.ts';
import { marketIn } from './market.ts';
import { modelsIn } from './models.ts';
import { listenAt, matchServer } from './server.ts';
import { sharedCandidates } from './shared-candidates.ts';
import { matchTables } from './tables.ts';

/** What a process hands to its thread. `engine` is where candidates come from; without, all that is shown is held in memory. */
export type ThreadData = {
  databaseUrl: string;
  address: MatchAddress;
  dataFolder: string;
  encoder: boolean;
  logLevel: string;
  engine?: Config['meili'];
};

/** Milliseconds between two tries to take the place of a matcher that answers elsewhere. */
const TAKE_OVER_MILLIS = 1000;
const FOLLOW_MILLIS = 1000;
const AGAIN_MILLIS = 5000;
/** Milliseconds between two snapshots at least. */
const KEEP_MILLIS = 10 * 60_000;

const { databaseUrl, dataFolder, address, encoder, logLevel, engine: searchEngine = null } = workerData as ThreadData;
const log = pino({ level: logLevel });
const stopping = new AbortController();
const { signal } = stopping;
parentPort?.once('message', () => {
  stopping.abort();
  // A port that is listened on keeps the thread alive.
  parentPort?.close();
});

const pause = (millis: number): Promise<void> => sleep(millis, undefined, { signal }).catch(() => undefined);

const db = createDb({ url: databaseUrl, poolSize: 4 });
const words = matchTables(livingTables(db));
const readers = encoder ? openReaders(log) : givenReaders();
const shared: { candidates?: Candidates } =
  searchEngine === null
    ? {}
    : { candidates: sharedCandidates({ db, words, readers, log, find: meiliCandidates(searchEngine), market: marketIn(db) }) };
const engine = createMatchEngine({
  db,
  clock: systemClock,
  words,
  readers,
  modelOf: modelsIn(db),
  log,
  ...shared,
  snapshot: join(dataFolder, 'match-index.bin'),
});
const server = matchServer(engine, { address, log });

/** Waits for the place: the first worker has it, the others come when it is gone. @returns whether it was taken before the stop. */
async function takePlace(): Promise<boolean> {
  let isTold = false;
  while (!signal.aborted) {
    if (await listenAt(server, address)) return true;
    if (!isTold) log.info({}, 'another worker matches; this one waits to take over');
    isTold = true;
    await pause(TAKE_OVER_MILLIS);
  }
  return false;
}

if (await takePlace()) {
  let keepAt = 0;
  while (!signal.aborted) {
    try {
      await engine.follow();
      if (performance.now() > keepAt) {
        await engine.keep();
        keepAt = performance.now() + KEEP_MILLIS;
      }
      await pause(FOLLOW_MILLIS);
    } catch (error) {
      log.warn({ err: error }, 'the matching index cannot be read; trying again');
      await pause(AGAIN_MILLIS);
    }
  }
  server.closeIdleConnections();
  await new Promise((closed) => {
    server.close(closed);
    setTimeout(() => server.closeAllConnections(), AGAIN_MILLIS).unref();
  });
}
await engine.close();
await db.destroy();
