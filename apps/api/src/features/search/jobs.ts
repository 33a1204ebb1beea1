import { codeTables } from '@ketnoi/db/classifications';
import { publicListings } from '@ketnoi/db/search-documents';
import { batchJob } from '@ketnoi/jobs/handlers';
import { documentOf } from '@ketnoi/search/document';
import type { Ctx } from '../../context.ts';

/**
 * Brings the index up to what these listings are at this moment: shown ones are written, others taken out. What is read is what is indexed, so
 * running it twice, late or out of order does no harm.
 */
export const indexJob = batchJob<Ctx, 'listing.index'>('listing.index', async (ctx, payloads) => {
  const ids = [...new Set(payloads.map((payload) => payload.listingId))];
  const shown = await publicListings(ctx.db, { ids });
  const codes = await codeTables(ctx.db);
  const there = new Set(shown.map((listing) => listing.listingId));
  await ctx.search.remove(ids.filter((id) => !there.has(id)));
  await ctx.search.index(shown.map((listing) => documentOf(listing, codes)));
});
