import { codeTables } from '@ketnoi/db/classifications';
import { createDb, type Db } from '@ketnoi/db/database';
import { publicListings } from '@ketnoi/db/search-documents';
import type { Clock } from '@ketnoi/domain/clock';
import type { ListingId } from '@ketnoi/domain/ids';
import { testDatabase, type TestDatabase } from '@ketnoi/testing/database';
import { insertListing, type ListingSketch } from '@ketnoi/testing/listings';
import { createSearch } from '../src/create.ts';
import { documentOf } from '../src/document.ts';
import type { Search, SearchRequest } from '../src/port.ts';

export type SearchWorld = { db: Db; admin: Db; search: Search; clock: Clock; url: TestDatabase['url']; close: () => Promise<void> };

/** A database of its own with nothing listed, and search over it as the application's role. */
export async function searchWorld(): Promise<SearchWorld> {
  const database = await testDatabase();
  const db = createDb({ url: database.url('app'), poolSize: 3 });
  const admin = createDb({ url: database.url('admin'), poolSize: 2 });
  const clock: Clock = { now: () => new Date() };
  await admin
    .insertInto('exchangeNode')
    .values({ code: 'DEMO', nameVi: 'Sàn trình diễn', nameEn: 'Demonstration exchange', isSelf: true })
    .onConflict((on) => on.doNothing())
    .execute();
  const close = async (): Promise<void> => {
    await db.destroy();
    await admin.destroy();
    await database.close();
  };
  return { db, admin, search: createSearch({ db, clock }), clock, url: database.url, close };
}

/** Indexes what is shown of these listings. */
export async function indexShown({ db, search }: SearchWorld, ids: readonly ListingId[]): Promise<void> {
  const codes = await codeTables(db);
  await search.index((await publicListings(db, { ids })).map((listing) => documentOf(listing, codes)));
}

/** Lists and indexes; @returns the ids by name. */
export async function given<Name extends string>(
  world: SearchWorld,
  sketches: Readonly<Record<Name, ListingSketch>>,
): Promise<Map<ListingId, Name>> {
  const names = new Map<ListingId, Name>();
  for (const [name, sketch] of Object.entries(sketches) as [Name, ListingSketch][])
    names.set(await insertListing(world.admin, sketch), name);
  await indexShown(world, [...names.keys()]);
  return names;
}

export const request = (over: Partial<SearchRequest>): SearchRequest => ({
  text: '',
  language: 'vi',
  filters: {},
  sort: 'relevance',
  facets: [],
  limit: 50,
  after: null,
  exact: false,
  ...over,
});
