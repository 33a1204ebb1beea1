import { buildApp } from './app.ts';
import { processConfig } from './config.ts';
import { createContext } from './context.ts';
import { matchAddress } from './matching/address.ts';
import { hostMatching, threadData } from './matching/host.ts';

/** Config -> context -> app -> listen; SIGTERM and SIGINT finish what is running and close. */
export async function serve(): Promise<void> {
  const config = processConfig();
  const ctx = createContext(config);
  const app = await buildApp(ctx);
  const ending = new AbortController();
  // Where the search engine holds the candidates, this process matches by itself, in a thread of its own; otherwise the worker does.
  const shares = config.matchCandidates === 'meilisearch';
  const matching = shares
    ? hostMatching(threadData(config, matchAddress(config, ctx.keys)), { log: ctx.log, signal: ending.signal })
    : Promise.resolve();
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    const timer = setTimeout(() => process.exit(1), 30_000);
    timer.unref();
    await app.close();
    ending.abort();
    await matching;
    await ctx.db.destroy();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  const fail = (error: unknown): void => {
    ctx.log.fatal({ err: error }, 'unexpected error, stopping');
    process.exit(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  await app.listen({ port: config.port, host: config.host });
  ctx.log.info({ port: config.port }, 'listening');
}
