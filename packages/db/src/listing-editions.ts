import type { ListingVersionId } from '@ketnoi/domain/ids';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import { joinParts, type LockedBlock, type TextRow, type TierPart } from '@ketnoi/domain/listing-tiers';
import type { Tier } from '@ketnoi/domain/tiers';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { statement } from './statement.ts';

/** What a tier's document holds beside its texts. */
export type StoredPart = Pick<TierPart, 'values' | 'rows'>;

/** One version of a listing, with as much of its content as was asked for. */
export type Edition = {
  id: ListingVersionId;
  number: number;
  frozenAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  content: ListingContent;
  locked: LockedBlock[];
  missing: string[];
  quality: number;
};

type Row = Omit<Edition, 'content'> & {
  tiers: ListingContent['tiers'];
  listCheck: unknown;
  open: StoredPart;
  texts: TextRow[];
  member?: StoredPart | null;
  memberTexts?: TextRow[];
  closed?: StoredPart[];
  closedTexts?: TextRow[];
};

const texts = (
  table: string,
) => sql`coalesce((select json_agg(json_build_object('block', t.block, 'language', t.language, 'original', t.original,
  'status', t.status, 'text', t.text) order by t.block, t.language desc) from ${sql.table(table)} t where t.version_id = v.id), '[]')`;

const columns = sql`v.id, v.number, v.frozen_at, v.created_at, v.updated_at, v.tiers, v.locked, v.missing, v.quality, v.content as open,
  ${texts('listing_text')} as texts,
  (select r.list_check from listing_review r where r.version_id = v.id and r.list_check is not null order by r.reviewed_at desc limit 1) as list_check`;
const member = sql`(select m.content from listing_member_content m where m.version_id = v.id) as member, ${texts('listing_member_text')} as member_texts`;
const closed = sql`coalesce((select json_agg(c.content) from listing_confidential_content c where c.version_id = v.id), '[]') as closed,
  ${texts('listing_confidential_text')} as closed_texts`;

type Args = { versionId: ListingVersionId };

const publicOnly = statement<Args, Row>((db, arg) => ({
  compile: () => sql<Row>`select ${columns} from listing_version v where v.id = ${arg('versionId')}`.compile(db),
}));
const withMember = statement<Args, Row>((db, arg) => ({
  compile: () => sql<Row>`select ${columns}, ${member} from listing_version v where v.id = ${arg('versionId')}`.compile(db),
}));
const whole = statement<Args, Row>((db, arg) => ({
  compile: () => sql<Row>`select ${columns}, ${member}, ${closed} from listing_version v where v.id = ${arg('versionId')}`.compile(db),
}));

const partOf = (stored: StoredPart | null | undefined, rows: TextRow[] | undefined): TierPart => ({
  values: stored?.values ?? {},
  rows: stored?.rows ?? {},
  texts: rows ?? [],
});

/** The moderator's finding stands in for the owner's declaration. */
function editionOf(row: Row | undefined): Edition | null {
  if (row === undefined) return null;
  const { tiers, listCheck, open, texts, member, memberTexts, closed, closedTexts, ...edition } = row;
  const parts = [
    partOf(open, texts),
    partOf(member, memberTexts),
    partOf(null, closedTexts),
    ...(closed ?? []).map((one) => partOf(one, [])),
  ];
  const content = joinParts(parts, tiers);
  if (listCheck !== null) content.values.listCheck = listCheck;
  return { ...edition, content };
}

/** A version as its readers' tiers allow: the public part, the member part too, or all of it (rows the policies let this transaction see). */
export async function findEdition(db: Db, args: Args & { tiers: readonly Tier[] }): Promise<Edition | null> {
  const { versionId } = args;
  const rows = args.tiers.includes('member') ? await withMember(db, { versionId }) : await publicOnly(db, { versionId });
  return editionOf(rows[0]);
}

/** Everything a version says. Its confidential parts come only to those whom `asActor` has named in this transaction. */
export async function findWholeEdition(tx: Tx, args: Args): Promise<Edition | null> {
  return editionOf((await whole(tx, args))[0]);
}

const memberParts = statement<Args, { member: StoredPart | null; memberTexts: TextRow[] }>((db, arg) => ({
  compile: () =>
    sql<{
      member: StoredPart | null;
      memberTexts: TextRow[];
    }>`select ${member} from listing_version v where v.id = ${arg('versionId')}`.compile(db),
}));

/** What the member tier adds to the public part of a version. */
export async function findMemberPart(db: Db, args: Args): Promise<TierPart> {
  const row = (await memberParts(db, args))[0];
  return partOf(row?.member, row?.memberTexts);
}
