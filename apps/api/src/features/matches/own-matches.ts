import { findListing, type ListingHead } from '@ketnoi/db/listing-heads';
import { findFeedback, lockMatch, type FeedbackRow, type MatchRow } from '@ketnoi/db/matches';
import type { Tx } from '@ketnoi/db/database';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { asActor, inTransaction } from '@ketnoi/db/transaction';
import type { SignedIn } from '@ketnoi/domain/actor';
import { newId, type ListingId, type MatchId } from '@ketnoi/domain/ids';
import { mayKnow } from '@ketnoi/domain/listing-policy';
import { MATCH_GRAPH, speaksFor, STATE_OF, type MatchState } from '@ketnoi/domain/match-policy';
import { problem } from '@ketnoi/domain/problems';
import { next } from '@ketnoi/domain/state';
import type { AuditEvent } from '@ketnoi/domain/audit';
import type { Ctx } from '../../context.ts';
import { actingOn, recordAct, type ActingAs } from '../../identity/acts.ts';
import { standingTo, subjectOf } from '../../listings/standing.ts';

/** Runs in a transaction that sees the pairs of this person's organisations and no others. */
export function asOwn<Result>(ctx: Ctx, actor: SignedIn, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return inTransaction(ctx.db, async (tx) => {
    await asActor(tx, { accountId: actor.accountId, organisationIds: actor.memberships.map((one) => one.organisationId) });
    return work(tx);
  });
}

/** A listing this person speaks for; not found where he may not know of it, forbidden where he only may. */
export async function spokenFor(ctx: Ctx, actor: SignedIn, id: ListingId): Promise<ListingHead> {
  const head = await findListing(ctx.db, { id });
  if (head === null) throw problem('record.not_found');
  const standing = standingTo(ctx, actor, head);
  if (!mayKnow(standing, subjectOf(ctx, head))) throw problem('record.not_found');
  if (!speaksFor(standing)) throw problem('access.forbidden');
  return head;
}

/** A pair of the person's own side, held still, with the listing that was asked with and what stands of it. */
export type OpenMatch = {
  tx: Tx;
  row: MatchRow;
  asking: ListingHead;
  standing: FeedbackRow | null;
  state: MatchState;
  by: ActingAs;
  now: Date;
};

/** Opens a pair for a word about it. A pair of another side is not found, whoever asks. */
export async function openMatch(ctx: Ctx & { db: Tx }, actor: SignedIn, id: MatchId): Promise<OpenMatch> {
  const tx = ctx.db;
  const row = await lockMatch(tx, { id });
  if (row === null) throw problem('record.not_found');
  const asking = await spokenFor(ctx, actor, row.askingListingId);
  const standing = await findFeedback(tx, { matchId: id });
  const organisationId = actor.acting?.organisationId;
  if (organisationId === undefined) throw problem('organisation.required');
  return {
    tx,
    row,
    asking,
    standing,
    state: standing === null ? 'shown' : STATE_OF[standing.verdict],
    by: actingOn(actor, organisationId),
    now: ctx.clock.now(),
  };
}

type Step = { action: 'like' | 'dismiss' | 'undo'; details?: AuditEvent['details'] };

/** Writes a step of a pair into the history of states and into the chain of the organisation that takes it. Neither holds what was noted. */
export async function recordStep({ tx, row, state, by, now }: OpenMatch, { action, details = {} }: Step): Promise<void> {
  // Another word of the same kind, for another reason, is no step.
  const to = next(MATCH_GRAPH, state, action);
  if (to !== null) {
    const id = newId<'state_change'>(now.getTime());
    await insertStateChange(tx, { id, noun: 'match', nounId: row.id, fromState: state, action, toState: to, ...by, at: now });
  }
  await recordAct(tx, { action: `match.${action}`, noun: 'match', nounId: row.id, by, at: now, details });
}
