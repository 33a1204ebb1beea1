/** The thread of the worker that holds the index: reads it, follows the database, and answers over the socket until it is told to stop. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createDb } from '@ketnoi/db/database';
import { systemClock } from '@ketnoi/domain/clock';
import { livingTables } from '@ketnoi/search/living-tables';
import { pino } from 'pino';
import type { MatchAddress } from './client.ts';
import { givenReaders, openReaders } from './readers.ts';
import { createMatchEngine } from './engine.ts';
import { modelsIn } from './models.ts';
import { listenAt, matchServer } from './server.ts';
import { matchTables } from './tables.ts';

/** What the worker hands to the thread. */
export type ThreadData = { databaseUrl: string; address: MatchAddress; dataFolder: string; encoder: boolean; logLevel: string };

/** Milliseconds between two tries to take the place of a matcher that answers elsewhere. */
const TAKE_OVER_MILLIS = 1000;
const FOLLOW_MILLIS = 1000;
const AGAIN_MILLIS = 5000;
/** Milliseconds between two snapshots at least. */
const KEEP_MILLIS = 10 * 60_000;

const { databaseUrl, dataFolder, address, encoder, logLevel } = workerData as ThreadData;
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
const engine = createMatchEngine({
  db,
  clock: systemClock,
  words: matchTables(livingTables(db)),
  readers: encoder ? openReaders(log) : givenReaders(),
  modelOf: modelsIn(db),
  log,
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
