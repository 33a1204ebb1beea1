/**
 * `npm run match:refit [-- --dry-run] [--frozen FILE]... [--least N] [--needs N]`: learns the ranker's weights from what was said of matches, shows both rankers on the frozen
 * sets and on real needs, and takes the new one into use when no frozen set falls.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LEAST_JUDGED } from '@ketnoi/matching/refit';
import { livingTables } from '@ketnoi/search/living-tables';
import { processConfig, startFolder } from './config.ts';
import { createContext } from './context.ts';
import { openMeans } from './evaluation/means.ts';
import { createMatchEngine } from './matching/engine.ts';
import { givenReaders } from './matching/readers.ts';
import { matchTables } from './matching/tables.ts';
import { runRefit, type RefitOrder, type RefitParts } from './refit/run-refit.ts';

const USAGE = 'usage: npm run match:refit [-- --dry-run] [--frozen FILE]... [--least NEEDS] [--needs SHOWN]';
const SHOWN = 5;

function readOrder(args: string[]): RefitOrder {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean' },
      frozen: { type: 'string', multiple: true },
      least: { type: 'string' },
      needs: { type: 'string' },
    },
  });
  const [least, needs] = [Number(values.least ?? LEAST_JUDGED.lists), Number(values.needs ?? SHOWN)];
  if (positionals.length > 0 || !Number.isInteger(least) || least < 1 || !Number.isInteger(needs) || needs < 0) throw new Error(USAGE);
  const frozen = (values.frozen ?? []).map((path) => resolve(startFolder(), path));
  return { dryRun: values['dry-run'] ?? false, frozen, least, needs };
}

const config = processConfig();
const ctx = createContext({ ...config, databaseUrl: config.databaseWorkerUrl, logLevel: 'warn' });
try {
  const order = readOrder(process.argv.slice(2));
  const means = await openMeans(new Set());
  for (const what of means.missing) console.log(what);
  const matching: RefitParts['matching'] = async (models) => {
    const [present] = models;
    const modelOf = async (name: string | null) => {
      const model = models.find((one) => one.name === name) ?? present;
      if (model === undefined) throw new Error('no ranker was given');
      return model;
    };
    const readers = givenReaders({ provider: means.provider, statics: means.statics });
    const engine = createMatchEngine({ ...ctx, words: matchTables(livingTables(ctx.db)), readers, modelOf });
    await engine.follow();
    return engine;
  };
  await runRefit({ db: ctx.db, clock: ctx.clock, means, matching, print: (line) => console.log(line) }, order);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await ctx.db.destroy();
}
// What reads texts may hold threads of its own.
process.exit();
