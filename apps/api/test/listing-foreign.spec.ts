import { editListing, flagListing, listListings, listMyListings, withdrawListing } from '@ketnoi/contracts/listings';
import type { ListingId, OrganisationId } from '@ketnoi/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { published } from './support/listings.ts';
import { steps } from './support/steps.ts';

let world: World;
let go: ReturnType<typeof steps>;
let organisation: OrganisationId;
let writer: Caller;
let moderator: Caller;
let id: ListingId;
let version: number;
beforeAll(async () => {
  world = await testWorld();
  go = steps(world);
  organisation = await given.organisation(world);
  writer = await given.person(world, { organisation });
  moderator = await given.person(world, { grant: 'moderator' });
  const listing = await published(world, { writer, moderator });
  await world.admin.insertInto('exchangeNode').values({ code: 'FAR', nameVi: 'Sàn khác', nameEn: 'Another exchange' }).execute();
  const foreign = {
    originNode: 'FAR',
    originId: 'FAR-TO-2026-000007',
    originVersion: 3,
    textLicence: 'CC BY 4.0',
    sourceUrl: 'https://far.example/7',
  };
  await world.admin.updateTable('listing').set(foreign).where('id', '=', listing.id).execute();
  const { card, detail } = await world.admin
    .selectFrom('listingPublic')
    .where('listingId', '=', listing.id)
    .select(['card', 'detail'])
    .executeTakeFirstOrThrow();
  const origin = { node: 'FAR', id: foreign.originId, version: 3, licence: foreign.textLicence, sourceUrl: foreign.sourceUrl };
  const shown = {
    card: JSON.stringify({ ...(card as object), originNode: 'FAR' }),
    detail: JSON.stringify({ ...(detail as object), origin }),
  };
  await world.admin.updateTable('listingPublic').set(shown).where('listingId', '=', listing.id).execute();
  id = listing.id as ListingId;
  ({ version } = listing);
});
afterAll(() => world.close());

describe('a listing whose home is another exchange', () => {
  it('is shown with where it comes from, under which licence, and the way there', async () => {
    const read = await go.read(visitor, id);
    expect(read.body.origin).toEqual({
      node: 'FAR',
      id: 'FAR-TO-2026-000007',
      version: 3,
      licence: 'CC BY 4.0',
      sourceUrl: 'https://far.example/7',
    });
    const list = await as(world, visitor).call(listListings, { query: {} });
    expect(list.body.items.map((one) => one.originNode)).toEqual(['FAR']);
  });

  it('can be changed by nobody here, and says so', async () => {
    for (const [caller, act, body] of [
      [writer, editListing, { values: { trl: 9 } }],
      [writer, withdrawListing, undefined],
      [moderator, flagListing, { note: 'x' }],
    ] as const) {
      const refused = await go.tried(caller, act, { id, version, body });
      expect([refused.status, refused.problem.code]).toEqual([409, 'listing.foreign_origin']);
    }
    expect((await go.read(writer, id)).body.can).toEqual([]);
    const mine = await as(world, writer).call(listMyListings, { query: {} });
    expect(mine.body.items.map((one) => one.can)).toEqual([[]]);
  });

  it('is held by the database too, but for the synchronisation', async () => {
    const change = world.ctx.db.updateTable('listing').set({ openForInterest: false }).where('id', '=', id);
    await expect(change.execute()).rejects.toThrow('read-only');
  });
});
