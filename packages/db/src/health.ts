import { sql } from 'kysely';
import type { Db } from './database.ts';

/** True when the database answers and holds the schema. Throws what the pool throws when it does not answer. */
export async function isMigrated(db: Db): Promise<boolean> {
  const { rows } = await sql<{ ready: boolean }>`select to_regclass('public.listing_public') is not null as ready`.execute(db);
  return rows[0]?.ready ?? false;
}
