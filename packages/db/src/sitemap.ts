import type { ListingId } from '@ketnoi/domain/ids';
import { SHOWN_STATES } from '@ketnoi/domain/listing';
import { sql } from 'kysely';
import type { Db } from './database.ts';

/** An address of a sitemap and when what stands there was last changed. */
export type SitemapRow = { id: string; changedAt: Date };
export type SitemapListing = SitemapRow & { id: ListingId; reference: string };

const listed = sql`listing_public p
  join listing l on l.id = p.listing_id and l.audience = 'public' and l.state = any (${sql.val(SHOWN_STATES)}::text[])
  join listing_version v on v.id = p.version_id
  where not p.retracted`;
const changedAt = sql`coalesce(v.frozen_at, p.published_at)`;

/** Listings that everyone may see and search engines may list, in the order of their ids, so that a part changes only where its listings do. */
export async function listSitemapListings(db: Db, args: { limit: number; part: number }): Promise<SitemapListing[]> {
  // A part is named by its number and read by robots alone; an offset is in order here.
  const { rows } = await sql<SitemapListing>`
    select p.listing_id as id, p.reference, ${changedAt} as changed_at from ${listed}
    order by p.listing_id limit ${args.limit} offset ${args.limit * args.part}`.execute(db);
  return rows;
}

/** Organisations with listings under their own name, those of the demonstration left out. */
export async function listSitemapOrganisations(db: Db, args: { limit: number; part: number }): Promise<SitemapRow[]> {
  const { rows } = await sql<SitemapRow>`
    select o.id, o.updated_at as changed_at from organisation o
    where o.withdrawn_at is null and not o.demo and exists (select from ${listed} and p.organisation_id = o.id)
    order by o.id limit ${args.limit} offset ${args.limit * args.part}`.execute(db);
  return rows;
}

export type SitemapPart = { noun: 'listings' | 'organisations'; part: number; changedAt: Date };

/** The parts there are, each with its last change. */
export async function listSitemapParts(db: Db, args: { limit: number }): Promise<SitemapPart[]> {
  const { rows } = await sql<SitemapPart>`
    select 'listings' as noun, part, max(changed_at) as changed_at
      from (select ((row_number() over (order by p.listing_id) - 1) / ${args.limit}::int)::int as part, ${changedAt} as changed_at from ${listed}) x group by part
    union all
    select 'organisations', part, max(updated_at)
      from (select ((row_number() over (order by o.id) - 1) / ${args.limit}::int)::int as part, o.updated_at from organisation o
        where o.withdrawn_at is null and not o.demo and exists (select from ${listed} and p.organisation_id = o.id)) x group by part
    order by noun, part`.execute(db);
  return rows;
}

export type SitemapTerm = { name: 'sector' | 'field' | 'province'; code: string; changedAt: Date };

/** Sectors, fields and provinces that have listings, with the last change among these. */
export async function listSitemapTerms(db: Db): Promise<SitemapTerm[]> {
  const { rows } = await sql<SitemapTerm>`
    with shown as (select p.sectors, p.fields, p.province_code, ${changedAt} as changed_at from ${listed})
    select 'sector' as name, code, max(changed_at) as changed_at from shown, unnest(sectors) as code group by code
    union all select 'field', code, max(changed_at) from shown, unnest(fields) as code group by code
    union all select 'province', province_code, max(changed_at) from shown where province_code is not null group by province_code
    order by name, code`.execute(db);
  return rows;
}
