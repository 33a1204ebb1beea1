import type { ListingId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { shown } from './search-documents.ts';
import { statement } from './statement.ts';

/** A listing that is shown now, in which version, and in which PostgreSQL's own index has it. */
export type ShownVersion = { listingId: ListingId; version: number; indexed: number | null };

/** The shown listings in the order of their ids, a page at a time, beside what PostgreSQL's index holds of them. */
export const shownVersionsAfter = statement<{ after: string; limit: number }, ShownVersion>((db, arg) => ({
  compile: () =>
    sql<ShownVersion>`select page.listing_id, page.version, d.version as indexed
      from (select p.listing_id, p.version from ${shown} and p.listing_id > ${arg('after')}::uuid order by p.listing_id limit ${arg('limit')}) page
      left join search_document d on d.listing_id = page.listing_id order by page.listing_id`.compile(db),
}));

/** Those of the listings that are shown now, in their versions. */
export const shownVersions = statement<{ ids: readonly string[] }, { listingId: ListingId; version: number }>((db, arg) => ({
  compile: () =>
    sql<{
      listingId: ListingId;
      version: number;
    }>`select p.listing_id, p.version from ${shown} and p.listing_id = any (${arg('ids')}::uuid[])`.compile(db),
}));

/** Documents of PostgreSQL's index whose listing is not shown, in the order of their ids, a page at a time. */
export const ghostsAfter = statement<{ after: string; limit: number }, { listingId: ListingId }>((db, arg) => ({
  compile: () =>
    sql<{ listingId: ListingId }>`select d.listing_id from search_document d
      where d.listing_id > ${arg('after')}::uuid and not exists (select from ${shown} and p.listing_id = d.listing_id)
      order by d.listing_id limit ${arg('limit')}`.compile(db),
}));

/** The key of the advisory lock under which the index of an engine beside PostgreSQL is built. */
const REBUILD_LOCK = 7_354_022;

/** Does the work unless another process is at it. @returns its result, or null when another was. The lock goes with the connection. */
export function whileNobodyElseRebuilds<Result>(db: Db, work: () => Promise<Result>): Promise<Result | null> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${REBUILD_LOCK}) as got`.execute(connection);
    if (rows[0]?.got !== true) return null;
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${REBUILD_LOCK})`.execute(connection);
    }
  });
}
