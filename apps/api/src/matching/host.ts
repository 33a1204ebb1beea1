import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { MatchAddress } from './client.ts';
import type { ThreadData } from './thread.ts';

const FIRST_PAUSE_MILLIS = 1000;
const LONGEST_PAUSE_MILLIS = 60_000;
/** A thread that lived so long is started again at once. */
const HEALTHY_MILLIS = 10 * 60_000;
/** Milliseconds a thread has to end what it is answering. */
const STOP_MILLIS = 10_000;

type Beside = { log: Pick<Logger, 'error'>; signal: AbortSignal };

/** What the thread of a process is handed, for it to answer at an address. */
export function threadData(config: Config, address: MatchAddress): ThreadData {
  const { databaseUrl, dataFolder, encoder, logLevel, meili, matchCandidates } = config;
  return { databaseUrl, dataFolder, encoder, logLevel, address, engine: matchCandidates === 'meilisearch' ? meili : null };
}

/** Runs the matching thread until `signal` aborts; one that dies is started again, with growing pauses. */
export async function hostMatching(data: ThreadData, { log, signal }: Beside): Promise<void> {
  let pause = FIRST_PAUSE_MILLIS;
  while (!signal.aborted) {
    const started = performance.now();
    const code = await oneThread(data, { log, signal });
    if (signal.aborted) return;
    if (performance.now() - started > HEALTHY_MILLIS) pause = FIRST_PAUSE_MILLIS;
    log.error({ code, pause }, 'the matching thread ended; it is started again');
    await sleep(pause, undefined, { signal }).catch(() => undefined);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
  }
}

function oneThread(data: ThreadData, { log, signal }: Beside): Promise<number> {
  const thread = new Worker(new URL('thread.ts', import.meta.url), { workerData: data, name: 'matching' });
  thread.on('error', (error) => log.error({ err: error }, 'the matching thread failed'));
  const stop = (): void => {
    thread.postMessage('stop', []);
    setTimeout(() => void thread.terminate(), STOP_MILLIS).unref();
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve) => {
    thread.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      resolve(code);
    });
  });
}
