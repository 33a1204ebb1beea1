import type { listCoaching as contract } from '@ketnoi/contracts/matches';
import type { Output } from '@ketnoi/contracts/endpoint';
import { coachingReasons } from '@ketnoi/db/matches';
import { inTransaction } from '@ketnoi/db/transaction';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { ListingId } from '@ketnoi/domain/ids';
import { adviceOn, COACHING, monthOf } from '@ketnoi/domain/match-policy';
import type { Ctx } from '../../context.ts';
import { spokenFor } from './own-matches.ts';

/**
 * What a listing could say so that it is not passed over, for who speaks for it: the reasons of several organisations as advice, as things stood when the
 * month began. Neither who, nor how many, nor on which day, nor a note; and nothing of needs that are searched for in private.
 */
export async function listCoaching(ctx: Ctx, actor: SignedIn, id: ListingId): Promise<Output<typeof contract>['items']> {
  const { side } = await spokenFor(ctx, actor, id);
  // In a transaction: what the count sets for itself must end with it.
  const reasons = await inTransaction(ctx.db, (tx) => coachingReasons(tx, { listingId: id, month: monthOf(ctx.clock.now()), ...COACHING }));
  return reasons.flatMap((reason) => {
    const advice = adviceOn(side, reason);
    return advice === null ? [] : [{ reason, advice: { vi: advice.vi, en: advice.en }, fields: [...advice.fields] }];
  });
}
