import { fileURLToPath } from 'node:url';
import { prepareTemplate } from '@ketnoi/testing/database';
import { startPostgres } from '../postgres/server.ts';

/** The PostgreSQL of the specs (the one of DATABASE_URL, else a throw-away server of ours) with its migrated template. */
export async function startSpecServer(): Promise<{ stop: () => Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  const postgres = given
    ? null
    : await startPostgres({ folder: fileURLToPath(new URL('../../.cache/test', import.meta.url)), durable: false });
  const stop = postgres ? postgres.stop : async () => undefined;
  try {
    await prepareTemplate(postgres?.urls.admin ?? given ?? '');
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
