import { createDb, type Db } from '@ketnoi/db/database';
import { deleteProjection } from '@ketnoi/db/listing-public';
import { facetChanges, readFaceted } from '@ketnoi/db/search-changes';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { insertListing, type ListingSketch } from '@ketnoi/testing/listings';
import { sql } from '@ketnoi/testing/sql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allDocuments } from '../src/all-documents.ts';
import { createSearch } from '../src/create.ts';
import type { Counted } from '../src/postgresql/facet-table.ts';
import { facetCounter, type FacetCounter } from '../src/postgresql/facet-counter.ts';
import type { Filters } from '../src/port.ts';
import { given, indexShown, request, searchWorld, type SearchWorld } from './world.ts';

let world: SearchWorld;
let worker: Db;
let counter: FacetCounter['count'];
let ids: ListingId[];

const sketch = (at: number): ListingSketch => ({
  title: `Máy bơm ${at}`,
  province: at % 3 === 0 ? '22' : '01',
  fields: at % 2 === 0 ? ['20701'] : ['209'],
  trl: 1 + (at % 9),
});

beforeAll(async () => {
  world = await searchWorld();
  worker = createDb({ url: world.url('worker'), poolSize: 2 });
  ids = [...(await given(world, Object.fromEntries(Array.from({ length: 60 }, (_, at) => [String(at), sketch(at)])))).keys()];
  counter = facetCounter(world.db).count;
});
afterAll(async () => {
  await worker.destroy();
  await world.close();
});

/** The counts of this moment, once the table is there. */
const counted = (filters: Filters = {}): Promise<Counted> =>
  vi.waitFor(async () => {
    const counts = await counter(filters, ['province', 'region', 'field']);
    if (counts === null) throw new Error('the table is being read');
    return counts;
  });
const of = ({ facets }: Counted, facet: 'province' | 'region' | 'field', code: string): number =>
  facets[facet]?.find((one) => one.code === code)?.count ?? 0;
const hide = (db: Db, id: ListingId | undefined): Promise<void> =>
  inTransaction(db, (tx) => deleteProjection(tx, { listingId: id ?? ('' as ListingId) }));

describe('the counts of a search without words', () => {
  it('are of every listing, those of a code above include those below once, and a choice leaves its own facet alone', async () => {
    const all = await counted();
    expect([all.total, of(all, 'province', '22'), of(all, 'province', '01')]).toEqual([60, 20, 40]);
    expect([of(all, 'region', 'red_river_delta'), of(all, 'field', '2'), of(all, 'field', '20701'), of(all, 'field', '209')]).toEqual([
      60, 60, 30, 30,
    ]);
    const chosen = await counted({ province: ['22'], field: ['209'] });
    expect([chosen.total, of(chosen, 'province', '22'), of(chosen, 'province', '01')]).toEqual([10, 10, 20]);
    expect([of(chosen, 'field', '209'), of(chosen, 'field', '20701')]).toEqual([10, 10]);
  });

  it('are those that the search gives', async () => {
    const result = await vi.waitFor(async () => {
      const one = await world.search.search(request({ filters: { field: ['207'] }, facets: ['province', 'region', 'field'], limit: 5 }));
      expect(one.hits).toHaveLength(5);
      return one;
    });
    const { total, facets } = await counted({ field: ['207'] });
    expect([result.total, result.facets, result.totalIsExact]).toEqual([total, facets, true]);
  });

  it('leave a listing out from the request after it was hidden, however many are asked for meanwhile', async () => {
    let left = (await counted()).total;
    for (const id of ids.splice(0, 15)) {
      const meanwhile = Array.from({ length: 4 }, () => counter({}, []));
      await hide(world.admin, id);
      left -= 1;
      const after = await Promise.all(Array.from({ length: 3 }, () => counted()));
      expect(after.map(({ total }) => total)).toEqual([left, left, left]);
      await Promise.all(meanwhile);
    }
  });

  it('follow a new listing and one that is indexed anew', async () => {
    const before = await counted();
    const id = await insertListing(world.admin, { ...sketch(0), province: '91' });
    await indexShown(world, [id]);
    const more = await counted();
    expect([more.total, of(more, 'province', '91'), of(more, 'field', '301')]).toEqual([before.total + 1, 1, 0]);
    await world.admin
      .updateTable('listingPublic')
      .set({ fields: ['301'] })
      .where('listingId', '=', id)
      .execute();
    await indexShown(world, [id]);
    const moved = await counted();
    expect([moved.total, of(moved, 'field', '301'), of(moved, 'field', '2')]).toEqual([before.total + 1, 1, of(before, 'field', '2')]);
    await hide(world.admin, id);
  });

  it('miss nothing that was begun earlier and committed later', async () => {
    const { total } = await counted();
    const [first, second] = ids.splice(0, 2);
    let commit = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let deleted = (): void => undefined;
    const isDeleted = new Promise<void>((resolve) => {
      deleted = resolve;
    });
    const slow = inTransaction(world.admin, async (tx) => {
      await deleteProjection(tx, { listingId: first ?? ('' as ListingId) });
      deleted();
      await held;
    });
    await isDeleted;
    await hide(world.db, second);
    expect((await counted()).total).toBe(total - 1);
    commit();
    await slow;
    expect((await counted()).total).toBe(total - 2);
  });

  it('are of the new index once a rebuild is swapped in, and follow it', async () => {
    await world.admin.deleteFrom('searchDocument').where('listingId', 'in', ids.slice(0, 5)).execute();
    expect((await counted()).total).toBe(ids.length - 5);
    await createSearch({ db: worker, clock: world.clock }).rebuild(
      () => allDocuments(worker),
      () => undefined,
    );
    expect((await counted()).total).toBe(ids.length);
    await hide(world.admin, ids.pop());
    expect((await counted()).total).toBe(ids.length);
  });

  it('are kept though the list of changes came along from another server, whose transactions are still to come here', async () => {
    await sql`insert into search_change (xid, listing_id) values ('99999999999'::xid8, null)`.execute(world.admin);
    const fresh = facetCounter(world.db).count;
    await vi.waitFor(async () => expect(await fresh({}, [])).not.toBeNull());
    for (let times = 0; times < 3; times += 1) expect((await fresh({}, []))?.total).toBe(ids.length);
    await sql`delete from search_change where xid = '99999999999'::xid8`.execute(world.admin);
  });

  it('are counted anew on another server than the one that was read, whichever is ahead', async () => {
    const moment = await readFaceted(world.db, () => undefined);
    expect((await facetChanges(world.db, { since: moment })).all).toBe(false);
    expect((await facetChanges(world.db, { since: { ...moment, server: 'another' } })).all).toBe(true);
  });
});
