/** Brings the database to the newest schema: `npm run migrate`; the embedded one unless DATABASE_URL or DATABASE_MIGRATE_URL names another. */
import { migrate } from '@ketnoi/db/migrate';
import { readSettings } from '../launch/settings.ts';
import { startPostgres } from '../postgres/server.ts';

const settings = readSettings(process.argv.slice(2));
const embedded = settings.database ? null : await startPostgres({ folder: settings.data, say: console.log });
try {
  const url = settings.database?.migrate ?? embedded?.urls.migrate ?? '';
  const { applied } = await migrate({ url });
  console.log(`migrations applied: ${applied}`);
} finally {
  await embedded?.stop();
}
