import type { ListingId } from '@ketnoi/domain/ids';
import type { Bilingual, Language } from '@ketnoi/domain/language';
import { SHOWN_STATES } from '@ketnoi/domain/listing';
import type { Kind, Side } from '@ketnoi/domain/listing-fields';
import type { PublicDetail } from '@ketnoi/domain/listing-projection';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { statement } from './statement.ts';
import { inTransaction } from './transaction.ts';

/** What anyone may see of a shown listing, as far as it is searched. */
export type PublicListing = {
  listingId: ListingId;
  version: number;
  reference: string;
  side: Side;
  kind: Kind;
  title: Bilingual;
  summary: Bilingual;
  keywords: Record<Language, string[]>;
  texts: PublicDetail['texts'];
  values: PublicDetail['values'];
  organisationNames: string[];
  organisationType: string | null;
  verified: boolean;
  country: string | null;
  provinceCode: string | null;
  regionCode: string | null;
  trl: number | null;
  ipStatuses: string[];
  transferModes: string[];
  sectors: string[];
  fields: string[];
  ipcCodes: string[];
  techClass: string | null;
  languages: string[];
  openForInterest: boolean;
  completeness: number;
  publishedAt: Date;
  expiresAt: Date;
};

const columns = sql`p.listing_id, p.version, p.reference, p.side, p.kind, json_build_object('vi', p.title_vi, 'en', p.title_en) as title,
  json_build_object('vi', p.summary_vi, 'en', p.summary_en) as summary, json_build_object('vi', p.keywords_vi, 'en', p.keywords_en) as keywords,
  p.detail -> 'texts' as texts, p.detail -> 'values' as values,
  array_remove(array[o.legal_name, o.short_name, o.english_name], null) as organisation_names, p.organisation_type,
  p.organisation_verified as verified, p.country, p.province_code, p.region_code, coalesce(p.trl, p.trl_min) as trl, p.ip_statuses, p.transfer_modes,
  p.sectors, p.fields, p.ipc_codes, p.tech_class, p.languages, p.open_for_interest, p.completeness, p.published_at, p.expires_at`;

/** The public projection `p` of every listing that is shown now. */
export const shown = sql`listing_public p
  join listing l on l.id = p.listing_id and l.audience = 'public' and l.state = any (${sql.val(SHOWN_STATES)}::text[])
  left join organisation o on o.id = p.organisation_id
  where not p.retracted`;

const byIds = statement<{ ids: readonly ListingId[] }, PublicListing>((db, arg) => ({
  compile: () => sql<PublicListing>`select ${columns} from ${shown} and p.listing_id = any (${arg('ids')}::uuid[])`.compile(db),
}));

/** Those of the listings that are shown now. */
export function publicListings(db: Db, args: { ids: readonly ListingId[] }): Promise<PublicListing[]> {
  return byIds(db, args);
}

/** All shown listings in the order of their ids, a page at a time. */
export const publicListingsAfter = statement<{ after: string; limit: number }, PublicListing>((db, arg) => ({
  compile: () =>
    sql<PublicListing>`select ${columns} from ${shown} and p.listing_id > ${arg('after')}::uuid order by p.listing_id limit ${arg('limit')}`.compile(
      db,
    ),
}));

/** One row of PostgreSQL's own index; `head` and `words` are tsvectors in their text form. */
export type SearchRow = {
  listingId: ListingId;
  version: number;
  side: string;
  kind: string;
  province: string | null;
  region: string | null;
  trl: number | null;
  techClass: string | null;
  organisationType: string | null;
  country: string | null;
  openForInterest: boolean;
  sectors: readonly string[];
  fields: readonly string[];
  ipStatuses: readonly string[];
  transferModes: readonly string[];
  languages: readonly string[];
  bonus: number;
  publishedAt: Date;
  expiresAt: Date;
  head: string;
  words: string;
};

// Arrays of arrays must be rectangular; a list of codes travels as lines.
const lines = (values: readonly string[]): string => values.join('\n');

function source(rows: readonly SearchRow[]) {
  const texts = (name: 'side' | 'kind' | 'province' | 'region' | 'techClass' | 'organisationType' | 'country' | 'head' | 'words') =>
    rows.map((row) => row[name]);
  const lists = (name: 'sectors' | 'fields' | 'ipStatuses' | 'transferModes' | 'languages') => rows.map((row) => lines(row[name]));
  return sql`unnest(${rows.map((row) => row.listingId)}::uuid[], ${rows.map((row) => row.version)}::int[], ${texts('side')}::text[], ${texts('kind')}::text[],
    ${texts('province')}::text[], ${texts('region')}::text[], ${rows.map((row) => row.trl)}::smallint[], ${texts('techClass')}::text[],
    ${texts('organisationType')}::text[], ${texts('country')}::text[], ${rows.map((row) => row.openForInterest)}::boolean[],
    ${lists('sectors')}::text[], ${lists('fields')}::text[], ${lists('ipStatuses')}::text[], ${lists('transferModes')}::text[], ${lists('languages')}::text[],
    ${rows.map((row) => row.bonus)}::real[], ${rows.map((row) => row.publishedAt)}::timestamptz[], ${rows.map((row) => row.expiresAt)}::timestamptz[],
    ${texts('head')}::text[], ${texts('words')}::text[])
    as x (listing_id, version, side, kind, province, region, trl, tech_class, organisation_type, country, open_for_interest,
      sectors, fields, ip_statuses, transfer_modes, languages, bonus, published_at, expires_at, head, words)`;
}

const selected = sql`x.listing_id, x.version, x.side, x.kind, x.province, x.region, x.trl, x.tech_class, x.organisation_type, x.country, x.open_for_interest,
  string_to_array(x.sectors, E'\n'), string_to_array(x.fields, E'\n'), string_to_array(x.ip_statuses, E'\n'), string_to_array(x.transfer_modes, E'\n'),
  string_to_array(x.languages, E'\n'), x.bonus, x.published_at, x.expires_at, x.head::tsvector, x.words::tsvector`;

const written = sql`listing_id, version, side, kind, province, region, trl, tech_class, organisation_type, country, open_for_interest,
  sectors, fields, ip_statuses, transfer_modes, languages, bonus, published_at, expires_at, head, words, indexed_at`;

/**
 * Writes documents into the live index; an older version never replaces a newer one, and a listing that has left the public projection
 * meanwhile is passed over.
 */
export async function upsertSearchDocuments(db: Db, args: { rows: readonly SearchRow[]; now: Date }): Promise<void> {
  if (args.rows.length === 0) return;
  // In order of ids, so that two writers never wait for each other.
  const rows = args.rows.toSorted((one, other) => (one.listingId < other.listingId ? -1 : 1));
  await sql`
    with still_shown as (select p.listing_id from listing_public p where p.listing_id = any (${rows.map((row) => row.listingId)}::uuid[]) for key share)
    insert into search_document as d (${written})
    select ${selected}, ${args.now}::timestamptz from ${source(rows)} join still_shown s on s.listing_id = x.listing_id order by x.listing_id
    on conflict (listing_id) do update set (${written}) = row(excluded.*)
    where excluded.version >= d.version`.execute(db);
}

/** Takes documents out; ids that are not there are no error. @returns how many were there. */
export async function removeSearchDocuments(db: Db, args: { ids: readonly ListingId[] }): Promise<number> {
  if (args.ids.length === 0) return 0;
  const [result] = await db.deleteFrom('searchDocument').where('listingId', 'in', args.ids).execute();
  return Number(result?.numDeletedRows ?? 0);
}

/** Empties or makes the table that is filled aside. */
export async function beginSearchRebuild(db: Db): Promise<void> {
  await sql`select search_rebuild_begin()`.execute(db);
}

/** Adds documents to the table aside. */
export async function fillSearchRebuild(db: Db, args: { rows: readonly SearchRow[]; now: Date }): Promise<void> {
  if (args.rows.length === 0) return;
  await sql`insert into search_document_next (${written}) select ${selected}, ${args.now}::timestamptz from ${source(args.rows)}`.execute(
    db,
  );
}

/**
 * Indexes the table aside, once it is filled. What is sorted for the index of words is sorted in parts that the caches of a processor hold, which
 * takes a third less than in one large part; and a small sample tells as much of the columns as it needs to begin with.
 */
export async function indexSearchRebuild(db: Db): Promise<void> {
  await inTransaction(db, async (tx) => {
    await sql`select set_config('maintenance_work_mem', '64MB', true), set_config('default_statistics_target', '20', true)`.execute(tx);
    await sql`select search_rebuild_index()`.execute(tx);
  });
}

/**
 * Puts the table aside in the live one's place, with what was written there since `startedAt`. Searches and publications wait for it; it gives
 * way after the lock time-out (SQLSTATE 55P03) and may be tried again. @returns how many documents there are.
 */
export async function swapSearchRebuild(db: Db, args: { startedAt: Date }): Promise<number> {
  const { rows } = await sql<{ total: number }>`select search_rebuild_swap(${args.startedAt}::timestamptz) as total`.execute(db);
  return rows[0]?.total ?? 0;
}
