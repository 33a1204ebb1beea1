import { editListing, holdListing, publishListing, resumeListing, submitListing, withdrawListing } from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { unknownFacts } from '@ketnoi/matching/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatchAnswer, MatchRequest } from '../src/matching/port.ts';
import { askedFor } from './support/asked-for.ts';
import type { Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeOffer, published } from './support/listings.ts';
import { steps } from './support/steps.ts';

let world: World;
let people: { writer: Caller; moderator: Caller };
beforeAll(async () => {
  world = await testWorld();
  const organisation = await given.organisation(world);
  people = { writer: await given.person(world, { organisation }), moderator: await given.person(world, { grant: 'moderator' }) };
});
afterAll(() => world.close());

const titled = (vi: string, en: string) => completeOffer({ texts: { title: both(vi, en), summary: both(`${vi}.`, `${en}.`) } });
const publishedAndIndexed = async (draft: ReturnType<typeof completeOffer>): Promise<ListingDetail> => {
  const listing = await published(world, people, draft);
  await drain(world);
  return listing;
};

/** The best offers for a text, and how many were looked at. */
async function asked(vi: string, more: Partial<MatchRequest> = {}): Promise<MatchAnswer> {
  return world.ctx.matching.match(askedFor({ vi }, more));
}
const idsOf = ({ matches }: MatchAnswer): string[] => matches.map(({ listingId }) => listingId);

describe('a listing among the answers of matching', () => {
  it('stands there once it is published and indexed, and its score is the sum of its reasons', async () => {
    const before = await asked('máy bóc lụa chuối hột');
    const { id } = await publishedAndIndexed(titled('Máy bóc lụa chuối hột', 'Banana fibre stripper'));
    const after = await asked('máy bóc lụa chuối hột');
    expect(idsOf(before)).not.toContain(id);
    expect(idsOf(after)[0]).toBe(id);
    expect(after.considered).toBe(before.considered + 1);
    for (const { score, reasons } of after.matches) expect(score).toBe(reasons.reduce((sum, { points }) => sum + points, 0));
  });

  it('is gone from answers and counts with the next question after it is withdrawn, before any job has run', async () => {
    const listing = await publishedAndIndexed(titled('Lò sấy vải thiều', 'Lychee kiln'));
    const before = await asked('lò sấy vải thiều');
    expect(idsOf(before)[0]).toBe(listing.id);
    await steps(world).step(people.writer, withdrawListing, { ...listing, body: { reason: 'owner_request' } });
    const after = await asked('lò sấy vải thiều');
    expect(idsOf(after)).not.toContain(listing.id);
    expect(after.considered).toBe(before.considered - 1);
  });

  it('is gone while it is on hold and there again afterwards', async () => {
    const listing = await publishedAndIndexed(titled('Giàn phơi nông sản', 'Crop drying rack'));
    const held = await steps(world).step(people.writer, holdListing, { ...listing, body: {} });
    expect(idsOf(await asked('giàn phơi nông sản'))).not.toContain(listing.id);
    await steps(world).step(people.writer, resumeListing, { ...listing, version: held.version, body: {} });
    await drain(world);
    expect(idsOf(await asked('giàn phơi nông sản'))[0]).toBe(listing.id);
  });

  it('is ranked by what it says now once a new version is shown, and carries that version', async () => {
    const go = steps(world);
    const listing = await publishedAndIndexed(titled('Khay ươm mạ', 'Rice seedling tray'));
    const other = await publishedAndIndexed(titled('Phao neo lồng cá', 'Fish cage buoy'));
    const shown = (await asked('khay ươm mạ')).matches.find(({ listingId }) => listingId === listing.id);
    const texts = { title: both('Bạt lót hồ chứa', 'Reservoir liner'), summary: both('Bạt lót hồ chứa.', 'Reservoir liner.') };
    const draft = await go.step(people.writer, editListing, { ...listing, body: { texts } });
    const handedIn = await go.step(people.writer, submitListing, { ...draft });
    await go.step(people.moderator, publishListing, { ...handedIn, body: {} });
    await drain(world);
    const after = (await asked('bạt lót hồ chứa')).matches[0];
    expect(after?.listingId).toBe(listing.id);
    expect(after?.version).toBeGreaterThan(shown?.version ?? Infinity);
    expect(idsOf(await asked('phao neo lồng cá'))[0]).toBe(other.id);
  });

  it('is never answered with to itself, nor when it is to be hidden', async () => {
    const { id } = await publishedAndIndexed(titled('Máy đánh vảy cá', 'Fish scaler'));
    expect(idsOf(await asked('máy đánh vảy cá'))[0]).toBe(id);
    expect(idsOf(await asked('máy đánh vảy cá', { hidden: [id] }))).not.toContain(id);
    const asking = {
      title: both('Máy đánh vảy cá', 'Fish scaler'),
      text: both('Máy.', 'Machine.'),
      facts: unknownFacts('offer'),
      listingId: id,
    };
    expect(idsOf(await asked('', { asking, similar: true }))).not.toContain(id);
  });
});
