/** Runs a command of the product with a migrated database behind it: `with-database.ts SCRIPT ARGUMENT...`; the embedded one unless DATABASE_URL names another. */
import { join } from 'node:path';
import { runChild, startChild } from '../launch/children.ts';
import { openDataFolder } from '../launch/data-folder.ts';
import { environments } from '../launch/environment.ts';
import { readSettings } from '../launch/settings.ts';
import { startPostgres } from '../postgres/server.ts';

const [script = '', ...args] = process.argv.slice(2);
const prepare = 'apps/api/src/prepare.ts';
const settings = readSettings([]);
openDataFolder(settings.data);
const embedded = settings.database ? null : await startPostgres({ folder: settings.data, say: console.log });
try {
  const urls = settings.database ?? embedded?.urls;
  if (!urls) throw new Error('no database');
  const env = environments(settings, urls).owner;
  if (script !== prepare) await runChild('migrations', { script: prepare, env, log: join(settings.data, 'migrations.log') });
  const child = startChild(script, { script, args, env, cwd: process.env['INIT_CWD'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void child.stop());
  process.exitCode = await child.ended;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await embedded?.stop();
}
