import { belongsTo, hasGrant, isVerifiedMember, type Actor } from '@ketnoi/domain/actor';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { ListingId, ListingVersionId, OrganisationId } from '@ketnoi/domain/ids';
import { actsOf, mayKnow, readableTiers } from '@ketnoi/domain/listing-policy';
import { problem } from '@ketnoi/domain/problems';
import { isReference } from '@ketnoi/domain/reference';
import { findEdition, findMemberPart, findWholeEdition, type Edition } from '@ketnoi/db/listing-editions';
import { findListing, type ListingHead } from '@ketnoi/db/listing-heads';
import { findLastReview } from '@ketnoi/db/listing-life';
import { findShownListing, type ShownListing } from '@ketnoi/db/listing-public';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actAs, standingTo, subjectOf } from '../../listings/standing.ts';
import { insideView, isShown, shownView, type Shown } from './view.ts';

export type Shows = 'draft' | 'review' | 'published';

/** Its own people and those who moderate read the listing itself; everyone else its projection. */
function isInside(actor: Actor, row: ShownListing): boolean {
  if (belongsTo(actor, row.ownerOrganisationId as OrganisationId) || belongsTo(actor, row.enteringOrganisationId as OrganisationId))
    return true;
  return hasGrant(actor, 'moderator') || hasGrant(actor, 'admin');
}

/** One listing by id or reference, as this caller may see it: one statement for whoever reads what is public. */
export async function readListing(ctx: Ctx, actor: Actor, input: { id: string; shows: Shows | null }): Promise<ListingDetail> {
  const row = await findShownListing(ctx.db, isReference(input.id) ? { reference: input.id } : { id: input.id });
  if (row === null) throw problem('record.not_found');
  if (isInside(actor, row)) return readInside(ctx, actor, { id: row.id, shows: input.shows });
  if (!isShown(row)) throw problem('record.not_found');
  return readShown(ctx, actor, row);
}

async function readShown(ctx: Ctx, actor: Actor, row: Shown): Promise<ListingDetail> {
  const adds = row.versionId !== null && row.detail.locked.some((one) => one.tier === 'member') && isVerifiedMember(actor);
  return shownView(row, adds && row.versionId !== null ? await findMemberPart(ctx.db, { versionId: row.versionId }) : null);
}

/** The version asked for; without a wish the newest one its people work on, and of moderators the one they are to judge. */
function versionOf(head: ListingHead, own: boolean, shows: Shows | null): ListingVersionId | null {
  const { draftVersionId, reviewVersionId, publishedVersionId } = head;
  const draft = own ? draftVersionId : null;
  if (shows === 'draft') return draft;
  if (shows === 'review') return reviewVersionId;
  if (shows === 'published') return publishedVersionId;
  return draft ?? (own || head.reviewSince !== null ? reviewVersionId : null) ?? publishedVersionId ?? reviewVersionId;
}

/** The listing as people of its organisations or moderators see it; whoever is neither, or not any more, gets what is public of it. */
export async function readInside(ctx: Ctx, actor: Actor, input: { id: ListingId; shows: Shows | null }): Promise<ListingDetail> {
  return inTransaction(ctx.db, async (tx) => {
    const head = await findListing(tx, { id: input.id });
    if (head === null) throw problem('record.not_found');
    const subject = subjectOf(ctx, head);
    const standing = standingTo(ctx, actor, head);
    if (!mayKnow(standing, subject)) throw problem('record.not_found');
    if (!standing.own && !standing.roles.includes('moderator')) {
      const row = await findShownListing(tx, { id: head.id });
      if (row === null || !isShown(row)) throw problem('record.not_found');
      return readShown({ ...ctx, db: tx }, actor, row);
    }
    const versionId = versionOf(head, standing.own, input.shows);
    if (versionId === null) throw problem('record.not_found');
    const tiers = readableTiers(standing, isVerifiedMember(actor));
    if (standing.own) await actAs(tx, actor, head);
    const edition: Edition | null = standing.own ? await findWholeEdition(tx, { versionId }) : await findEdition(tx, { versionId, tiers });
    if (edition === null) throw problem('record.not_found');
    const lastReview = await findLastReview(tx, { listingId: head.id });
    return insideView({ head, edition, tiers, lastReview, can: actsOf(standing, subject, ctx.clock.now()) });
  });
}
