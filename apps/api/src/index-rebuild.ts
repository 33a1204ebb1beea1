/** `npm run index:rebuild`: builds the search index anew beside the live one, then swaps. Searches go on meanwhile. */
import { createDb } from '@ketnoi/db/database';
import { systemClock } from '@ketnoi/domain/clock';
import { allDocuments } from '@ketnoi/search/all-documents';
import { pino } from 'pino';
import { processConfig } from './config.ts';
import { searchOver } from './search-over.ts';

const HOUR_MILLIS = 3_600_000;
const SAY_EVERY_MILLIS = 1000;

const config = processConfig();
const db = createDb({ url: config.databaseWorkerUrl, poolSize: 3, statementTimeout: HOUR_MILLIS });
const search = searchOver(config, { db, clock: systemClock, log: pino({ level: config.logLevel }) });
const started = performance.now();
let said = started;
const progress = (done: number): void => {
  if (performance.now() - said < SAY_EVERY_MILLIS) return;
  said = performance.now();
  console.log(`  ${done} listings read and written`);
};
try {
  const { documents } = await search.rebuild(() => allDocuments(db), progress);
  const seconds = (performance.now() - started) / 1000;
  console.log(`index rebuilt: ${documents} listings in ${seconds.toFixed(1)} s (${Math.round(documents / seconds)} a second)`);
} finally {
  await db.destroy();
}
