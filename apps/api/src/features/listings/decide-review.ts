import type { Actor } from '@ketnoi/domain/actor';
import { newId } from '@ketnoi/domain/ids';
import { fieldErrors } from '@ketnoi/domain/listing-advice';
import { PROHIBITED } from '@ketnoi/domain/listing-completeness';
import { problem } from '@ketnoi/domain/problems';
import { localDay } from '@ketnoi/domain/working-days';
import { meetDeadlines } from '@ketnoi/db/deadlines';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import { insertReview, type Finding, type HeadChange, type ListCheckFinding } from '@ketnoi/db/listing-life';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { finishAct, openAct, type ActInput, type OpenAct, type Step } from '../../listings/acts.ts';
import { refuseFaults } from '../../listings/content.ts';
import { tellOthers } from '../../listings/letters.ts';
import { publishVersion } from '../../listings/review.ts';

export type PublishInput = ActInput & { listCheck: { status: string; basis: string } | null; note: string | null };
export type ReturnInput = ActInput & { findings: readonly Finding[]; note: string };

/** What the moderator found on the lists of technologies, with the day; refused when unknown or when it bars publication. */
async function listCheckOf({ ctx, now, language }: OpenAct, given: PublishInput['listCheck']): Promise<ListCheckFinding | null> {
  if (given === null) return null;
  const codes = await ctx.codes.current();
  refuseFaults(
    'listing.code_unknown',
    codes.has('list_status', given.status) ? [] : [{ field: 'listCheck.status', advice: 'unknownCode' }],
    language,
  );
  if (given.status === PROHIBITED)
    throw problem('listing.banned_technology', { errors: fieldErrors([{ field: 'listCheck.status', advice: 'prohibited' }], language) });
  return { ...given, checkedBy: 'moderator', date: localDay(now) };
}

/** A moderator finds the version in review ready: it is published. */
export async function publishListing(ctx: Ctx, actor: Actor, input: PublishInput): Promise<ListingHead> {
  return inTransaction(ctx.db, async (tx) => {
    const open = await openAct(ctx, tx, { actor, act: 'publish', input });
    const { head, now } = open;
    if (head.reviewVersionId === null || actor.kind !== 'account') throw problem('listing.action_not_possible');
    const listCheck = await listCheckOf(open, input.listCheck);
    await insertReview(tx, {
      id: newId<'listing_review'>(now.getTime()),
      listingId: head.id,
      versionId: head.reviewVersionId,
      decision: 'ready',
      findings: [],
      note: input.note,
      listCheck,
      reviewedBy: actor.accountId,
      reviewedAt: now,
    });
    const decision = await publishVersion(open, head.reviewVersionId);
    const after = await finishAct(open, {
      ...decision,
      details: { versionId: head.reviewVersionId, listCheck: listCheck?.status ?? null },
    });
    await tellOthers(open, after, 'listing_published');
    return after;
  });
}

/** Back to its people: a listing never published is returned as a whole, of a published one only the version that was in review. */
function returned({ head }: OpenAct, versionId: string, note: string): { set: HeadChange; steps: Step[] } {
  const first = head.publishedVersionId === null;
  const step: Step = first
    ? { noun: 'listing', nounId: head.id, from: head.state, action: 'return', to: 'returned', note }
    : { noun: 'listing_version', nounId: versionId, from: 'in_review', action: 'return', to: 'returned', note };
  return { set: { reviewSince: null, ...(first ? { state: 'returned' } : {}) }, steps: [step] };
}

/** A moderator sends the version in review back with findings, or the owner what was entered in its name. The version stays to be looked at. */
export async function returnListing(ctx: Ctx, actor: Actor, input: ReturnInput): Promise<ListingHead> {
  return inTransaction(ctx.db, async (tx) => {
    const open = await openAct(ctx, tx, { actor, act: 'return', input });
    const { head, now, standing } = open;
    const { reviewVersionId: versionId } = head;
    if (versionId === null || actor.kind !== 'account') throw problem('listing.action_not_possible');
    if (standing.roles.includes('moderator') && input.findings.length === 0) {
      throw problem('listing.findings_required', { errors: fieldErrors([{ field: 'findings', advice: 'findings' }], input.language) });
    }
    await insertReview(tx, {
      id: newId<'listing_review'>(now.getTime()),
      listingId: head.id,
      versionId,
      decision: 'returned',
      findings: input.findings,
      note: input.note,
      listCheck: null,
      reviewedBy: actor.accountId,
      reviewedAt: now,
    });
    await meetDeadlines(tx, { noun: 'listing', nounId: head.id, kinds: ['review'], now });
    const after = await finishAct(open, {
      ...returned(open, versionId, input.note),
      isSeen: false,
      details: { versionId, findings: input.findings.map((one) => one.code) },
    });
    await tellOthers(open, after, 'listing_returned');
    return after;
  });
}
