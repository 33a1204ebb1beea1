import { termsTouched } from '@ketnoi/db/dictionary';
import { publicListings, type PublicListing } from '@ketnoi/db/search-documents';
import { inTransaction } from '@ketnoi/db/transaction';
import { forgetUnknownWords, needsUnread, replaceUnknownWords } from '@ketnoi/db/unknown-words';
import type { ListingId } from '@ketnoi/domain/ids';
import { hasMarks } from '@ketnoi/language/fold';
import { unknownWords } from '@ketnoi/language/gloss';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { batchJob, job } from '@ketnoi/jobs/handlers';
import { listingsHolding } from '@ketnoi/search/holding';
import type { Ctx } from '../../context.ts';

/** So many listings are put into the queue in one transaction. */
const TOGETHER = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Puts every listing into the queue that an entry has listings read otherwise: those without an English text are read by what their words mean. Writing their
 * document anew tells everyone who holds them, the matching among them.
 */
export const applyEntryJob = job<Ctx, 'dictionary.apply'>('dictionary.apply', async (ctx, { entryId }, signal) => {
  for (const term of await termsTouched(ctx.db, { id: entryId, language: 'vi' })) {
    for (let after: string | undefined = BEFORE_ALL; after !== undefined;) {
      signal.throwIfAborted();
      const ids = await listingsHolding(ctx.db, { term, after, limit: TOGETHER });
      await inTransaction(ctx.db, (tx) =>
        enqueueAll(
          tx,
          'listing.index',
          ids.map((listingId) => ({ listingId })),
        ),
      );
      after = ids.length < TOGETHER ? undefined : ids.at(-1);
    }
  }
});

/** All that a need says in Vietnamese in public. */
function vietnameseOf({ title, summary, keywords, texts }: PublicListing): string {
  return [title.vi, summary.vi, ...keywords.vi, ...Object.values(texts).map((text) => text?.vi)].filter(Boolean).join('\n');
}

/**
 * Collects the words of needs that no table knows. What is read is what everyone may read of them at this moment; what is no shown need is forgotten.
 * Of a text typed without marks nothing is collected: which words it means is a guess.
 */
async function collect(ctx: Ctx, ids: readonly ListingId[]): Promise<void> {
  const needs = (await publicListings(ctx.db, { ids })).filter((one) => one.side === 'need');
  const there = new Set(needs.map((one) => one.listingId));
  const gone = ids.filter((id) => !there.has(id));
  if (gone.length > 0) await inTransaction(ctx.db, (tx) => forgetUnknownWords(tx, { ids: gone }));
  if (needs.length === 0) return;
  const { tables } = await ctx.search.tables.fresh();
  for (const need of needs) {
    const text = vietnameseOf(need);
    const words = hasMarks(text) ? unknownWords(text, tables) : [];
    const { listingId, version } = need;
    await inTransaction(ctx.db, (tx) => replaceUnknownWords(tx, { listingId, version, language: 'vi', words, now: ctx.clock.now() }));
  }
}

export const collectWordsJob = batchJob<Ctx, 'dictionary.collect'>('dictionary.collect', async (ctx, payloads) =>
  collect(ctx, [...new Set(payloads.map((payload) => payload.listingId))]),
);

/** Reads the needs that came another way than by a job of their own: with the demonstration, or from a rebuilt index. */
export const sweepWordsJob = job<Ctx, 'dictionary.sweep'>('dictionary.sweep', async (ctx, _payload, signal) => {
  const tried = new Set<ListingId>();
  for (;;) {
    signal.throwIfAborted();
    const ids = (await needsUnread(ctx.db, { limit: TOGETHER })).filter((id) => !tried.has(id));
    if (ids.length === 0) return;
    for (const id of ids) tried.add(id);
    await collect(ctx, ids);
  }
});
