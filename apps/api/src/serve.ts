import { buildApp } from './app.ts';
import { processConfig } from './config.ts';
import { createContext } from './context.ts';

/** Config -> context -> app -> listen; SIGTERM and SIGINT finish what is running and close. */
export async function serve(): Promise<void> {
  const config = processConfig();
  const ctx = createContext(config);
  const app = await buildApp(ctx);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    const timer = setTimeout(() => process.exit(1), 30_000);
    timer.unref();
    await app.close();
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
