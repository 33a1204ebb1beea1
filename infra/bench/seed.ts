import { newId, type AccountId, type ListingId, type OrganisationId, type SessionId } from '@ketnoi/domain/ids';
import { projectionOf } from '@ketnoi/domain/listing-projection';
import type { Db } from '@ketnoi/db/database';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import pg from 'pg';
import { sql } from 'kysely';
import type { BenchListing } from './generate.ts';

export type Editor = { accountId: AccountId; sessionId: SessionId };
export type Seeded = { listings: { id: ListingId; listing: BenchListing }[]; editors: Editor[] };

/** So many people of as many organisations write and read: one organisation's chain of audit would make them queue as no real market does. */
const EDITORS = 50;

const CHUNK = 500;
const YEAR = 365 * 86_400_000;

/** The words of a benchmark listing as the product stores them. */
export function contentOf(one: BenchListing): Required<Pick<ListingContent, 'texts' | 'values'>> {
  const said = (text: string) => (one.language === 'vi' ? { vi: text, en: null } : { vi: null, en: text });
  return {
    texts: { title: said(one.title), summary: said(one.summary), description: said(one.description) },
    values: {
      trl: one.trl,
      sectors: [one.sector],
      fields: [one.field],
      ipRights: [{ kind: 'invention_patent', territory: 'VN', status: one.ipStatus }],
      priceStance: 'negotiable',
    },
  };
}

const plainName = (index: number): string => `Organisation ${index}`;

async function insertOrganisations(db: Db, now: Date, nameOf: (index: number) => string): Promise<OrganisationId[]> {
  const ids = Array.from({ length: 500 }, () => newId<'organisation'>(now.getTime()));
  const rows = ids.map((id, index) => ({
    id,
    typeCode: 'research_institute',
    typeVersion: '1',
    legalName: nameOf(index),
    provinceCode: '22',
    verifiedAt: now,
    originNode: 'DEMO',
    createdAt: now,
    updatedAt: now,
  }));
  await db.insertInto('organisation').values(rows).execute();
  return ids;
}

function rowsOf(listing: BenchListing, organisationId: OrganisationId) {
  const id = newId<'listing'>(listing.createdAt.getTime());
  const versionId = newId<'listing_version'>(listing.createdAt.getTime());
  const reference = `DEMO-TO-${listing.createdAt.getUTCFullYear()}-${String(listing.n).padStart(6, '0')}`;
  const publishedAt = listing.createdAt;
  const expiresAt = new Date(publishedAt.getTime() + 4 * YEAR);
  const origin = { node: 'DEMO', id: null, version: 1, licence: null, sourceUrl: null };
  const content = { ...contentOf(listing), tiers: {}, translations: [] };
  const organisation = {
    id: organisationId,
    typeCode: 'research_institute',
    verified: true,
    country: 'VN',
    provinceCode: listing.province,
    regionCode: null,
  };
  const state = { masked: false, openForInterest: true, progress: null, retracted: false, notice: null };
  const facts = { reference, side: 'offer' as const, kind: listing.kind, ...state, publishedAt, expiresAt, changedAt: publishedAt, origin };
  const projection = projectionOf({ ...facts, organisation, versionNumber: 1, content, locked: [], quality: 60 });
  return { id, versionId, reference, publishedAt, expiresAt, content, projection };
}

type Made = ReturnType<typeof rowsOf> & { listing: BenchListing; owner: OrganisationId };

const headOf = ({ id, versionId, reference, publishedAt, expiresAt, listing, owner }: Made) => ({
  id,
  reference: listing.published ? reference : null,
  side: 'offer',
  kind: listing.kind,
  state: listing.published ? 'published' : 'draft',
  ownerOrganisationId: owner,
  enteringOrganisationId: owner,
  originNode: 'DEMO',
  createdAt: publishedAt,
  updatedAt: publishedAt,
  ...(listing.published
    ? { publishedVersionId: versionId, firstPublishedAt: publishedAt, publishedAt, expiresAt }
    : { draftVersionId: versionId }),
});

const versionOf = ({ id, versionId, publishedAt, content, listing }: Made) => ({
  id: versionId,
  listingId: id,
  number: 1,
  frozenAt: listing.published ? publishedAt : null,
  content: JSON.stringify(content.values),
  createdAt: publishedAt,
  updatedAt: publishedAt,
});

const cardOf = ({ id, versionId, projection, publishedAt, expiresAt, reference }: Made) => {
  const { card } = projection;
  return {
    listingId: id,
    versionId,
    version: 1,
    reference,
    side: card.side,
    kind: card.kind,
    titleVi: card.title.vi,
    titleEn: card.title.en,
    summaryVi: card.summary.vi,
    summaryEn: card.summary.en,
    organisationId: projection.organisationId,
    organisationType: projection.organisationType,
    organisationVerified: true,
    country: 'VN',
    provinceCode: card.province,
    trl: card.trl,
    ipStatuses: card.ipStatus,
    sectors: card.sectors,
    fields: card.fields,
    languages: card.languages,
    openForInterest: true,
    completeness: projection.quality,
    card: JSON.stringify(card),
    detail: JSON.stringify(projection.detail),
    publishedAt,
    expiresAt,
  };
};

const sectorOf = ({ id, projection, publishedAt }: Made) => ({
  listingId: id,
  sectorCode: projection.card.sectors[0] ?? '',
  side: 'offer',
  kind: projection.card.kind,
  provinceCode: projection.card.province,
  publishedAt,
});

async function insertChunk(db: Db, chunk: readonly BenchListing[], organisations: readonly OrganisationId[]): Promise<Seeded['listings']> {
  const made = chunk.map((listing): Made => {
    const owner = organisations[listing.organisation] as OrganisationId;
    return { listing, owner, ...rowsOf(listing, owner) };
  });
  const shown = made.filter((one) => one.listing.published);
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('listing').values(made.map(headOf)).execute();
    await tx.insertInto('listingVersion').values(made.map(versionOf)).execute();
    await tx.insertInto('listingPublic').values(shown.map(cardOf)).execute();
    await tx.insertInto('listingSector').values(shown.map(sectorOf)).execute();
  });
  return made.map(({ id, listing }) => ({ id, listing }));
}

async function insertEditor(db: Db, organisationId: OrganisationId, now: Date): Promise<Editor> {
  const accountId = newId<'account'>(now.getTime());
  const sessionId = newId<'session'>(now.getTime());
  await db
    .insertInto('account')
    .values({
      id: accountId,
      email: `${accountId}@example.org`,
      emailVerifiedAt: now,
      passwordHash: 'none',
      fullName: 'Bench',
      termsVersion: '1',
      termsAcceptedAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .execute();
  await db.insertInto('membership').values({ accountId, organisationId, role: 'owner', createdAt: now }).execute();
  await db
    .insertInto('session')
    .values({ id: sessionId, accountId, createdAt: now, lastUsedAt: now, absoluteExpiresAt: new Date(now.getTime() + YEAR) })
    .execute();
  return { accountId, sessionId };
}

/** Fills our own schema with the benchmark's listings and signed-in editors of verified organisations. `db` is a superuser's. */
export async function seedOurs(db: Db, listings: readonly BenchListing[], nameOf = plainName): Promise<Seeded> {
  const now = new Date();
  await db
    .insertInto('exchangeNode')
    .values({ code: 'DEMO', nameVi: 'Đo', nameEn: 'Bench', isSelf: true })
    .onConflict((on) => on.doNothing())
    .execute();
  const organisations = await insertOrganisations(db, now, nameOf);
  const done: Seeded['listings'] = [];
  for (let from = 0; from < listings.length; from += CHUNK)
    done.push(...(await insertChunk(db, listings.slice(from, from + CHUNK), organisations)));
  const editors: Editor[] = [];
  for (const organisationId of organisations.slice(0, EDITORS)) editors.push(await insertEditor(db, organisationId, now));
  await sql`vacuum analyze`.execute(db);
  return { listings: done, editors };
}

/** The reference server's table with the indexes its numbers were made with: one for the list, one for text search. */
const REFERENCE_TABLE = `
  create table listings (id bigint generated by default as identity primary key, type text not null, title text not null, summary text not null,
    description text not null, sector text not null, province text not null, trl smallint not null, ip_status text not null,
    organisation_id int not null, price numeric(12,2), created_at timestamptz not null default now(), published boolean not null default false);
  create index li_list on listings (sector, province, created_at desc, id desc) where published;
  alter table listings add tsv tsvector generated always as (setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector('simple', summary), 'B') || setweight(to_tsvector('simple', description), 'C')) stored;
  create index li_tsv on listings using gin (tsv);
  create table sessions (token_hash bytea primary key, account_id int not null, expires_at timestamptz not null);
  insert into sessions values (sha256('bench-token'), 1, now() + interval '1 year');`;

/** A listing as one flat row, as the reference server and peers keep it. */
export const referenceRow = (one: BenchListing) => ({
  id: one.n,
  type: one.kind,
  title: one.title,
  summary: one.summary,
  description: one.description,
  sector: one.sector,
  province: one.province,
  trl: one.trl,
  ip_status: one.ipStatus,
  organisation_id: one.organisation,
  price: String(one.price),
  created_at: one.createdAt,
  published: one.published,
});

/** The index of the reference server's search by parts of words: dear to build, and only of interest beside that search. */
const TRIGRAM_INDEX = `
  create extension if not exists pg_trgm;
  create index li_trgm on listings using gin ((title || ' ' || summary || ' ' || description) gin_trgm_ops);`;

/** Writes rows into a table of any server in chunks. */
export async function fillTable(client: pg.Client, table: string, rows: { count: number; of: (index: number) => object }): Promise<void> {
  const columns = Object.keys(rows.of(0)).join(', ');
  for (let from = 0; from < rows.count; from += CHUNK) {
    const chunk = Array.from({ length: Math.min(CHUNK, rows.count - from) }, (_, index) => rows.of(from + index));
    await client.query(`insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(chunk),
    ]);
  }
  await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), ${rows.count + 1})`);
  await client.query('vacuum analyze');
}

/** Fills the reference server's one table and its session. */
export async function seedReference(url: string, listings: readonly BenchListing[], trigrams = true): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(REFERENCE_TABLE + (trigrams ? TRIGRAM_INDEX : ''));
  await fillTable(client, 'listings', { count: listings.length, of: (index) => referenceRow(listings[index] as BenchListing) });
  await client.end();
}
