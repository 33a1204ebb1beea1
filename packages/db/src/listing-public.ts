import type { ListingId, ListingVersionId } from '@ketnoi/domain/ids';
import type { Projection, PublicCard, PublicDetail } from '@ketnoi/domain/listing-projection';
import { ENDED_STATES, type ListingState } from '@ketnoi/domain/listing';
import type { Side } from '@ketnoi/domain/listing-kinds';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import type { OrganisationFacts } from './listing-heads.ts';
import { statement } from './statement.ts';

export type ProjectionArgs = { listingId: ListingId; versionId: ListingVersionId; version: number; projection: Projection };

/** The columns of `listing_public` that come from the projection; what is filtered, sorted or counted lies beside the documents handed out. */
function columnsOf({ listingId, versionId, version, projection }: ProjectionArgs) {
  const { card, detail, keywords } = projection;
  return {
    listingId,
    versionId,
    // Which change of the row it is says the database (see 0013); this is the listing's own.
    version,
    listingVersion: version,
    reference: card.reference ?? '',
    side: card.side,
    kind: card.kind,
    titleVi: card.title.vi,
    titleEn: card.title.en,
    summaryVi: card.summary.vi,
    summaryEn: card.summary.en,
    organisationId: projection.organisationId,
    organisationType: projection.organisationType,
    organisationVerified: projection.organisationVerified,
    country: projection.country,
    provinceCode: card.province,
    regionCode: projection.regionCode,
    trl: card.trl,
    trlMin: card.trlMin,
    ipStatuses: card.ipStatus,
    transferModes: card.transferModes,
    transferRights: projection.transferRights,
    sectors: card.sectors,
    fields: card.fields,
    ipcCodes: projection.ipcCodes,
    keywordsVi: keywords.vi,
    keywordsEn: keywords.en,
    techClass: projection.techClass,
    languages: card.languages,
    openForInterest: card.openForInterest,
    retracted: card.retracted,
    completeness: projection.quality,
    card: JSON.stringify(card),
    detail: JSON.stringify(detail),
    publishedAt: card.publishedAt ?? detail.updatedAt,
    expiresAt: card.expiresAt ?? detail.updatedAt,
  };
}

/**
 * Shows a listing to everyone, or what is new of it, in the publishing transaction. The row is updated in place, so that its entry in the search
 * index stays until the indexing job has the new one. A retracted one has a row as well and leaves the lists by sector; its row is made anew, so
 * that its entry in the search index goes with the old one, and none that is being written meanwhile comes after.
 */
export async function upsertProjection(tx: Tx, args: ProjectionArgs): Promise<void> {
  const row = columnsOf(args);
  if (row.retracted) await deleteProjection(tx, args);
  await tx
    .insertInto('listingPublic')
    .values(row)
    .onConflict((on) => on.column('listingId').doUpdateSet(row))
    .execute();
  const sectors = row.retracted ? [] : row.sectors;
  await sql`
    with gone as (delete from listing_sector where listing_id = ${row.listingId} and sector_code <> all (${sectors}::text[]))
    insert into listing_sector (listing_id, sector_code, side, kind, province_code, published_at)
    select ${row.listingId}::uuid, code, ${row.side}, ${row.kind}, ${row.provinceCode}, ${row.publishedAt}::timestamptz from unnest(${sectors}::text[]) code
    on conflict (listing_id, sector_code) do update
      set side = excluded.side, kind = excluded.kind, province_code = excluded.province_code, published_at = excluded.published_at`.execute(
    tx,
  );
}

/** Rows of one statement: a text of bounded length, prepared once. */
const SLICE = 50;

/** Shows many listings that were not shown before, in the transaction that published them. */
export async function insertProjections(tx: Tx, all: readonly ProjectionArgs[]): Promise<void> {
  const rows = all.map(columnsOf);
  for (let at = 0; at < rows.length; at += SLICE)
    await tx
      .insertInto('listingPublic')
      .values(rows.slice(at, at + SLICE))
      .execute();
  const sectors = rows.flatMap(({ listingId, side, kind, provinceCode, publishedAt, ...row }) =>
    row.sectors.map((code) => ({ listing_id: listingId, code, side, kind, province_code: provinceCode, published_at: publishedAt })),
  );
  await sql`
    insert into listing_sector (listing_id, sector_code, side, kind, province_code, published_at)
    select x.listing_id, x.code, x.side, x.kind, x.province_code, x.published_at
    from jsonb_to_recordset(${JSON.stringify(sectors)}::jsonb) as x (listing_id uuid, code text, side text, kind text, province_code text, published_at timestamptz)`.execute(
    tx,
  );
}

/** Takes a listing out of everything public at once; its entry in the search index goes with the row. */
export async function deleteProjection(tx: Tx, args: { listingId: ListingId }): Promise<void> {
  await tx.deleteFrom('listingPublic').where('listingId', '=', args.listingId).execute();
}

/** A listing as anyone may see it, with what decides whether the caller may see more. */
export type ShownListing = {
  id: ListingId;
  /** Of the listing itself: it also counts drafts, which outsiders are not told of. */
  headVersion: number;
  state: ListingState;
  ownerOrganisationId: string;
  enteringOrganisationId: string;
  /** Null when the listing is not shown to everyone. */
  version: number | null;
  versionId: ListingVersionId | null;
  card: PublicCard | null;
  detail: PublicDetail | null;
  organisation: OrganisationFacts | null;
};

const shown = sql`
  select l.id, l.version as head_version, l.state, l.owner_organisation_id, l.entering_organisation_id, p.listing_version as version, p.version_id, p.card, p.detail,
    p.organisation
  from listing l left join listing_public p on p.listing_id = l.id`;

const selectShown = statement<{ id: string }, ShownListing>((db, arg) => ({
  compile: () => sql<ShownListing>`${shown} where l.id = ${arg('id')}`.compile(db),
}));
const selectShownByReference = statement<{ reference: string }, ShownListing>((db, arg) => ({
  compile: () => sql<ShownListing>`${shown} where l.reference = ${arg('reference')}`.compile(db),
}));

/** One listing by id or by its reference, in one statement, whoever asks. */
export async function findShownListing(db: Db, args: { id: string } | { reference: string }): Promise<ShownListing | null> {
  const rows = 'id' in args ? await selectShown(db, args) : await selectShownByReference(db, args);
  return rows[0] ?? null;
}

/** The side of a listing that everyone could see once and that has ended; null for one that never was public, is hidden for now, or is shown. */
export async function findEndedSide(db: Db, args: { id: string } | { reference: string }): Promise<Side | null> {
  const which = 'id' in args ? sql`l.id = ${args.id}` : sql`l.reference = ${args.reference}`;
  const { rows } = await sql<{ side: Side }>`
    select l.side from listing l where ${which} and l.first_published_at is not null and l.audience = 'public'
      and l.state = any (${ENDED_STATES}::text[]) and not exists (select from listing_public p where p.listing_id = l.id)`.execute(db);
  return rows[0]?.side ?? null;
}
