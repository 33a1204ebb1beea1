import type { Actor } from '@ketnoi/domain/actor';
import type { Bilingual } from '@ketnoi/domain/language';
import { closingOf, LISTING_GRAPH, type CloseOutcome, type ListingAct, type ListingAction } from '@ketnoi/domain/listing';
import { problem } from '@ketnoi/domain/problems';
import { next } from '@ketnoi/domain/state';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import type { HeadChange } from '@ketnoi/db/listing-life';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { finishAct, openAct, type ActInput, type OpenAct, type Step } from '../../listings/acts.ts';
import { tellOthers } from '../../listings/letters.ts';
import { leaveForGood, startTerm, termEnd } from '../../listings/review.ts';

type Change = {
  set: HeadChange;
  note?: string | null;
  details?: Record<string, string>;
  letter?: 'listing_flagged' | 'listing_withdrawn' | 'listing_retracted';
};

/** One edge of the graph, taken by whoever the policy lets take it. `change` says what else becomes of the row. */
async function take(
  ctx: Ctx,
  given: { actor: Actor; input: ActInput; act: ListingAct; action: ListingAction },
  change: (open: OpenAct) => Promise<Change>,
): Promise<ListingHead> {
  return inTransaction(ctx.db, async (tx) => {
    const open = await openAct(ctx, tx, given);
    const { head } = open;
    const to = next(LISTING_GRAPH, head.state, given.action);
    if (to === null) throw problem('listing.action_not_possible');
    const { set, note, details, letter } = await change(open);
    const step: Step = {
      noun: 'listing',
      nounId: head.id,
      from: head.state,
      action: given.action,
      to,
      ...(note === undefined ? {} : { note }),
    };
    const after = await finishAct(open, { set: { ...set, state: to }, steps: [step], ...(details === undefined ? {} : { details }) });
    // What nobody ever saw leaves quietly.
    if (letter !== undefined && after.reference !== null) await tellOthers(open, after, letter);
    return after;
  });
}

/** Takes a published listing out of sight for a while. */
export function holdListing(ctx: Ctx, actor: Actor, input: ActInput): Promise<ListingHead> {
  return take(ctx, { actor, input, act: 'hold', action: 'hold' }, async () => ({ set: {} }));
}

/** Shows a listing again that was on hold. */
export function resumeListing(ctx: Ctx, actor: Actor, input: ActInput): Promise<ListingHead> {
  return take(ctx, { actor, input, act: 'resume', action: 'resume' }, async () => ({ set: {} }));
}

/** A moderator takes a listing out of sight because something about it must be checked. */
export function flagListing(ctx: Ctx, actor: Actor, input: ActInput & { note: string }): Promise<ListingHead> {
  return take(ctx, { actor, input, act: 'flag', action: 'flag' }, async () => ({ set: {}, note: input.note, letter: 'listing_flagged' }));
}

/** What was flagged proved right. */
export function clearListing(ctx: Ctx, actor: Actor, input: ActInput): Promise<ListingHead> {
  return take(ctx, { actor, input, act: 'clear', action: 'clear' }, async () => ({ set: {} }));
}

/** Takes a listing away for good. It is gone for everyone else at once; a tombstone tells the other exchanges. */
export function withdrawListing(ctx: Ctx, actor: Actor, input: ActInput): Promise<ListingHead> {
  return take(ctx, { actor, input, act: 'withdraw', action: 'withdraw' }, async (open) => ({
    set: { ...(await leaveForGood(open)), tombstonedAt: open.now },
    letter: 'listing_withdrawn',
  }));
}

/** Declares that what was published does not hold. The listing stays with its notice and leaves search and matching. */
export function retractListing(ctx: Ctx, actor: Actor, input: ActInput & { notice: Bilingual }): Promise<ListingHead> {
  return take(ctx, { actor, input, act: 'retract', action: 'retract' }, async (open) => ({
    set: { ...(await leaveForGood(open)), noticeVi: input.notice.vi, noticeEn: input.notice.en },
    letter: 'listing_retracted',
  }));
}

/** Publishes for another term: from the old end when it is ahead, else from now. The policy has checked that it may be. */
export function renewListing(ctx: Ctx, actor: Actor, input: ActInput): Promise<ListingHead> {
  return take(ctx, { actor, input, act: 'renew', action: 'renew' }, async (open) => {
    const { head, now } = open;
    const from = head.expiresAt !== null && head.expiresAt > now ? head.expiresAt : now;
    const expiresAt = termEnd(from);
    await startTerm(open, expiresAt);
    return { set: { expiresAt, renewals: head.renewals + 1 } };
  });
}

/** Ends a listing with its outcome. */
export function closeListing(ctx: Ctx, actor: Actor, input: ActInput & { outcome: CloseOutcome }): Promise<ListingHead> {
  const { outcome } = input;
  const { action, progress } = closingOf(outcome);
  return take(ctx, { actor, input, act: 'close', action }, async (open) => {
    const isNeed = open.head.side === 'need';
    if (!isNeed && outcome !== 'deal' && outcome !== 'owner_decision') throw problem('listing.outcome_unfit');
    const leaving = await leaveForGood(open);
    return { set: { ...leaving, closedOutcome: outcome, ...(isNeed && progress !== null ? { progress } : {}) }, details: { outcome } };
  });
}
