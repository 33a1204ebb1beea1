/** `npm run match:rollback`: goes back to the ranker that the one in use had replaced. */
import { processConfig } from './config.ts';
import { createContext } from './context.ts';
import { rollBack } from './refit/take-into-use.ts';

const config = processConfig();
const ctx = createContext({ ...config, databaseUrl: config.databaseWorkerUrl, logLevel: 'warn' });
try {
  const name = await rollBack(ctx);
  console.log(
    name === null ? 'the ranker that came with the product is in use already' : `${name} is in use again, in every process within seconds`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await ctx.db.destroy();
}
