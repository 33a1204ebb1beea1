import { fileURLToPath } from 'node:url';
import { prepareTemplate } from '@ketnoi/testing/database';
import { startPostgres } from '../postgres/server.ts';

/** Brings up the PostgreSQL of the specs (the one of DATABASE_URL, else a throw-away server of ours) and its migrated template. */
export async function setup(): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  if (given) {
    await prepareTemplate(given);
    return async () => undefined;
  }
  const folder = fileURLToPath(new URL('../../.cache/test', import.meta.url));
  const postgres = await startPostgres({ folder, durable: false });
  await prepareTemplate(postgres.urls.admin);
  return postgres.stop;
}
