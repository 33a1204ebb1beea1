import { undoFeedback as undo } from '@ketnoi/db/matches';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { MatchId } from '@ketnoi/domain/ids';
import type { Ctx } from '../../context.ts';
import { asOwn, openMatch, recordStep } from './own-matches.ts';

/** Takes back what was said of a pair: it is shown and ranked as before. Where nothing was said, nothing happens. */
export function undoFeedback(ctx: Ctx, actor: SignedIn, id: MatchId): Promise<void> {
  return asOwn(ctx, actor, async (tx) => {
    const open = await openMatch({ ...ctx, db: tx }, actor, id);
    if (open.standing === null) return;
    await undo(tx, { matchId: id, accountId: actor.accountId, now: open.now });
    await recordStep(open, { action: 'undo' });
  });
}
