import { findFeedback, insertFeedback, undoFeedback, type FeedbackRow } from '@ketnoi/db/matches';
import type { SignedIn } from '@ketnoi/domain/actor';
import { newId, type MatchId } from '@ketnoi/domain/ids';
import { SHOWN_STATES, type ListingState } from '@ketnoi/domain/listing';
import type { FeedbackReason, MatchVerdict } from '@ketnoi/domain/match';
import { STEP_OF } from '@ketnoi/domain/match-policy';
import { problem } from '@ketnoi/domain/problems';
import type { Ctx } from '../../context.ts';
import { asOwn, openMatch, recordStep } from './own-matches.ts';

type Given = { id: MatchId; verdict: MatchVerdict; reason?: FeedbackReason | undefined; note?: string | undefined };

/**
 * Keeps what somebody of the asking side says of a pair. What does not fit is hidden from that side; whatever is said moves its later ranking. A word takes the
 * place of the one before, and the same word again changes nothing.
 */
export async function sendFeedback(ctx: Ctx, actor: SignedIn, given: Given): Promise<FeedbackRow> {
  const { id, verdict } = given;
  const reason = verdict === 'relevant' ? null : (given.reason ?? null);
  if (verdict === 'not_relevant' && reason === null)
    throw problem('match.reason_missing', { errors: [{ field: 'reason', code: 'required', message: 'say why it does not fit' }] });
  const note = given.note?.normalize('NFC').trim() ?? null;
  return asOwn(ctx, actor, async (tx) => {
    const open = await openMatch({ ...ctx, db: tx }, actor, id);
    const { standing, asking, by, now } = open;
    if (standing !== null && standing.verdict === verdict && standing.reason === reason && standing.note === note) return standing;
    if (standing !== null) await undoFeedback(tx, { matchId: id, accountId: actor.accountId, now });
    const askedPublicly = asking.audience === 'public' && (SHOWN_STATES as readonly ListingState[]).includes(asking.state);
    const organisationId = by.organisationId ?? asking.ownerOrganisationId;
    const row = { matchId: id, verdict, reason, note };
    await insertFeedback(tx, {
      ...row,
      id: newId<'match_feedback'>(now.getTime()),
      accountId: actor.accountId,
      organisationId,
      askedPublicly,
      now,
    });
    await recordStep(open, { action: STEP_OF[verdict], details: reason === null ? {} : { reason } });
    return row;
  });
}

/** What stands of a pair, for who repeats what he said of it. */
export async function readFeedback(ctx: Ctx, actor: SignedIn, id: MatchId): Promise<FeedbackRow> {
  const row = await asOwn(ctx, actor, (tx) => findFeedback(tx, { matchId: id }));
  if (row === null) throw problem('record.not_found');
  return row;
}
