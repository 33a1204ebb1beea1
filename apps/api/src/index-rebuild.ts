/**
 * `npm run index:rebuild`: builds the search index anew beside the live one, then swaps. Searches go on meanwhile. Of an engine beside
 * PostgreSQL a rebuild that was cut short goes on where it stood.
 */
import { createDb } from '@ketnoi/db/database';
import { whileNobodyElseRebuilds } from '@ketnoi/db/search-reconcile';
import { inTransaction } from '@ketnoi/db/transaction';
import { systemClock } from '@ketnoi/domain/clock';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { allDocuments } from '@ketnoi/search/all-documents';
import { pino } from 'pino';
import { processConfig } from './config.ts';
import { searchOver } from './search-over.ts';

const HOUR_MILLIS = 3_600_000;
const SAY_EVERY_MILLIS = 1000;

const config = processConfig();
const db = createDb({ url: config.databaseWorkerUrl, poolSize: 4, statementTimeout: HOUR_MILLIS });
const search = searchOver(config, { db, clock: systemClock, log: pino({ level: config.logLevel }) });
const started = performance.now();
let said = started;
const progress = (done: number): void => {
  if (performance.now() - said < SAY_EVERY_MILLIS) return;
  said = performance.now();
  console.log(`  ${done} listings read and written`);
};
const rebuild = async (): Promise<{ documents: number }> => {
  const rebuilt = await search.rebuild(() => allDocuments(db), progress);
  if (search.mirror === null) return rebuilt;
  console.log('  PostgreSQL has its index; now Meilisearch');
  return search.mirror.rebuild(() => allDocuments(db), progress);
};
try {
  const rebuilt = await whileNobodyElseRebuilds(db, rebuild);
  if (rebuilt === null) throw new Error('the index is being rebuilt already, by another command or by the worker; wait for it to end');
  // What changed while it was read is compared once more, by the worker.
  await inTransaction(db, (tx) => enqueue(tx, 'search.reconcile', {}));
  const { documents } = rebuilt;
  const seconds = (performance.now() - started) / 1000;
  console.log(`index rebuilt: ${documents} listings in ${seconds.toFixed(1)} s (${Math.round(documents / seconds)} a second)`);
} finally {
  await db.destroy();
}
