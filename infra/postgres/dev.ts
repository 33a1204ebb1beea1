/** Keeps the embedded PostgreSQL up while people work on the code: `node infra/postgres/dev.ts [--data FOLDER] [--port N]`. */
import { parseArgs } from 'node:util';
import { startPostgres } from './server.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string' } } });
const postgres = await startPostgres({
  folder: values.data ?? process.env['KETNOI_DATA'] ?? '.data',
  say: (line) => console.error(line),
  ...(values.port && { port: Number(values.port) }),
});
console.log(`DATABASE_URL=${postgres.urls.app}
DATABASE_MIGRATE_URL=${postgres.urls.migrate}
DATABASE_WORKER_URL=${postgres.urls.worker}
DATABASE_ADMIN_URL=${postgres.urls.admin}`);

const alive = setInterval(() => undefined, 60_000);
async function finish(): Promise<void> {
  clearInterval(alive);
  await postgres.stop();
}
process.once('SIGINT', finish);
process.once('SIGTERM', finish);
