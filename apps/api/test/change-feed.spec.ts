import { readFeed, type FeedEntry } from '@ketnoi/contracts/feed';
import * as contracts from '@ketnoi/contracts/listings';
import { fieldsOf, LISTING_FIELDS } from '@ketnoi/domain/listing-fields';
import { settled } from '@ketnoi/testing/horizon';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { canary, codesInForce, samples } from './support/field-samples.ts';
import { given } from './support/given.ts';
import { completeNeed, completeOffer, drafted, published, submitted } from './support/listings.ts';
import { steps } from './support/steps.ts';

let world: World;
let writer: Caller;
let moderator: Caller;
let go: ReturnType<typeof steps>;
let after: string | undefined;

async function news(limit?: number): Promise<FeedEntry[]> {
  const found: FeedEntry[] = [];
  await settled(world.database.url('admin'));
  for (let more = true; more;) {
    const { body } = await as(world, visitor).call(readFeed, {
      query: { ...(after === undefined ? {} : { after }), ...(limit === undefined ? {} : { limit }) },
    });
    found.push(...body.items);
    after = body.next ?? undefined;
    more = body.more;
  }
  return found;
}

beforeAll(async () => {
  world = await testWorld();
  writer = await given.person(world, { organisation: await given.organisation(world) });
  moderator = await given.person(world, { grant: 'moderator' });
  go = steps(world);
});
beforeEach(async () => void (await news()));
afterAll(() => world.close());

describe('the change feed', () => {
  it('tells of a publication with everything public, and of nothing before it', async () => {
    const draft = await drafted(world, writer);
    expect(await news()).toEqual([]);
    await submitted(world, writer);
    expect(await news()).toEqual([]);
    const listing = await published(world, { writer, moderator });
    const [entry, ...rest] = await news();
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({
      id: listing.id,
      reference: listing.reference,
      gone: false,
      listing: { texts: listing.texts, origin: { node: 'DEMO' } },
    });
    expect(entry?.listing?.card.organisation?.id).toBe(writer.organisation);
    expect(entry?.id).not.toBe(draft.id);
  });

  it('leaves a tombstone when a listing is hidden or withdrawn, and brings it back when it is shown again', async () => {
    const listing = await published(world, { writer, moderator });
    await news();
    const held = await go.step(writer, contracts.holdListing, listing);
    expect(await news()).toMatchObject([{ id: listing.id, gone: true, listing: null }]);
    const shown = await go.step(writer, contracts.resumeListing, held);
    expect(await news()).toMatchObject([{ id: listing.id, gone: false }]);
    await go.step(writer, contracts.withdrawListing, shown);
    expect(await news()).toMatchObject([{ id: listing.id, gone: true, listing: null }]);
  });

  it('says nothing of what was never public, when that is withdrawn or ends either', async () => {
    const draft = await drafted(world, writer);
    await go.step(writer, contracts.withdrawListing, draft);
    const need = await published(world, { writer, moderator }, completeNeed({ audience: 'private_search' }));
    await go.step(writer, contracts.withdrawListing, need);
    const other = await published(world, { writer, moderator }, completeNeed({ audience: 'private_search' }));
    await go.step(writer, contracts.closeListing, { ...other, body: { outcome: 'solved' } });
    expect(await news()).toEqual([]);
  });

  it('says nothing of what is being written or reviewed of a listing that is shown', async () => {
    const listing = await published(world, { writer, moderator });
    const [before] = await news();
    const body = { texts: { title: { vi: 'Màng lọc, bản sắp tới', en: null } } };
    const draft = await go.step(writer, contracts.editListing, { ...listing, body });
    const handedIn = await go.step(writer, contracts.submitListing, draft);
    expect(handedIn.control?.hasReview).toBe(true);
    expect(await news()).toEqual([]);
    after = undefined;
    expect((await news()).find((entry) => entry.id === listing.id)).toEqual(before);
    await go.step(moderator, contracts.publishListing, { ...handedIn, body: {} });
    expect(await news()).toMatchObject([{ id: listing.id, gone: false, listing: { card: { title: { vi: 'Màng lọc, bản sắp tới' } } } }]);
  });

  it('keeps the notice of a retracted listing', async () => {
    const listing = await published(world, { writer, moderator });
    await news();
    await go.step(writer, contracts.retractListing, { ...listing, body: { notice: { vi: 'Số liệu sai', en: 'The data were wrong' } } });
    expect(await news()).toMatchObject([{ gone: false, listing: { card: { retracted: true, notice: { en: 'The data were wrong' } } } }]);
  });

  it('says nothing of a private need, and of a masked listing not whose it is', async () => {
    await published(world, { writer, moderator }, completeNeed({ audience: 'private_search' }));
    expect(await news()).toEqual([]);
    await published(world, { writer, moderator }, completeOffer({ masked: true }));
    const [entry] = await news();
    expect(entry).toMatchObject({ gone: false, listing: { masked: true, card: { organisation: null } } });
    expect(JSON.stringify(entry)).not.toContain(writer.organisation);
  });

  it('holds no field of a closed tier', async () => {
    const codes = await codesInForce(world);
    await published(world, { writer, moderator }, { ...completeOffer(samples(fieldsOf('offer'), 1, codes)), kind: 'research_result' });
    const text = JSON.stringify(await news());
    expect(text).toContain(canary('description', 1));
    for (const name of fieldsOf('offer')) if (LISTING_FIELDS[name].tiers[0] !== 'public') expect(text, name).not.toContain(canary(name, 1));
  });

  it('goes on from its place page by page, and keeps the place when nothing is new', async () => {
    const listings = [];
    for (let n = 0; n < 5; n += 1) listings.push(await published(world, { writer, moderator }));
    expect((await news(2)).map((entry) => entry.id)).toEqual(listings.map((one) => one.id));
    const place = after;
    expect(await news()).toEqual([]);
    expect(after).toBe(place);
  });

  it('refuses a place that is not its own', async () => {
    for (const wrong of ['x', `${after}x`, 'eyJ4aWQiOjF9.x', after?.replace('.', '..') ?? '']) {
      const answer = await as(world, visitor).call(readFeed, { query: { after: wrong } });
      expect([answer.status, answer.problem.code]).toEqual([400, 'request.cursor_invalid']);
    }
  });
});
