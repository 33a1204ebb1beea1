import { createDb, type Db } from '@ketnoi/db/database';
import { deleteProjection } from '@ketnoi/db/listing-public';
import { loadClassifications } from '@ketnoi/db/load-classifications';
import type { ListingId } from '@ketnoi/domain/ids';
import { insertListing } from '@ketnoi/testing/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allDocuments } from '../src/all-documents.ts';
import { createSearch } from '../src/create.ts';
import type { Documents, SearchDocument } from '../src/port.ts';
import { indexShown, given, request, searchWorld, type SearchWorld } from './world.ts';

let world: SearchWorld;
let worker: Db;
let names: Map<ListingId, string>;
beforeAll(async () => {
  world = await searchWorld();
  worker = createDb({ url: world.url('worker'), poolSize: 3 });
  names = await given(
    world,
    Object.fromEntries(Array.from({ length: 40 }, (_, at) => [String(at), { title: `Bơm nước số ${at}`, summary: 'Bơm tưới' }])),
  );
});
afterAll(async () => {
  await worker.destroy();
  await world.close();
});

const total = async (text = 'bom nuoc'): Promise<number> => (await world.search.search(request({ text }))).total;
const rebuild = (documents: Documents) => createSearch({ db: worker, clock: world.clock }).rebuild(documents, () => undefined);

describe('a rebuild of the index', () => {
  it('gives the index anew and counts its words', async () => {
    expect(await rebuild(() => allDocuments(worker))).toEqual({ documents: 40 });
    expect(await total()).toBe(40);
    const term = await world.admin.selectFrom('searchTerm').where('term', '=', 'bom').select('documents').executeTakeFirstOrThrow();
    expect(term.documents).toBe(40);
  });

  it('is not seen from outside: no search finds less, what is published meanwhile stays, what is withdrawn meanwhile goes', async () => {
    const [withdrawn] = names.keys();
    let published: ListingId | undefined;
    const totals: number[] = [];
    async function* slowly(): AsyncGenerator<readonly SearchDocument[]> {
      for await (const page of allDocuments(worker)) {
        for (let at = 0; at < page.length; at += 10) {
          yield page.slice(at, at + 10);
          totals.push(await total());
          if (at === 10) {
            published = await insertListing(world.admin, { title: 'Bơm nước mới', summary: 'Bơm tưới' });
            await indexShown(world, [published]);
          }
          if (at === 20 && withdrawn !== undefined)
            await world.admin.transaction().execute((tx) => deleteProjection(tx, { listingId: withdrawn }));
        }
      }
    }
    expect(await rebuild(slowly)).toEqual({ documents: 40 });
    expect(Math.min(...totals)).toBeGreaterThanOrEqual(40);
    const { hits } = await world.search.search(request({ text: 'bom nuoc', limit: 100 }));
    const found = hits.map((hit) => hit.listingId);
    expect(found).toContain(published);
    expect(found).not.toContain(withdrawn);
    expect(found).toHaveLength(40);
  });

  it('does not bring back what was retracted meanwhile, though its row stays among what is public', async () => {
    const id = await insertListing(world.admin, { title: 'Bơm nước rút lại', summary: 'Bơm tưới' });
    await indexShown(world, [id]);
    const retract = async (retracted: boolean): Promise<void> => {
      await world.admin.updateTable('listingPublic').set({ retracted }).where('listingId', '=', id).execute();
      if (retracted) await world.search.remove([id]);
    };
    async function* slowly(): AsyncGenerator<readonly SearchDocument[]> {
      yield* allDocuments(worker);
      await retract(true);
    }
    expect(await rebuild(slowly)).toEqual({ documents: 40 });
    expect(await total()).toBe(40);
  });

  it('keeps what was changed and published meanwhile by a worker whose clock is behind', async () => {
    const [, changed = '' as ListingId] = names.keys();
    const behind = { now: () => new Date(Date.now() - 60_000) };
    const slow = { ...world, search: createSearch({ db: world.db, clock: behind }) };
    let published: ListingId | undefined;
    async function* slowly(): AsyncGenerator<readonly SearchDocument[]> {
      yield* allDocuments(worker);
      published = await insertListing(world.admin, { title: 'Bơm nước zibeline', summary: 'Bơm tưới' });
      await world.admin.updateTable('listingPublic').set({ titleVi: 'Bơm nước quokka' }).where('listingId', '=', changed).execute();
      await indexShown(slow, [published, changed]);
    }
    await rebuild(slowly);
    expect([await total('quokka'), await total('zibeline')]).toEqual([1, 1]);
    await world.admin.transaction().execute((tx) => deleteProjection(tx, { listingId: published ?? changed }));
  });

  it('that fails half-way leaves the live index as it was', async () => {
    async function* broken(): AsyncGenerator<readonly SearchDocument[]> {
      for await (const page of allDocuments(worker)) {
        yield page.slice(0, 3);
        throw new Error('power cut');
      }
    }
    await expect(rebuild(broken)).rejects.toThrow('power cut');
    expect(await total()).toBe(40);
    expect(await rebuild(() => allDocuments(worker))).toEqual({ documents: 40 });
  });

  it('is beyond the rights of the application', async () => {
    await expect(
      world.search.rebuild(
        () => allDocuments(world.db),
        () => undefined,
      ),
    ).rejects.toThrow('permission denied');
    await expect(world.db.schema.dropTable('searchDocument').execute()).rejects.toThrow('must be owner');
  });
});

describe('the classification files', () => {
  it('load again without changing anything, and a new edition becomes the current one', async () => {
    const count = async () =>
      (
        await world.admin
          .selectFrom('classification')
          .select((e) => e.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n;
    const before = await count();
    await world.admin.updateTable('classificationScheme').set({ isCurrent: false }).where('scheme', '=', 'trl').execute();
    await world.admin
      .insertInto('classificationScheme')
      .values({ scheme: 'trl', version: '0', titleVi: 'cũ', titleEn: 'old', source: 'spec', isCurrent: true })
      .execute();
    await loadClassifications(world.admin, { code: 'QN', names: { vi: 'Quảng Ninh', en: 'Quang Ninh' }, provinceCode: '22', contact: {} });
    expect(await count()).toBe(before);
    const current = await world.admin
      .selectFrom('classificationScheme')
      .where('scheme', '=', 'trl')
      .where('isCurrent', '=', true)
      .select('version')
      .execute();
    expect(current).toEqual([{ version: '1' }]);
    const self = await world.admin.selectFrom('exchangeNode').where('isSelf', '=', true).select('code').execute();
    expect(self).toEqual([{ code: 'QN' }]);
  });
});
