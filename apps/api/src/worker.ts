import { run } from '@ketnoi/jobs/run';
import { processConfig } from './config.ts';
import { createContext } from './context.ts';
import { watchEngine } from './features/search/watch-engine.ts';
import { HANDLERS } from './jobs.ts';
import { matchAddress } from './matching/address.ts';
import { hostMatching, threadData } from './matching/host.ts';

/** Milliseconds after which a stop that hangs becomes a hard one. */
const STOP_MILLIS = 30_000;

const config = processConfig();
// Jobs act under the worker's role, on a pool of their own.
const ctx = createContext({ ...config, databaseUrl: config.databaseWorkerUrl });
const stopping = new AbortController();

const stop = (): void => {
  if (stopping.signal.aborted) process.exit(1);
  stopping.abort();
  setTimeout(() => process.exit(1), STOP_MILLIS).unref();
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

const fail = (error: unknown): void => {
  ctx.log.fatal({ err: error }, 'unexpected error, stopping');
  process.exit(1);
};
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

ctx.log.info({ jobs: HANDLERS.length }, 'worker started');
const matching = threadData(ctx.config, matchAddress(ctx.config, ctx.keys));
await Promise.all([
  run(ctx, HANDLERS, stopping.signal),
  watchEngine(ctx, stopping.signal),
  hostMatching(matching, { log: ctx.log, signal: stopping.signal }),
]);
await ctx.db.destroy();
ctx.log.info({}, 'worker stopped');
