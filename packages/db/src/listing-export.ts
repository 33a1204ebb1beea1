import type { ListingId, ListingVersionId, OrganisationId } from '@ketnoi/domain/ids';
import type { PublicCard, PublicDetail } from '@ketnoi/domain/listing-projection';
import type { TextRow } from '@ketnoi/domain/listing-tiers';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { StoredPart } from './listing-editions.ts';
import type { ListFilter } from './listing-cards.ts';

/** A shown listing as it leaves in a file; the member tier's part only where it was asked for. */
export type ShownExport = {
  id: ListingId;
  state: string;
  organisationId: OrganisationId | null;
  organisationName: string | null;
  card: PublicCard;
  detail: PublicDetail;
  member: StoredPart | null;
  memberTexts: TextRow[];
};

const MEMBER = sql`(select m.content from listing_member_content m where m.version_id = p.version_id) as member,
  coalesce((select json_agg(json_build_object('block', t.block, 'language', t.language, 'original', t.original, 'status', t.status, 'text', t.text)
    order by t.block, t.language desc) from listing_member_text t where t.version_id = p.version_id), '[]') as member_texts`;

/** The shown listings that fit a filter, newest first, up to `limit`; retracted ones are none. */
export async function exportShown(db: Db, args: { filter: ListFilter; member: boolean; limit: number }): Promise<ShownExport[]> {
  const { side, kind = [], sector = [], province = [], organisation } = args.filter;
  const given = [
    sql`not p.retracted`,
    ...(side === undefined ? [] : [sql`p.side = ${side}`]),
    ...(kind.length === 0 ? [] : [sql`p.kind = any (${kind}::text[])`]),
    ...(sector.length === 0 ? [] : [sql`p.sectors && ${sector}::text[]`]),
    ...(province.length === 0 ? [] : [sql`p.province_code = any (${province}::text[])`]),
    ...(organisation === undefined ? [] : [sql`p.organisation_id = ${organisation}::uuid`]),
  ];
  const { rows } = await sql<ShownExport>`
    select p.listing_id as id, l.state, p.organisation_id, o.legal_name as organisation_name, p.card, p.detail,
      ${args.member ? MEMBER : sql`null as member, '[]'::json as member_texts`}
    from listing_public p join listing l on l.id = p.listing_id left join organisation o on o.id = p.organisation_id
    where ${sql.join(given, sql` and `)}
    order by p.published_at desc, p.listing_id desc limit ${args.limit}`.execute(db);
  return rows;
}

/** A listing of an organisation with the version its people work on: the draft, else the one in review, else the published one. */
export type OwnExport = { id: ListingId; versionId: ListingVersionId };

/** What an organisation owns or entered, last changed first, up to `limit`. */
export async function listOwnVersions(db: Db, args: { organisationId: OrganisationId; limit: number }): Promise<OwnExport[]> {
  const { rows } = await sql<OwnExport>`
    select l.id, coalesce(l.draft_version_id, l.review_version_id, l.published_version_id) as version_id
    from listing l
    where (l.owner_organisation_id = ${args.organisationId} or l.entering_organisation_id = ${args.organisationId})
      and coalesce(l.draft_version_id, l.review_version_id, l.published_version_id) is not null
    order by l.updated_at desc, l.id desc limit ${args.limit}`.execute(db);
  return rows;
}
