import type { Bilingual } from '@ketnoi/domain/language';
import type { ListingId, ListingVersionId, OrganisationId } from '@ketnoi/domain/ids';
import type { ListingState } from '@ketnoi/domain/listing';
import type { Audience, Kind, Side } from '@ketnoi/domain/listing-fields';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { organisationJson, type OrganisationFacts } from './listing-heads.ts';

/** A listing as its own people's workspace lists it: the newest version they work on. */
export type DeskRow = {
  id: ListingId;
  version: number;
  reference: string | null;
  side: Side;
  kind: Kind;
  title: Bilingual;
  state: ListingState;
  progress: string | null;
  audience: Audience;
  masked: boolean;
  openForInterest: boolean;
  ownerOrganisationId: OrganisationId;
  enteringOrganisationId: OrganisationId;
  draftVersionId: ListingVersionId | null;
  reviewVersionId: ListingVersionId | null;
  publishedVersionId: ListingVersionId | null;
  reviewSince: Date | null;
  reviewDueAt: Date | null;
  missing: string[];
  quality: number;
  noticeVi: string | null;
  noticeEn: string | null;
  publishedAt: Date | null;
  expiresAt: Date | null;
  renewals: number;
  originNode: string;
  updatedAt: Date;
};

const title = (version: string) => sql<Bilingual>`json_build_object(
  'vi', (select text from listing_text where version_id = ${sql.ref(version)} and block = 'title' and language = 'vi'),
  'en', (select text from listing_text where version_id = ${sql.ref(version)} and block = 'title' and language = 'en'))`;

/** Until when a moderator is to decide; null when nothing waits. */
const reviewDue = (listing: string) => sql<Date | null>`(select d.due_at from deadline d
  where d.noun = 'listing' and d.noun_id = ${sql.ref(listing)} and d.kind = 'review' and d.met_at is null and d.cancelled_at is null
  order by d.due_at limit 1)`;

export type DeskArgs = {
  organisationId: OrganisationId;
  side: Side | null;
  states: readonly ListingState[] | null;
  after: { updatedAt: string; id: string } | null;
  limit: number;
};

/** What an organisation owns or entered, last changed first. Titles lie in the public tier, so that no confidential table is read. */
export async function listOwnListings(db: Db, args: DeskArgs): Promise<DeskRow[]> {
  const narrowed = sql.join(
    [
      sql`true`,
      ...(args.side === null ? [] : [sql`l.side = ${args.side}`]),
      ...(args.states === null ? [] : [sql`l.state = any (${args.states}::text[])`]),
      ...(args.after === null ? [] : [sql`(l.updated_at, l.id) < (${args.after.updatedAt}::timestamptz, ${args.after.id}::uuid)`]),
    ],
    sql` and `,
  );
  const by = (column: string, but: ReturnType<typeof sql>) => sql`(select l.id, l.updated_at from listing l
    where ${sql.ref(`l.${column}`)} = ${args.organisationId} and ${but} and ${narrowed} order by l.updated_at desc, l.id desc limit ${args.limit})`;
  const owned = by('owner_organisation_id', sql`true`);
  const entered = by('entering_organisation_id', sql`l.owner_organisation_id <> l.entering_organisation_id`);
  const { rows } = await sql<DeskRow>`
    select l.id, l.version, l.reference, l.side, l.kind, ${title('v.id')} as title, l.state, l.progress, l.audience, l.masked, l.open_for_interest,
      l.owner_organisation_id, l.entering_organisation_id, l.draft_version_id, l.review_version_id, l.published_version_id, l.review_since,
      ${reviewDue('l.id')} as review_due_at, v.missing, v.quality, l.notice_vi, l.notice_en, l.published_at, l.expires_at, l.renewals, l.origin_node, l.updated_at
    from (${owned} union all ${entered} order by updated_at desc, id desc limit ${args.limit}) mine
    join listing l on l.id = mine.id
    join listing_version v on v.id = coalesce(l.draft_version_id, l.review_version_id, l.published_version_id)
    order by mine.updated_at desc, mine.id desc`.execute(db);
  return rows;
}

/** A version that waits for a moderator. */
export type ReviewTaskRow = {
  id: ListingId;
  version: number;
  reference: string | null;
  side: Side;
  kind: Kind;
  title: Bilingual;
  organisation: OrganisationFacts;
  masked: boolean;
  ownerOrganisationId: OrganisationId;
  enteringOrganisationId: OrganisationId;
  versionNumber: number;
  publishedVersionId: ListingVersionId | null;
  quality: number;
  reviewSince: Date;
  dueAt: Date | null;
};

/** The queue of versions in review, longest waiting first. */
export async function listReviewTasks(
  db: Db,
  args: { side: Side | null; after: { reviewSince: string; id: string } | null; limit: number },
): Promise<ReviewTaskRow[]> {
  const after =
    args.after === null ? sql`true` : sql`(l.review_since, l.id) > (${args.after.reviewSince}::timestamptz, ${args.after.id}::uuid)`;
  const side = args.side === null ? sql`true` : sql`l.side = ${args.side}`;
  const { rows } = await sql<ReviewTaskRow>`
    select l.id, l.version, l.reference, l.side, l.kind, ${title('v.id')} as title, ${organisationJson('o')} as organisation, l.masked,
      l.owner_organisation_id, l.entering_organisation_id, v.number as version_number, l.published_version_id, v.quality, l.review_since,
      ${reviewDue('l.id')} as due_at
    from listing l join listing_version v on v.id = l.review_version_id join organisation o on o.id = l.owner_organisation_id
    where l.review_since is not null and ${side} and ${after}
    order by l.review_since, l.id limit ${args.limit}`.execute(db);
  return rows;
}
