import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '@ketnoi/db/database';
import { inTransaction } from '@ketnoi/db/transaction';
import { JOB_NAMES, JOBS, type JobName } from '@ketnoi/domain/jobs';
import { enqueue } from './enqueue.ts';
import { registry, type JobHandler } from './handlers.ts';
import { openQueue, type Queue } from './queue.ts';
import { work, type Log } from './work.ts';

/** What running jobs needs of a context: a handle for what handlers write, the address of the worker role, a log. */
export type Runner = { db: Db; log: Log; config: { databaseWorkerUrl: string } };

/**
 * Milliseconds between two looks for work. A notification would be quicker, but PostgreSQL lets only one transaction at a time commit one,
 * and every draft saved would wait in that line; one look costs an index probe a kind.
 */
const POLL_MILLIS = 250;
/** Milliseconds until the next look when the database does not answer. */
const OUTAGE_MILLIS = 2000;
/** Milliseconds a stopping worker waits for what is running. */
const DRAIN_MILLIS = 20_000;

/**
 * Works off jobs until `signal` aborts: claims in batches, kinds side by side, each kind in turn; a failed job comes back with growing
 * pauses and is laid aside after its last attempt; a job of a worker that died is taken anew within 45 s. Returns when what was running is
 * done or given back. Throws at the start when a job has no handler or two, or the queue's schema is missing.
 */
export async function run<Ctx extends Runner>(ctx: Ctx, handlers: readonly JobHandler<Ctx>[], signal: AbortSignal): Promise<void> {
  const byName = registry(handlers);
  const onError = (error: Error): void => ctx.log.warn({ err: error }, 'job queue');
  const queue = await openQueue({ url: ctx.config.databaseWorkerUrl, supervise: true, onError });
  const busy = new Map<JobName, Promise<void>>();
  const start = (name: JobName): void => {
    const handler = byName.get(name);
    if (handler === undefined || busy.has(name)) return;
    const running = workOff({ queue, ctx, log: ctx.log, handler, signal })
      .catch((error: unknown) => ctx.log.warn({ err: error, job: name }, 'jobs interrupted'))
      .finally(() => busy.delete(name));
    busy.set(name, running);
  };
  const timers = periodic(ctx);
  try {
    while (!signal.aborted) {
      const pause = await look(
        { queue, log: ctx.log },
        JOB_NAMES.filter((name) => !busy.has(name)),
        start,
      );
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
    await Promise.race([Promise.all(busy.values()), sleep(DRAIN_MILLIS, undefined, { ref: false })]);
    await queue.giveBack();
  } finally {
    for (const timer of timers) clearInterval(timer);
    await queue.close();
  }
}

async function look(one: { queue: Queue; log: Log }, names: readonly JobName[], start: (name: JobName) => void): Promise<number> {
  try {
    for (const name of await one.queue.due(names)) start(name);
    return POLL_MILLIS;
  } catch (error) {
    one.log.warn({ err: error }, 'job queue out of reach');
    return OUTAGE_MILLIS;
  }
}

async function workOff<Ctx>(one: Parameters<typeof work<Ctx>>[0]): Promise<void> {
  while (!one.signal.aborted) {
    const jobs = await one.queue.claim(one.handler.name);
    if (jobs.length === 0) return;
    await work(one, jobs);
  }
}

/** Kinds with a rhythm are enqueued by every worker; their key lets only one of them wait. */
function periodic(ctx: Runner): NodeJS.Timeout[] {
  return JOB_NAMES.flatMap((name) => {
    const { everySeconds } = JOBS[name];
    if (everySeconds === undefined) return [];
    const put = (): void => {
      inTransaction(ctx.db, (tx) => enqueue(tx, name, {})).catch((error: unknown) =>
        ctx.log.warn({ err: error, job: name }, 'not enqueued'),
      );
    };
    put();
    return [setInterval(put, everySeconds * 1000)];
  });
}
