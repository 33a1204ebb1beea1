import { unannounced } from '@ketnoi/db/alerts';
import { codeTables } from '@ketnoi/db/classifications';
import { publicListings } from '@ketnoi/db/search-documents';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { batchJob, job } from '@ketnoi/jobs/handlers';
import { putOff } from '@ketnoi/jobs/put-off';
import { isAway } from '@ketnoi/search/away';
import { documentOf } from '@ketnoi/search/document';
import type { Ctx } from '../../context.ts';
import { reconcile } from './reconcile.ts';

/** Has the saved searches told of what they were not told of yet. */
async function announceNew(ctx: Ctx, shown: readonly ListingId[]): Promise<void> {
  const ids = await unannounced(ctx.db, { ids: shown });
  if (ids.length === 0) return;
  await inTransaction(ctx.db, (tx) =>
    enqueueAll(
      tx,
      'alert.match',
      ids.map((listingId) => ({ listingId })),
    ),
  );
}

/**
 * Brings the index up to what these listings are at this moment: shown ones are written, others taken out. What is read is what is indexed, so
 * running it twice, late or out of order does no harm. While the engine beside PostgreSQL is away the jobs wait; PostgreSQL's index has them.
 */
export const indexJob = batchJob<Ctx, 'listing.index'>('listing.index', async (ctx, payloads) => {
  const ids = [...new Set(payloads.map((payload) => payload.listingId))];
  const shown = await publicListings(ctx.db, { ids });
  const codes = await codeTables(ctx.db);
  const there = new Set(shown.map((listing) => listing.listingId));
  // Side by side: the engine does both changes at once, and each would be waited for alone.
  const outcomes = await Promise.allSettled([
    ctx.search.remove(ids.filter((id) => !there.has(id))),
    ctx.search.index(shown.map((listing) => documentOf(listing, codes))),
  ]);
  // By PostgreSQL's index, which is written first: alerts do not wait for an engine that is away.
  await announceNew(ctx, [...there]);
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
  const failure = failures.find((one) => !isAway(one)) ?? failures[0];
  if (failure !== undefined) throw isAway(failure) ? putOff(failure) : failure;
});

/** Finds and repairs what the indexes lack, hold in an old version, or should not hold. */
export const reconcileJob = job<Ctx, 'search.reconcile'>('search.reconcile', async (ctx, _payload, signal) => {
  const started = performance.now();
  try {
    const compared = await reconcile(ctx, signal);
    ctx.log.info({ ...compared, seconds: Math.round(performance.now() - started) / 1000 }, 'search indexes compared');
  } catch (error) {
    throw isAway(error) ? putOff(error) : error;
  }
});
