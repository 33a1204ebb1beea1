import { listingsToPair } from '@ketnoi/db/suggested-pairs';
import { inTransaction } from '@ketnoi/db/transaction';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { hasten } from '@ketnoi/jobs/put-off';
import type { Ctx } from '../../context.ts';
import { isMatcherAway } from '../../matching/client.ts';

/** So many listings are looked at anew each time: a market of thousands within minutes. */
const STEP = 100;
/** What surrounds a listing changes, too: each is looked at again after a week. */
const AGAIN_MILLIS = 7 * 86_400_000;
const HASTENED = 1000;

/** Has the next few listings looked at whose pairs are not those of their present version. While no matcher answers there is nothing to do. */
export async function walkListings(ctx: Ctx): Promise<void> {
  const standing = await ctx.matching.standing().catch((error: unknown) => {
    if (isMatcherAway(error)) return null;
    throw error;
  });
  if (standing === null || !standing.ready) return;
  await hasten(ctx.db, 'match.suggest', HASTENED);
  const readBefore = new Date(ctx.clock.now().getTime() - AGAIN_MILLIS);
  const ids = await listingsToPair(ctx.db, { ranker: standing.ranker, readBefore, limit: STEP });
  if (ids.length === 0) return;
  await inTransaction(ctx.db, (tx) =>
    enqueueAll(
      tx,
      'match.suggest',
      ids.map((listingId) => ({ listingId })),
    ),
  );
}
