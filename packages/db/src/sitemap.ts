import { sql } from 'kysely';
import type { Db } from './database.ts';

/** References of what everyone may see and search engines may list, newest first, with the day of the last change; one page of a sitemap. */
export async function listReferences(
  db: Db,
  args: { limit: number; offsetPages: number },
): Promise<{ reference: string; publishedAt: Date }[]> {
  // A sitemap file is a page by number and read by robots alone; an offset is in order here.
  const { rows } = await sql<{ reference: string; publishedAt: Date }>`
    select reference, published_at from listing_public where not retracted
    order by published_at desc, listing_id desc limit ${args.limit} offset ${args.limit * args.offsetPages}`.execute(db);
  return rows;
}

/** How many references there are. */
export async function countReferences(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from listing_public where not retracted`.execute(db);
  return rows[0]?.count ?? 0;
}
