import { editListing, listListings, listMyListings, submitListing } from '@ketnoi/contracts/listings';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { both, completeNeed, completeOffer, drafted, published } from './support/listings.ts';
import { steps } from './support/steps.ts';

let world: World;
let go: ReturnType<typeof steps>;
let organisation: OrganisationId;
let writer: Caller;
let moderator: Caller;
let member: Caller;
beforeAll(async () => {
  world = await testWorld();
  go = steps(world);
  organisation = await given.organisation(world, { name: 'Công ty Bóng Đèn Sao Mai' });
  writer = await given.person(world, { organisation });
  moderator = await given.person(world, { grant: 'moderator' });
  member = await given.person(world, { organisation: await given.organisation(world) });
});
afterAll(() => world.close());

const NAME = 'Sao Mai';
const tells = (body: unknown): boolean => JSON.stringify(body).includes(NAME) || JSON.stringify(body).includes(organisation);

describe('a masked listing', () => {
  it('names its organisation to nobody outside: not on its page, not in a list, not in the list of the organisation', async () => {
    const listing = await published(world, { writer, moderator }, completeOffer({ masked: true }));
    for (const reader of [visitor, member]) {
      const read = await go.read(reader, listing.id);
      expect([read.status, read.body.masked, read.body.organisation, tells(read.body)]).toEqual([200, true, null, false]);
      const list = await as(world, reader).call(listListings, { query: {} });
      expect([list.body.items.some((one) => one.id === listing.id), tells(list.body)]).toEqual([true, false]);
      const owned = await as(world, reader).call(listListings, { query: { organisation } });
      expect([owned.body.items, owned.body.total]).toEqual([[], 0]);
    }
    const row = await world.admin.selectFrom('listingPublic').where('listingId', '=', listing.id).selectAll().executeTakeFirstOrThrow();
    expect([row.organisationId, row.organisationType, tells(row)]).toEqual([null, null, false]);
  });

  it('is known to its own people and to moderators, who find the organisation in what only they get', async () => {
    const listing = await published(world, { writer, moderator }, completeOffer({ masked: true }));
    for (const reader of [writer, moderator]) {
      const read = await go.read(reader, listing.id);
      expect([read.body.organisation, read.body.control?.ownerOrganisation.id]).toEqual([null, organisation]);
    }
    const mine = await as(world, writer).call(listMyListings, { query: {} });
    expect(mine.body.items.find((one) => one.id === listing.id)?.masked).toBe(true);
  });

  it.each([
    ['its title, in other letters', { texts: { title: both('Đèn của cong ty bong den SAO MAI', 'A lamp') } }, ['title']],
    [
      'a member text',
      { texts: { description: both('Do Công ty Bóng Đèn Sao Mai phát triển', 'x') }, tiers: { description: 'member' as const } },
      ['description'],
    ],
    [
      'a row',
      { values: { badges: [{ claim: both('Giải thưởng', 'Award'), assessor: 'Công ty bóng đèn Sao Mai', date: '2026-01-01' }] } },
      ['badges'],
    ],
    [
      'open shares',
      { values: { ownershipShares: [{ owner: 'Người khác', percent: 100 }] }, tiers: { ownershipShares: 'public' as const } },
      ['ownershipShares'],
    ],
  ])('cannot be handed in while %s gives it away', async (_what, more, fields) => {
    const draft = await drafted(world, writer, completeOffer({ masked: true, ...more }));
    const refused = await go.tried(writer, submitListing, draft);
    expect([refused.problem.code, refused.problem.errors?.map((one) => one.field)]).toEqual(['listing.incomplete', fields]);
  });

  it('may name itself behind the NDA', async () => {
    const texts = { technicalDetail: both('Dây chuyền của Công ty Bóng Đèn Sao Mai', 'x') };
    const listing = await published(world, { writer, moderator }, completeOffer({ masked: true, texts }));
    expect(tells((await go.read(member, listing.id)).body)).toBe(false);
  });

  it('can show itself later, by its owner’s will and at once; it cannot hide again', async () => {
    const listing = await published(world, { writer, moderator }, completeOffer({ masked: true }));
    const shown = await go.step(writer, editListing, { ...listing, body: { masked: false } });
    expect((await go.read(visitor, listing.id)).body.organisation?.id).toBe(organisation);
    const hidden = await go.tried(writer, editListing, { ...shown, body: { masked: true } });
    expect([hidden.status, hidden.problem.errors?.[0]?.field]).toEqual([422, 'masked']);
  });
});

describe('a need that is searched for in private', () => {
  it('has a random reference, is in no list, and is known to its owner and moderators alone', async () => {
    const listing = await published(world, { writer, moderator }, completeNeed({ audience: 'private_search' }));
    expect(listing.reference).toMatch(/^DEMO-TN-2026-[1-9]\d{9}$/u);
    for (const reader of [visitor, member]) {
      expect((await go.read(reader, listing.id)).status).toBe(404);
      expect((await go.read(reader, listing.reference ?? '')).status).toBe(404);
      const list = await as(world, reader).call(listListings, { query: { side: 'need' } });
      expect(list.body.items.map((one) => one.id)).not.toContain(listing.id);
    }
    expect(await world.admin.selectFrom('listingPublic').where('listingId', '=', listing.id).select('listingId').execute()).toEqual([]);
    expect((await go.read(moderator, listing.id)).status).toBe(200);
    expect((await go.read(writer, listing.reference ?? '')).body.id).toBe(listing.id);
  });

  it('is never an offer, and never becomes public by an edit', async () => {
    const offer = await go.tried(writer, editListing, { ...(await drafted(world, writer)), body: { audience: 'private_search' } });
    expect([offer.status, offer.problem.errors?.[0]?.field]).toEqual([422, 'audience']);
    const listing = await published(world, { writer, moderator }, completeNeed({ audience: 'private_search' }));
    const opened = await go.tried(writer, editListing, { ...listing, body: { audience: 'public' } });
    expect([opened.status, opened.problem.errors?.[0]?.code]).toEqual([422, 'handedIn']);
  });
});
