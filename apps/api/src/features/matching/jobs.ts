import { listUnencoded, removeOtherVectors } from '@ketnoi/db/listing-vectors';
import { inTransaction } from '@ketnoi/db/transaction';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { batchJob, job } from '@ketnoi/jobs/handlers';
import type { Ctx } from '../../context.ts';
import { encodeListings, modelsOf } from '../../matching/encode-listings.ts';
import { NO_READERS, openReaders, type Readers, type TextReaders } from '../../matching/readers.ts';
import { matchTables } from '../../matching/tables.ts';

/** Listings that are had encoded in one round. */
const ROUND = 200;

let readers: Readers | null = null;

/** Opened by the first text there is to encode, and kept. */
async function readersOf({ config, log }: Ctx): Promise<TextReaders> {
  if (!config.encoder) return NO_READERS;
  readers ??= openReaders(log);
  return readers.opened;
}

/** Makes the vectors of what these listings say, and has them brought to the search engine where candidates come from there. The runtime computes beside the loop of the worker, a few texts at a time. */
export const encodeJob = batchJob<Ctx, 'match.encode'>('match.encode', async (ctx, payloads, signal) => {
  const ids = payloads.map(({ listingId }) => listingId);
  const words = matchTables(ctx.search.tables);
  await encodeListings({ db: ctx.db, clock: ctx.clock, words, readers: await readersOf(ctx), signal }, ids);
  if (ctx.config.matchCandidates === 'meilisearch') await inTransaction(ctx.db, (tx) => enqueueAll(tx, 'listing.mirror', payloads));
});

/** Has vectors made that are missing, a page at a time, as after a change of model; when there are none missing, forgets those of other models. */
export const renewJob = job<Ctx, 'match.renew'>('match.renew', async (ctx) => {
  const models = modelsOf(await readersOf(ctx));
  if (models.length === 0) return;
  const missing = await listUnencoded(ctx.db, { models, limit: ROUND });
  if (missing.length > 0) await inTransaction(ctx.db, (tx) => enqueueAll(tx, 'match.encode', missing));
  else await removeOtherVectors(ctx.db, { models, limit: ROUND });
});
