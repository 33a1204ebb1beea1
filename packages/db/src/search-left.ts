import type { ListingId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { statement } from './statement.ts';

const any = statement<object, { some: boolean }>((db) => ({
  compile: () => sql<{ some: boolean }>`select exists (select from search_left) as some`.compile(db),
}));

/** Whether a listing left PostgreSQL's index that an engine beside it may hold still. */
export async function someLeft(db: Db): Promise<boolean> {
  const [row] = await any(db, {});
  return row?.some === true;
}

/** A listing that left, and which time it was. */
export type Left = { id: string; listingId: ListingId };

/** The departures known of these listings; read before what is shown of them, so that what is read then is not older. */
export async function leftOf(db: Db, args: { ids: readonly ListingId[] }): Promise<Left[]> {
  if (args.ids.length === 0) return [];
  const { rows } = await sql<Left>`select id::text, listing_id from search_left where listing_id = any (${args.ids}::uuid[])`.execute(db);
  return rows;
}

/** Every listing that left, at most so many. */
export async function allLeft(db: Db, args: { limit: number }): Promise<ListingId[]> {
  const { rows } = await sql<{ listingId: ListingId }>`select distinct listing_id from search_left limit ${args.limit}`.execute(db);
  return rows.map((row) => row.listingId);
}

/** Forgets departures that every index knows of. */
export async function forgetLeft(db: Db, args: { left: readonly Left[] }): Promise<void> {
  if (args.left.length === 0) return;
  await sql`delete from search_left where id = any (${args.left.map((one) => one.id)}::bigint[])`.execute(db);
}
