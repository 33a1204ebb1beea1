/** Loads the demonstration once; a load that was cut off goes on where it was. Part of `npm start`. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDb } from '@ketnoi/db/database';
import { findImport } from '@ketnoi/db/imports';
import { allDocuments } from '@ketnoi/search/all-documents';
import { processConfig } from './config.ts';
import { createContext } from './context.ts';
import { searchOver } from './search-over.ts';
import { makeAccounts } from './demonstration/accounts.ts';
import { makeBroker } from './demonstration/broker.ts';
import { loadVectors } from './demonstration/vectors.ts';
import { saveSearches } from './demonstration/saved-searches.ts';
import { loadListings } from './demonstration/listings.ts';
import { loadOrganisations } from './demonstration/organisations.ts';

const SAY_EVERY_MILLIS = 1000;
const HOUR_MILLIS = 3_600_000;
/** Stands in the data folder once the search index holds what was loaded. */
const INDEXED = 'demo-indexed';

const config = processConfig();
mkdirSync(config.dataFolder, { recursive: true });
// The loads act under the worker's role, as every job does.
const ctx = createContext({ ...config, databaseUrl: config.databaseWorkerUrl, logLevel: 'warn' });

let said = performance.now();
const say = (text: string): void => {
  if (performance.now() - said < SAY_EVERY_MILLIS) return;
  said = performance.now();
  console.log(`  ${text}`);
};

/** Fills the index in one go, beside the live one. */
async function index(): Promise<void> {
  const db = createDb({ url: config.databaseWorkerUrl, poolSize: 3, statementTimeout: HOUR_MILLIS });
  try {
    const { documents } = await searchOver(config, { ...ctx, db }).rebuild(
      () => allDocuments(db),
      (done) => say(`search index: ${done}`),
    );
    console.log(`  search index: ${documents} listings`);
  } finally {
    await db.destroy();
  }
}

/** Done by the people themselves: under the application's role. */
async function keepSearches(): Promise<void> {
  const db = createDb({ url: config.databaseUrl, poolSize: 1 });
  try {
    console.log(`  saved searches: ${await saveSearches(ctx, db)}`);
  } finally {
    await db.destroy();
  }
}

try {
  const marker = join(config.dataFolder, INDEXED);
  const organisations = await loadOrganisations(ctx);
  if (organisations > 0) console.log(`  organisations: ${organisations}`);
  for (const { id, file } of await loadListings(ctx, { begin: () => rmSync(marker, { force: true }), say })) {
    const run = await findImport(ctx.db, { id });
    if (run?.state !== 'finished')
      throw new Error(`demonstration file ${file} cannot be read in: ${JSON.stringify(run?.findings.slice(0, 3))}`);
    console.log(`  ${file}: ${run.created} listings, ${run.skipped} known already, ${run.failed} with errors`);
    for (const { row, field, code } of run.findings.slice(0, 3)) console.log(`    row ${row ?? '-'} ${field ?? ''} ${code}`);
  }
  const accounts = await makeAccounts(ctx);
  if (accounts > 0) console.log(`  accounts: ${accounts}`);
  await makeBroker(ctx);
  if (!existsSync(marker)) {
    await index();
    console.log(`  vectors: of ${await loadVectors(ctx, say)} listings`);
    await keepSearches();
    writeFileSync(marker, '');
  }
} finally {
  await ctx.db.destroy();
}
