import type { AccountId, Id, ListingId, ListingVersionId } from '@ketnoi/domain/ids';
import { sql, type Updateable } from 'kysely';
import type { Db, Tx } from './database.ts';
import type { Listing } from './generated.ts';

/** Columns a step in a listing's life may change. */
export type HeadChange = Omit<Updateable<Listing>, 'id' | 'version' | 'changeXid' | 'createdAt' | 'updatedAt'>;

/** Changes a listing that `lockListing` holds and counts its version up. @returns the new version. */
export async function updateListing(tx: Tx, args: { id: ListingId; now: Date; set: HeadChange }): Promise<number> {
  const row = await tx
    .updateTable('listing')
    .set({ ...args.set, version: sql<number>`version + 1`, updatedAt: args.now })
    .where('id', '=', args.id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Makes a version immutable; from now on others may refer to it. */
export async function freezeVersion(tx: Tx, args: { versionId: ListingVersionId; material: boolean; now: Date }): Promise<void> {
  await tx.updateTable('listingVersion').set({ frozenAt: args.now, material: args.material }).where('id', '=', args.versionId).execute();
}

/**
 * The version that was last judged as a whole: the newest material one up to the published one that was neither returned nor replaced before
 * its review. Slips published since then rest on it.
 */
export async function findJudgedVersion(
  tx: Tx,
  args: { listingId: ListingId; publishedVersionId: ListingVersionId },
): Promise<ListingVersionId> {
  const { rows } = await sql<{ id: ListingVersionId }>`
    select v.id from listing_version v join listing_version p on p.id = ${args.publishedVersionId} and v.number <= p.number
    where v.listing_id = ${args.listingId} and v.material and v.frozen_at is not null
      and not exists (select from listing_review r where r.version_id = v.id and r.decision = 'returned')
      and not exists (select from state_change s where s.noun = 'listing_version' and s.noun_id = v.id and s.action = 'supersede')
    order by v.number desc limit 1`.execute(tx);
  return rows[0]?.id ?? args.publishedVersionId;
}

/** The next number of references of this node, kind and year; the counter's row stays locked until the transaction ends, so that none is skipped. */
export async function nextReferenceNumber(tx: Tx, args: { node: string; kind: string; year: number }): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into reference_counter as c (node, kind, year, last) values (${args.node}, ${args.kind}, ${args.year}, 1)
    on conflict (node, kind, year) do update set last = c.last + 1 returning last`.execute(tx);
  const last = rows[0]?.last;
  if (last === undefined) throw new Error('a counter returned no number');
  return last;
}

export type Finding = { code: string; field: string | null; note: string | null };
export type ListCheckFinding = { status: string; basis: string; checkedBy: 'moderator'; date: string };

export type NewReview = {
  id: Id<'listing_review'>;
  listingId: ListingId;
  versionId: ListingVersionId;
  decision: 'ready' | 'returned';
  findings: readonly Finding[];
  note: string | null;
  listCheck: ListCheckFinding | null;
  reviewedBy: AccountId;
  reviewedAt: Date;
};

export async function insertReview(tx: Tx, review: NewReview): Promise<void> {
  const listCheck = review.listCheck === null ? null : JSON.stringify(review.listCheck);
  await tx
    .insertInto('listingReview')
    .values({ ...review, findings: JSON.stringify(review.findings), listCheck })
    .execute();
}

export type ReviewRow = { decision: string; findings: Finding[]; note: string | null; at: Date };

/** The last decision about a listing, null when nobody has decided yet. */
export async function findLastReview(db: Db, args: { listingId: ListingId }): Promise<ReviewRow | null> {
  const row = await db
    .selectFrom('listingReview')
    .where('listingId', '=', args.listingId)
    .orderBy('reviewedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .select(['decision', 'note', 'reviewedAt as at', sql<Finding[]>`findings`.as('findings')])
    .executeTakeFirst();
  return row ?? null;
}
