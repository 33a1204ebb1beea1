import { ghostsAfter, shownVersions, shownVersionsAfter, whileNobodyElseRebuilds, type ShownVersion } from '@ketnoi/db/search-reconcile';
import { allLeft } from '@ketnoi/db/search-left';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { allDocuments } from '@ketnoi/search/all-documents';
import { away } from '@ketnoi/search/away';
import type { Mirror, Standing } from '@ketnoi/search/port';
import type { Ctx } from '../../context.ts';

const PAGE = 1000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const IS_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
/** So many ghosts are remembered in one comparison; more are for the next. */
const MOST_GHOSTS = 10_000;
const SAY_EVERY_MILLIS = 5000;

type Difference = { missing: number; stale: number; ghosts: number };
export type Comparison = { listings: number; postgresql: Difference; meilisearch: Difference | null };

const none = (): Difference => ({ missing: 0, stale: 0, ghosts: 0 });

/** Has listings indexed anew: by the job of each, so that a comparison never overtakes a change. */
async function indexAnew(ctx: Ctx, where: 'listing.index' | 'listing.mirror', ids: readonly ListingId[]): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(ctx.db, (tx) =>
    enqueueAll(
      tx,
      where,
      ids.map((listingId) => ({ listingId })),
    ),
  );
}

/**
 * Compares what is shown with what PostgreSQL's index and the engine beside it hold, by id and version, in pages; what is missing, stale or
 * a ghost is put into the queue to be indexed anew. An index that was never built, has other settings, or waits for the rest of a rebuild is
 * built first. Throws `EngineAway` when the engine is away; PostgreSQL's side is done then.
 */
export async function reconcile(ctx: Ctx, signal: AbortSignal): Promise<Comparison> {
  const { mirror } = ctx.search;
  const standing = mirror === null ? null : await mirror.check();
  const compared =
    mirror === null || standing === null || standing.state === 'away' ? null : await readyMirror({ ctx, mirror, standing, signal });
  const result: Comparison = { listings: 0, postgresql: none(), meilisearch: compared === null ? null : none() };
  await compareShown({ ctx, mirror: compared, signal, result });
  await ghostsOfPostgres({ ctx, signal, result });
  if (compared !== null) await ghostsOf(compared, { ctx, signal, result });
  // Departures whose job was lost, or from before there was an engine: searches wait for the engine to know of them.
  if (compared !== null) await indexAnew(ctx, 'listing.mirror', await allLeft(ctx.db, { limit: MOST_GHOSTS }));
  if (standing?.state === 'away') throw away(standing.why ?? 'does not answer');
  return result;
}

type Readying = { ctx: Ctx; mirror: Mirror; standing: Standing; signal: AbortSignal };

/** The mirror with its index built; null while another process builds it. */
async function readyMirror({ ctx, mirror, standing: { state }, signal }: Readying): Promise<Mirror | null> {
  if (state === 'ready' && !(await mirror.hasUnfinishedRebuild())) return mirror;
  ctx.log.info({ state }, 'the index in Meilisearch is being built');
  let said = Date.now();
  const progress = (listings: number): void => {
    signal.throwIfAborted();
    if (Date.now() - said < SAY_EVERY_MILLIS) return;
    said = Date.now();
    ctx.log.info({ listings }, 'the index in Meilisearch is being built');
  };
  const built = await whileNobodyElseRebuilds(ctx.db, () => mirror.rebuild(() => allDocuments(ctx.db), progress));
  if (built === null) return null;
  ctx.log.info(built, 'the index in Meilisearch is built');
  return mirror;
}

type Comparing = { ctx: Ctx; signal: AbortSignal; result: Comparison };

/** What is shown, page by page, against both indexes. */
async function compareShown({ ctx, mirror, signal, result }: Comparing & { mirror: Mirror | null }): Promise<void> {
  for (let after = BEFORE_ALL; ;) {
    signal.throwIfAborted();
    const page = await shownVersionsAfter(ctx.db, { after, limit: PAGE });
    const held = mirror === null ? [] : await mirror.heldOf(page.map((one) => one.listingId));
    const versions = new Map(held.map((one) => [one.id, one.version]));
    const { postgresql, meilisearch } = result;
    const here = page.filter((one) => isWrong(postgresql, one, one.indexed));
    const beside = meilisearch === null ? [] : page.filter((one) => isWrong(meilisearch, one, versions.get(one.listingId) ?? null));
    await indexAnew(ctx, 'listing.index', idsOf(here));
    await indexAnew(ctx, 'listing.mirror', idsOf(beside));
    result.listings += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.listingId;
  }
}

const idsOf = (rows: readonly { listingId: ListingId }[]): ListingId[] => rows.map((row) => row.listingId);

/** Whether an index holds a listing otherwise than it is shown, or not at all; counted if so. */
function isWrong(difference: Difference, { version }: ShownVersion, held: number | null): boolean {
  if (held === version) return false;
  if (held === null) difference.missing += 1;
  else difference.stale += 1;
  return true;
}

async function ghostsOfPostgres({ ctx, signal, result }: Comparing): Promise<void> {
  for (let after = BEFORE_ALL; ;) {
    signal.throwIfAborted();
    const ghosts = idsOf(await ghostsAfter(ctx.db, { after, limit: PAGE }));
    result.postgresql.ghosts += ghosts.length;
    await indexAnew(ctx, 'listing.index', ghosts);
    const last = ghosts.at(-1);
    if (last === undefined || ghosts.length < PAGE) return;
    after = last;
  }
}

/** What the engine holds and is not shown. Taken out when all pages are read, so that none moves while they are. */
async function ghostsOf(mirror: Mirror, { ctx, signal, result }: Comparing): Promise<void> {
  const ghosts: string[] = [];
  for (let offset = 0; ghosts.length < MOST_GHOSTS; offset += PAGE) {
    signal.throwIfAborted();
    const page = (await mirror.held({ offset, limit: PAGE })).map((one) => one.id);
    const known = new Set<string>(idsOf(await shownVersions(ctx.db, { ids: page.filter((id) => IS_ID.test(id)) })));
    ghosts.push(...page.filter((id) => !known.has(id)));
    if (page.length < PAGE) break;
  }
  if (result.meilisearch !== null) result.meilisearch.ghosts = ghosts.length;
  await indexAnew(ctx, 'listing.mirror', ghosts.filter((id) => IS_ID.test(id)) as ListingId[]);
  // What bears no id of ours no job will ever take out.
  const foreign = ghosts.filter((id) => !IS_ID.test(id)) as ListingId[];
  if (foreign.length > 0) await mirror.remove(foreign);
}
