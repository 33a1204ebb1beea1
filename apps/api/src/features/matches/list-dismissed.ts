import { hitRows, type HitRow } from '@ketnoi/db/listing-hits';
import { standingFeedback, type StandingFeedback } from '@ketnoi/db/matches';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { ListingId } from '@ketnoi/domain/ids';
import type { Ctx } from '../../context.ts';
import { asOwn, spokenFor } from './own-matches.ts';

export type Dismissed = { row: HitRow; feedback: StandingFeedback };

/** What this side has dismissed and everyone may see at this moment, newest first. */
export async function listDismissed(ctx: Ctx, actor: SignedIn, id: ListingId): Promise<Dismissed[]> {
  const all = await asOwn(ctx, actor, async (tx) => {
    await spokenFor({ ...ctx, db: tx }, actor, id);
    return standingFeedback(tx, { askingListingId: id });
  });
  const dismissed = all.filter(({ verdict }) => verdict === 'not_relevant');
  const rows = await hitRows(ctx.db, { ids: dismissed.map(({ foundListingId }) => foundListingId) });
  return dismissed.flatMap((feedback) => {
    const row = rows.get(feedback.foundListingId);
    return row === undefined ? [] : [{ row, feedback }];
  });
}
