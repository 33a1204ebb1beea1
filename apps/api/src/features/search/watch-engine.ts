import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction } from '@ketnoi/db/transaction';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { hasten } from '@ketnoi/jobs/put-off';
import { remarkOn } from '@ketnoi/search/meilisearch/standing';
import type { Mirror, Standing } from '@ketnoi/search/port';
import type { Ctx } from '../../context.ts';

const LOOK_MILLIS = 1000;
/** The longest pause between two tries of an engine that answers and takes no change, as with a full disk. */
const LONGEST_MILLIS = 8000;
/** How often an engine that seems well is asked whether its index is still ours. */
const CHECK_MILLIS = 60_000;
/** The same for one that is known to be away. */
const AWAY_MILLIS = 2000;
/** So many waiting jobs show whether the engine takes changes again. */
const TRIAL = 20;
/** How long the outcome of a trial is waited for, and how often it is looked for. */
const TRIAL_MILLIS = 3000;
const STEP_MILLIS = 100;
const ALL = 1_000_000;

type Watch = { ctx: Ctx; mirror: Mirror; pause: number; isAway: boolean; checkedAt: number; standing: Standing | null };

/**
 * Watches the engine beside PostgreSQL in the worker until `signal` aborts: says when it stops taking changes, tries it again, and when it is
 * back calls the jobs that wait for it and has both sides compared.
 */
export async function watchEngine(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const { mirror } = ctx.search;
  if (mirror === null) return;
  const watch: Watch = { ctx, mirror, pause: LOOK_MILLIS, isAway: false, checkedAt: -CHECK_MILLIS, standing: null };
  // A worker before this one may have put jobs off.
  await hasten(ctx.db, 'listing.mirror', ALL).catch(() => 0);
  while (!signal.aborted) {
    await look(watch).catch((error: unknown) => ctx.log.warn({ err: error }, 'watching Meilisearch failed'));
    await sleep(watch.pause, undefined, { signal }).catch(() => undefined);
  }
}

async function look(watch: Watch): Promise<void> {
  const { ctx, mirror } = watch;
  if (mirror.hasReturned()) return welcome(watch);
  if (!mirror.isAway()) return checkAtTimes(watch);
  if (!watch.isAway) ctx.log.warn({}, 'Meilisearch takes no changes; they wait in the queue, and searches find them in PostgreSQL');
  watch.isAway = true;
  const { state } = await mirror.check();
  watch.pause = Math.min(watch.pause * 2, LONGEST_MILLIS);
  if (state === 'away') {
    watch.pause = LOOK_MILLIS;
    return;
  }
  // It answers. Whether it takes changes as well, a few of those that wait will show; with none waiting the comparison does.
  mirror.tryAgain();
  if ((await hasten(ctx.db, 'listing.mirror', TRIAL)) === 0) await compare(ctx);
  for (let waited = 0; waited < TRIAL_MILLIS && !mirror.isAway(); waited += STEP_MILLIS) {
    if (mirror.hasReturned()) return welcome(watch);
    await sleep(STEP_MILLIS);
  }
}

async function welcome(watch: Watch): Promise<void> {
  const jobs = await hasten(watch.ctx.db, 'listing.mirror', ALL);
  await compare(watch.ctx);
  watch.ctx.log.info({ jobs }, 'Meilisearch takes changes again');
  watch.isAway = false;
  watch.pause = LOOK_MILLIS;
}

async function compare(ctx: Ctx): Promise<void> {
  await inTransaction(ctx.db, (tx) => enqueue(tx, 'search.reconcile', {}));
  await hasten(ctx.db, 'search.reconcile', ALL);
}

/** An index may be lost, or changed by other hands, and an engine come back, while no change fails. */
async function checkAtTimes(watch: Watch): Promise<void> {
  const { ctx, mirror, standing: before } = watch;
  const pause = before?.state === 'away' ? AWAY_MILLIS : CHECK_MILLIS;
  if (performance.now() - watch.checkedAt < pause) return;
  watch.checkedAt = performance.now();
  watch.standing = await mirror.check();
  const { state } = watch.standing;
  const remark = remarkOn(watch.standing);
  if (remark !== null && remark !== (before === null ? null : remarkOn(before))) ctx.log.warn({ ...watch.standing }, remark);
  // At the start every worker has both sides compared anyway.
  if (before === null || state === 'away') return;
  if (state !== 'ready' || before.state !== 'ready') await compare(ctx);
}
