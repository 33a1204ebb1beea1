import { setTimeout as sleep } from 'node:timers/promises';
import { someLeft } from '@ketnoi/db/search-left';
import { newId, type ListingId } from '@ketnoi/domain/ids';
import { JOB_NAMES } from '@ketnoi/domain/jobs';
import { drain } from '@ketnoi/jobs/drain';
import { job } from '@ketnoi/jobs/handlers';
import { run } from '@ketnoi/jobs/run';
import { createSearch } from '@ketnoi/search/create';
import { insertListing } from '@ketnoi/testing/listings';
import { standIn, type Fault, type StandIn } from '@ketnoi/testing/meilisearch';
import { sql } from '@ketnoi/testing/sql';
import { enqueue } from '@ketnoi/jobs/enqueue';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexJob, mirrorJob, reconcileJob } from '../src/features/search/jobs.ts';
import { reconcile } from '../src/features/search/reconcile.ts';
import { watchEngine } from '../src/features/search/watch-engine.ts';
import type { Ctx } from '../src/context.ts';
import { testWorld, type World } from './support/context.ts';

const INDEX = 'ketnoi_listing';

let world: World;
let stand: StandIn;
const ids: ListingId[] = [];
beforeAll(async () => {
  world = await testWorld();
  stand = await standIn([], { taskMillis: 1 });
  const options = { url: stand.url, key: stand.key, indexPrefix: 'ketnoi_' };
  world.ctx.search = createSearch({ db: world.ctx.db, clock: world.clock, meili: { options, log: world.ctx.log } });
  for (let n = 0; n < 30; n += 1) ids.push(await insertListing(world.admin, { title: `Máy sấy ${n}`, summary: 'Sấy nông sản' }));
});
afterAll(async () => {
  await world.close();
  await stand.close();
});

/** What another hand does to the engine, past ours; returns when it is done. */
async function past(method: string, path: string, body: unknown): Promise<void> {
  const init = { method, headers: { authorization: `Bearer ${stand.key}` }, body: JSON.stringify(body) };
  const { taskUid } = (await (await fetch(`${stand.url}/indexes/${INDEX}${path}`, init)).json()) as { taskUid: number };
  const task = async () => (await (await fetch(`${stand.url}/tasks/${taskUid}`, { headers: init.headers })).json()) as { status: string };
  await expect.poll(async () => (await task()).status, { interval: 5 }).toBe('succeeded');
}

/** The kinds of jobs that do not matter here. */
const OURS: readonly string[] = ['listing.index', 'listing.mirror', 'search.reconcile'];
const others = JOB_NAMES.filter((name) => !OURS.includes(name)).map((name) => job<Ctx, typeof name>(name, async () => undefined));

const none = { missing: 0, stale: 0, ghosts: 0 };
const signal = new AbortController().signal;
async function repaired(): Promise<void> {
  await world.ctx.db.transaction().execute((tx) => enqueue(tx, 'search.reconcile', {}));
  await drain(world.ctx, [reconcileJob, indexJob, mirrorJob]);
}
/** Both sides, counted here and not by what is tested. */
async function sides() {
  const shown = await sql<{ id: string; version: number }>`
    select p.listing_id as id, p.version from listing_public p join listing l on l.id = p.listing_id and l.state = 'published' order by 1`.execute(
    world.admin,
  );
  const indexed = await sql<{ id: string; version: number }>`select listing_id as id, version from search_document order by 1`.execute(
    world.admin,
  );
  const held = stand
    .documents(INDEX)
    .map((one) => ({ id: one['id'], version: one['version'] }))
    .toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  return { shown: shown.rows, indexed: indexed.rows, held };
}

type Damage = { kind: 'lost' | 'aged' | 'lost here' | 'aged here' | 'hidden' | 'stranger' | 'ghost'; at: number };
const DAMAGE: Readonly<Record<Damage['kind'], (id: ListingId, at: number) => Promise<unknown>>> = {
  lost: (id) => past('POST', '/documents/delete-batch', [id]),
  aged: (id) => past('PUT', '/documents', [{ id, version: 0 }]),
  'lost here': (id) => world.admin.deleteFrom('searchDocument').where('listingId', '=', id).execute(),
  'aged here': (id) => world.admin.updateTable('searchDocument').set({ version: 0 }).where('listingId', '=', id).execute(),
  hidden: (id) => world.admin.updateTable('listing').set({ state: 'archived' }).where('id', '=', id).execute(),
  stranger: (_id, at) => past('PUT', '/documents', [{ id: `stranger-${at}`, title_vi: 'không phải của ta' }]),
  ghost: () => past('PUT', '/documents', [{ id: newId<'listing'>(Date.now()), version: 1 }]),
};

describe('the search indexes', () => {
  it('are built where there is none, and then hold what is shown', async () => {
    expect((await world.app.inject({ url: '/readyz' })).json()).toMatchObject({
      status: 'degraded',
      search: 'postgresql: Meilisearch has no index of ours yet; the worker builds it',
    });
    await repaired();
    const { shown, indexed, held } = await sides();
    expect(shown).toHaveLength(30);
    expect(indexed).toEqual(shown);
    expect(held).toEqual(shown);
    expect(await reconcile(world.ctx, signal)).toEqual({ listings: 30, postgresql: none, meilisearch: none });
  });

  it('come back to what is shown, whatever was lost, aged, hidden or slipped in on either side', async () => {
    const kinds = Object.keys(DAMAGE) as Damage['kind'][];
    const damages = fc.array(fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat({ max: 29 }) }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(damages, async (all) => {
        for (const { kind, at } of all) await DAMAGE[kind](ids[at] ?? ('' as ListingId), at);
        await repaired();
        const { shown, indexed, held } = await sides();
        expect(indexed).toEqual(shown);
        expect(held).toEqual(shown);
        expect(await reconcile(world.ctx, signal)).toMatchObject({ postgresql: none, meilisearch: none });
        await world.admin.updateTable('listing').set({ state: 'published' }).execute();
        await repaired();
      }),
      { numRuns: 12 },
    );
  });

  it('tell what differed', async () => {
    const [lost, aged, hidden] = ids;
    await DAMAGE.lost(lost ?? ('' as ListingId), 0);
    await DAMAGE['lost here'](lost ?? ('' as ListingId), 0);
    await DAMAGE.aged(aged ?? ('' as ListingId), 0);
    await DAMAGE.hidden(hidden ?? ('' as ListingId), 0);
    await DAMAGE.stranger(lost ?? ('' as ListingId), 1);
    expect(await reconcile(world.ctx, signal)).toEqual({
      listings: 29,
      postgresql: { missing: 1, stale: 0, ghosts: 1 },
      meilisearch: { missing: 1, stale: 1, ghosts: 2 },
    });
    await world.admin.updateTable('listing').set({ state: 'published' }).execute();
    await repaired();
  });

  it('know of every listing that left when they agree again, and not before', async () => {
    const id = await insertListing(world.admin, { title: 'Máy sấy sắp ẩn', summary: 'Sấy nông sản' });
    await repaired();
    expect(await someLeft(world.ctx.db)).toBe(false);
    stand.suffer('unavailable');
    await world.admin.deleteFrom('listingPublic').where('listingId', '=', id).execute();
    await world.ctx.db.transaction().execute((tx) => enqueue(tx, 'listing.index', { listingId: id }));
    await expect(drain(world.ctx, [indexJob, mirrorJob])).rejects.toThrow('put off');
    expect(await someLeft(world.ctx.db)).toBe(true);
    stand.suffer('none');
    world.ctx.search.mirror?.tryAgain();
    await drain(world.ctx, [indexJob, mirrorJob]);
    expect(await someLeft(world.ctx.db)).toBe(false);
    // One whose job was lost is made up for by the next comparison.
    const [other = id] = ids;
    await world.admin.deleteFrom('searchDocument').where('listingId', '=', other).execute();
    expect(await someLeft(world.ctx.db)).toBe(true);
    await repaired();
    expect(await someLeft(world.ctx.db)).toBe(false);
  });

  it('get settings of ours by the way of a rebuild, and finish one that was cut short', async () => {
    await past('PATCH', '/settings', { stopWords: ['và'] });
    expect(await world.ctx.search.mirror?.check()).toMatchObject({ state: 'foreign', differs: ['stopWords'] });
    await repaired();
    expect(await world.ctx.search.mirror?.check()).toMatchObject({ state: 'ready' });
    const cut = async function* () {
      yield [];
      throw new Error('power cut');
    };
    await expect(world.ctx.search.mirror?.rebuild(cut, () => undefined)).rejects.toThrow('power cut');
    expect(await world.ctx.search.mirror?.hasUnfinishedRebuild()).toBe(true);
    await repaired();
    expect(await world.ctx.search.mirror?.hasUnfinishedRebuild()).toBe(false);
    expect((await sides()).held).toEqual((await sides()).shown);
  });

  it('let changes wait, PostgreSQL ahead, while the engine is away, and are called when it is back', async () => {
    stand.suffer('unavailable');
    const id = await insertListing(world.admin, { title: 'Máy sấy mới', summary: 'Sấy nông sản' });
    await world.ctx.db.transaction().execute((tx) => enqueue(tx, 'listing.index', { listingId: id }));
    await expect(drain(world.ctx, [indexJob, mirrorJob])).rejects.toThrow('put off');
    expect((await sides()).indexed.map((one) => one.id)).toContain(id);
    await world.ctx.db.transaction().execute((tx) => enqueue(tx, 'search.reconcile', {}));
    await expect(drain(world.ctx, [reconcileJob])).rejects.toThrow('put off');
    stand.suffer('none');
    world.ctx.search.mirror?.tryAgain();
    await drain(world.ctx, [reconcileJob, indexJob, mirrorJob]);
    expect((await sides()).held).toEqual((await sides()).shown);
  });

  it.each<Fault>(['unavailable', 'full-later'])(
    'are watched by the worker while the engine is %s, and converge when it is back',
    async (fault) => {
      const stop = new AbortController();
      stand.suffer(fault);
      const id = await insertListing(world.admin, { title: `Máy sấy ${fault}`, summary: 'Sấy nông sản' });
      await world.ctx.db.transaction().execute((tx) => enqueue(tx, 'listing.index', { listingId: id }));
      const watching = watchEngine(world.ctx, stop.signal);
      const working = run(world.ctx, [...others, reconcileJob, indexJob, mirrorJob], stop.signal);
      await expect.poll(() => world.ctx.search.mirror?.isAway(), { timeout: 5000 }).toBe(true);
      expect((await sides()).indexed.map((one) => one.id)).toContain(id);
      stand.suffer('none');
      await expect.poll(async () => (await sides()).held, { timeout: 10_000 }).toEqual((await sides()).shown);
      stop.abort();
      await Promise.all([watching, working]);
      expect(world.ctx.search.mirror?.isAway()).toBe(false);
    },
  );

  it('are compared when an engine that was away at the start comes back', async () => {
    const stop = new AbortController();
    await DAMAGE.lost(ids[0] ?? ('' as ListingId), 0);
    stand.suffer('unavailable');
    const watching = watchEngine(world.ctx, stop.signal);
    const working = run(world.ctx, [...others, reconcileJob, indexJob, mirrorJob], stop.signal);
    await sleep(1200);
    expect((await sides()).held).toHaveLength((await sides()).shown.length - 1);
    stand.suffer('none');
    await expect.poll(async () => (await sides()).held, { timeout: 10_000 }).toEqual((await sides()).shown);
    stop.abort();
    await Promise.all([watching, working]);
  });
});
