import { unannounced } from '@ketnoi/db/alerts';
import { codeTables } from '@ketnoi/db/classifications';
import { publicListings } from '@ketnoi/db/search-documents';
import { forgetLeft, leftOf, type Left } from '@ketnoi/db/search-left';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { batchJob, job } from '@ketnoi/jobs/handlers';
import { putOff } from '@ketnoi/jobs/put-off';
import { isAway } from '@ketnoi/search/away';
import { documentOf } from '@ketnoi/search/document';
import type { SearchDocument } from '@ketnoi/search/port';
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

/** Has the words that nobody knows collected of needs, and those of what is not shown any more forgotten. */
async function collectWords(ctx: Ctx, ids: readonly ListingId[]): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(ctx.db, (tx) =>
    enqueueAll(
      tx,
      'dictionary.collect',
      ids.map((listingId) => ({ listingId })),
    ),
  );
}

/** Has the vectors made that listings are matched by. */
async function haveEncoded(ctx: Ctx, ids: readonly ListingId[]): Promise<void> {
  if (!ctx.config.encoder || ids.length === 0) return;
  await inTransaction(ctx.db, (tx) =>
    enqueueAll(
      tx,
      'match.encode',
      ids.map((listingId) => ({ listingId })),
    ),
  );
}

type Present = { shown: SearchDocument[]; gone: ListingId[]; left: Left[] };

/** What is shown of these listings at this moment, as documents, those that are not shown, and their departures known before. */
async function present(ctx: Ctx, payloads: readonly { listingId: ListingId }[]): Promise<Present> {
  const ids = [...new Set(payloads.map((payload) => payload.listingId))];
  const left = await leftOf(ctx.db, { ids });
  const [listings, codes] = await Promise.all([publicListings(ctx.db, { ids }), codeTables(ctx.db)]);
  const there = new Set(listings.map((listing) => listing.listingId));
  return { shown: listings.map((listing) => documentOf(listing, codes)), gone: ids.filter((id) => !there.has(id)), left };
}

/**
 * Brings PostgreSQL's index up to what these listings are at this moment: shown ones are written, others taken out. What is read is what is
 * indexed, so running it twice, late or out of order does no harm. An engine beside it has a job of its own: nothing here waits for it.
 */
export const indexJob = batchJob<Ctx, 'listing.index'>('listing.index', async (ctx, payloads) => {
  const { shown, gone, left } = await present(ctx, payloads);
  await ctx.search.remove(gone);
  await ctx.search.index(shown);
  await announceNew(
    ctx,
    shown.map((one) => one.listingId),
  );
  await haveEncoded(
    ctx,
    shown.map((one) => one.listingId),
  );
  await collectWords(ctx, [...shown.flatMap((one) => (one.side === 'need' ? [one.listingId] : [])), ...gone]);
  if (ctx.search.mirror === null) return forgetLeft(ctx.db, { left });
  await inTransaction(ctx.db, (tx) => enqueueAll(tx, 'listing.mirror', payloads));
});

/** The same for the engine beside PostgreSQL. While it is away the jobs wait, none of their attempts used up. */
export const mirrorJob = batchJob<Ctx, 'listing.mirror'>('listing.mirror', async (ctx, payloads) => {
  const { mirror } = ctx.search;
  if (mirror === null) return;
  const { shown, gone, left } = await present(ctx, payloads);
  // Side by side: the engine does both changes at once, and each would be waited for alone.
  const outcomes = await Promise.allSettled([mirror.remove(gone), mirror.index(shown)]);
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
  const failure = failures.find((one) => !isAway(one)) ?? failures[0];
  if (failure !== undefined) throw isAway(failure) ? putOff(failure) : failure;
  await forgetLeft(ctx.db, { left });
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
