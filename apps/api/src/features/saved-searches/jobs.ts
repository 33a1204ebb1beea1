import { announce, dropAlertsBefore, leftUnannounced, plannedOtherwise, renewPlan, type PlanToRenew } from '@ketnoi/db/alerts';
import { inTransaction } from '@ketnoi/db/transaction';
import { Problem } from '@ketnoi/domain/problems';
import type { SavedSearchId } from '@ketnoi/domain/ids';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { batchJob, job } from '@ketnoi/jobs/handlers';
import { planVersion } from '@ketnoi/search/kept-query';
import type { ReadingTables } from '@ketnoi/search/living-tables';
import type { Ctx } from '../../context.ts';
import { planOf } from '../../alerts/plan-search.ts';
import { sendDigests } from './send-digests.ts';

/** So many listings are put to the searches at a time. */
const TOGETHER = 50;

/** Tells the searches of listings that are new or say something new. What was told before is not told again. */
export const matchJob = batchJob<Ctx, 'alert.match'>('alert.match', async (ctx, payloads) => {
  const ids = [...new Set(payloads.map((payload) => payload.listingId))].toSorted();
  for (let from = 0; from < ids.length; from += TOGETHER) {
    const some = ids.slice(from, from + TOGETHER);
    await inTransaction(ctx.db, (tx) => announce(tx, { ids: some, now: ctx.clock.now() }));
  }
});

export const digestJob = job<Ctx, 'alert.digest'>('alert.digest', async (ctx) => sendDigests(ctx));

const BATCH = 200;
/** What a search found is kept for so many days. */
const KEPT_DAYS = 365;
const DAY_MILLIS = 86_400_000;

/** Plans anew what was planned with other tables of words. A search whose codes are gone by now keeps the plan it has. */
async function renew(ctx: Ctx, search: PlanToRenew, reading: ReadingTables): Promise<void> {
  try {
    const plan = await planOf(ctx.db, search, reading);
    await inTransaction(ctx.db, (tx) => renewPlan(tx, { search, plan }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

async function renewPlans(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const reading = await ctx.search.tables.fresh();
  const version = planVersion(reading.edition);
  let after: SavedSearchId | null = null;
  for (;;) {
    const some: PlanToRenew[] = await plannedOtherwise(ctx.db, { planVersion: version, after, limit: BATCH });
    for (const search of some) {
      signal.throwIfAborted();
      await renew(ctx, search, reading);
    }
    after = some.at(-1)?.id ?? null;
    if (some.length < BATCH) return;
  }
}

/** So many listings that nobody was told of are made up for in one go. */
const MADE_UP = 5000;

/** Keeps the searches in order: planned as of today, told of what a rebuilt index or a job laid aside kept from them, rid of what is old. */
export const planJob = job<Ctx, 'alert.plan'>('alert.plan', async (ctx, _payload, signal) => {
  await renewPlans(ctx, signal);
  const left = await leftUnannounced(ctx.db, { limit: MADE_UP });
  await inTransaction(ctx.db, (tx) =>
    enqueueAll(
      tx,
      'alert.match',
      left.map((listingId) => ({ listingId })),
    ),
  );
  await dropAlertsBefore(ctx.db, { before: new Date(ctx.clock.now().getTime() - KEPT_DAYS * DAY_MILLIS) });
});
