/** Brings the database up to date before a start: schema, classifications, and which exchange this is. Takes the owner's address. */
import { createDb } from '@ketnoi/db/database';
import { loadClassifications } from '@ketnoi/db/load-classifications';
import { migrate } from '@ketnoi/db/migrate';
import { processConfig } from './config.ts';

const { databaseMigrateUrl: url, node } = processConfig();
const { applied } = await migrate({ url });
const db = createDb({ url, poolSize: 1 });
const { entries } = await loadClassifications(db, node).finally(() => db.destroy());
console.log(`  ${applied} migrations applied, ${entries} classification entries of exchange ${node.code}`);
