import { putPairs, type NewPair } from '@ketnoi/db/suggested-pairs';
import { inTransaction } from '@ketnoi/db/transaction';
import { newId, type ListingId } from '@ketnoi/domain/ids';
import { SUGGESTED } from '@ketnoi/domain/suggested-pair';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { insertListing, insertOrganisation, type ListingSketch } from '@ketnoi/testing/listings';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '../src/context.ts';
import { matcherAway } from '../src/matching/client.ts';
import type { Matching } from '../src/matching/port.ts';
import type { Caller } from './support/as.ts';
import { broker, market, queue, walked, wholeQueue } from './support/broker.ts';
import type { World } from './support/context.ts';
import { drain } from './support/jobs.ts';
import { peopledWorld } from './support/people.ts';

const DAY = 86_400_000;

let world: World;
let caller: Caller;
let matching: Matching;
beforeAll(async () => {
  world = await peopledWorld();
  matching = world.ctx.matching;
});
afterAll(() => world.close());

/** Every spec begins with an empty market. */
beforeEach(async () => {
  world.ctx.matching = matching;
  await world.admin.updateTable('listing').set({ state: 'withdrawn' }).execute();
  await world.admin.deleteFrom('suggestedPair').where('id', 'not in', world.admin.selectFrom('brokerDecision').select('pairId')).execute();
  caller = await broker(world);
});

const desalting = (side: 'need' | 'offer', more: Partial<ListingSketch> = {}): ListingSketch => ({
  side,
  title: { vi: 'Lọc nước nhiễm mặn cho ao tôm', en: 'Desalting water for shrimp ponds' },
  ...more,
});
const drying = (side: 'need' | 'offer'): ListingSketch => ({
  side,
  title: { vi: 'Máy sấy nông sản bằng bơm nhiệt', en: 'Heat pump dryer for crops' },
});
const suggest = (listingId: ListingId) => inTransaction(world.admin, (tx) => enqueue(tx, 'match.suggest', { listingId }));
const pairsOf = (column: 'needListingId' | 'offerListingId', id: ListingId) =>
  world.admin.selectFrom('suggestedPair').where(column, '=', id).orderBy('score', 'desc').selectAll().execute();
const oneOf = (ids: readonly ListingId[], at = 0): ListingId => ids[at] as ListingId;

describe('suggested pairs', () => {
  it('join what suits, scored from both sides, and no more than the best of a need', async () => {
    const ids = await market(world, [
      desalting('need'),
      drying('need'),
      drying('offer'),
      ...Array.from({ length: 7 }, () => desalting('offer')),
    ]);
    await walked(world);
    const rows = await pairsOf('needListingId', oneOf(ids));
    const standing = rows.filter(({ droppedAt }) => droppedAt === null);
    expect(standing).toHaveLength(SUGGESTED.perNeed);
    for (const { needScore, offerScore, score } of standing) {
      expect(score).toBeGreaterThanOrEqual(Math.min(needScore, offerScore));
      expect(score).toBeLessThanOrEqual(Math.max(needScore, offerScore));
    }
    expect((await wholeQueue(world, caller)).find(({ need }) => need.id === oneOf(ids, 1))?.offer.id).toBe(oneOf(ids, 2));
  });

  it('are the same when the job runs again, and keep their age', async () => {
    const [need, offer] = await market(world, [desalting('need'), desalting('offer')]);
    await walked(world);
    const before = await wholeQueue(world, caller);
    expect(before).toHaveLength(1);
    world.clock.forward(3_600_000);
    for (let run = 0; run < 2; run += 1) {
      await suggest(need as ListingId);
      await suggest(offer as ListingId);
      await drain(world);
    }
    const after = await wholeQueue(world, caller);
    expect(after.map(({ id, suggestedAt }) => [id, suggestedAt])).toEqual(before.map(({ id, suggestedAt }) => [id, suggestedAt]));
    expect(after[0]?.lookedAt).toBe(world.clock.now().toISOString());
  });

  it('go stale when one of the two says something else, and come back when it suits again', async () => {
    const ids = await market(world, [desalting('need'), desalting('offer'), desalting('offer')]);
    const need = oneOf(ids);
    await walked(world);
    const [pair] = await wholeQueue(world, caller);
    // What is better by now takes the place of all that was.
    const better = await market(
      world,
      Array.from({ length: SUGGESTED.perNeed }, () => desalting('offer')),
    );
    await world.admin
      .updateTable('suggestedPair')
      .set({ score: -1 })
      .where('id', '=', pair?.id ?? '')
      .execute();
    await walked(world);
    const stale = await wholeQueue(world, caller, { state: 'stale' });
    expect(stale.map(({ id, state, can }) => [id, state, can])).toContainEqual([pair?.id, 'stale', []]);
    for (const id of better) await world.admin.updateTable('listing').set({ state: 'withdrawn' }).where('id', '=', id).execute();
    await suggest(need);
    await drain(world);
    expect((await wholeQueue(world, caller)).map(({ id }) => id)).toContain(pair?.id);
  });

  it('are looked at anew when an offer says something else', async () => {
    const [need, offer] = await market(world, [desalting('need'), desalting('offer')]);
    await walked(world);
    const [before] = await pairsOf('needListingId', need as ListingId);
    const other = { vi: 'Máy thêu', en: 'Embroidery machine' };
    const detail = JSON.stringify({ texts: { title: other, summary: { vi: null, en: null } }, values: {}, locked: [] });
    const version = (before?.offerVersion ?? 0) + 1;
    await world.admin
      .updateTable('listingPublic')
      .set({ version, titleVi: other.vi, titleEn: other.en, detail })
      .where('listingId', '=', offer as ListingId)
      .execute();
    await inTransaction(world.admin, (tx) => enqueue(tx, 'listing.index', { listingId: offer as ListingId }));
    await drain(world);
    await walked(world);
    const [after] = await pairsOf('needListingId', need as ListingId);
    expect([before?.droppedAt, after?.id, after?.droppedAt]).toEqual([null, before?.id, world.clock.now()]);
  });

  it('of a listing that went are dropped when the platform comes by', async () => {
    const [need, offer] = await market(world, [desalting('need'), desalting('offer')]);
    await walked(world);
    expect((await pairsOf('offerListingId', offer as ListingId)).map(({ droppedAt }) => droppedAt)).toEqual([null]);
    await world.admin
      .updateTable('listing')
      .set({ state: 'on_hold' })
      .where('id', '=', offer as ListingId)
      .execute();
    expect(await wholeQueue(world, caller)).toEqual([]);
    await suggest(need as ListingId);
    await drain(world);
    expect((await pairsOf('offerListingId', offer as ListingId)).every(({ droppedAt }) => droppedAt !== null)).toBe(true);
  });

  it('are of listings that are open for interest, and leave with the interest', async () => {
    const ids = await market(world, [
      desalting('need'),
      desalting('offer'),
      desalting('offer', { openForInterest: false }),
      desalting('need', { openForInterest: false }),
    ]);
    await walked(world);
    const queued = await wholeQueue(world, caller);
    expect(queued.map(({ need, offer }) => [need.id, offer.id])).toEqual([[oneOf(ids), oneOf(ids, 1)]]);
    const close = (open: boolean) =>
      world.admin.updateTable('listingPublic').set({ openForInterest: open }).where('listingId', '=', oneOf(ids)).execute();
    await close(false);
    expect(await wholeQueue(world, caller)).toEqual([]);
    await suggest(oneOf(ids));
    await drain(world);
    expect((await pairsOf('needListingId', oneOf(ids))).every(({ droppedAt }) => droppedAt !== null)).toBe(true);
  });

  it('bring no offer into the queue more often than so many times a week', async () => {
    const now = world.clock.now();
    const ids = await market(world, [desalting('offer'), ...Array.from({ length: SUGGESTED.perOfferAWeek + 1 }, () => desalting('need'))]);
    await walked(world);
    const offer = oneOf(ids);
    const inserted = async () => (await pairsOf('offerListingId', offer)).length;
    expect(await inserted()).toBe(SUGGESTED.perOfferAWeek);
    world.clock.set(new Date(now.getTime() + 8 * DAY).toISOString());
    await walked(world);
    expect(await inserted()).toBe(SUGGESTED.perOfferAWeek + 1);
    world.clock.set(now.toISOString());
  });

  it('wait for a matcher that is away, none of their attempts used up, and are looked for when it is back', async () => {
    const [need] = await market(world, [desalting('need'), desalting('offer')]);
    const away = async () => Promise.reject(matcherAway(new Error('gone')));
    const gone: Ctx['matching'] = { match: away, explain: away, standing: away, classify: away };
    world.ctx.matching = gone;
    await suggest(need as ListingId);
    await expect(drain(world)).rejects.toMatchObject({ name: 'PutOff' });
    await inTransaction(world.admin, (tx) => enqueue(tx, 'match.walk', {}));
    await expect(drain(world)).rejects.toMatchObject({ name: 'PutOff' });
    expect(await pairsOf('needListingId', need as ListingId)).toEqual([]);
    world.ctx.matching = matching;
    await walked(world);
    world.ctx.matching = gone;
    const { status, body } = await queue(world, caller);
    expect([status, body.items.map(({ reasons, scoreForNeed, band }) => [reasons, scoreForNeed, band])]).toEqual([200, [[[], null, null]]]);
    expect(body.items[0]?.score).toBeGreaterThan(0);
  });
});

describe('the order of the queue', () => {
  type Sketch = { score: number; needParty: string; offerParty: string; news?: boolean };

  /** Puts pairs of listings of their own into the queue, as they come, with these scores. */
  async function put(sketches: readonly Sketch[]): Promise<NewPair[]> {
    const now = world.clock.now();
    const ids: ListingId[] = [];
    for (const sketch of sketches.flatMap((): ListingSketch[] => [drying('need'), drying('offer')]))
      ids.push(await insertListing(world.admin, sketch));
    const pairs = sketches.map(({ score, needParty, offerParty, news = false }, at): NewPair => ({
      id: newId<'suggested_pair'>(now.getTime()),
      needId: oneOf(ids, at * 2),
      offerId: oneOf(ids, at * 2 + 1),
      needVersion: 1,
      offerVersion: 1,
      needParty,
      offerParty,
      newsAt: new Date(now.getTime() - (news ? 1 : 100) * DAY),
      score,
      needScore: score,
      offerScore: score,
    }));
    const weekAgo = new Date(now.getTime() - 7 * DAY);
    await inTransaction(world.admin, (tx) => putPairs(tx, { pairs, ranker: 'spec', now, weekAgo, perOffer: 100 }));
    return pairs;
  }
  const party = () => newId(Date.now());
  const idsIn = (pairs: readonly { id: string }[]): string[] => pairs.map(({ id }) => id);

  it('has at most three of one organisation among ten while there are others', async () => {
    const [crowd, firm] = [await insertOrganisation(world.admin, { now: world.clock.now() }), party()];
    const crowded = await put([
      ...Array.from({ length: 12 }, (_, at) => ({ score: 900 - at, needParty: party(), offerParty: crowd })),
      ...Array.from({ length: 4 }, (_, at) => ({ score: 800 - at, needParty: firm, offerParty: party() })),
      ...Array.from({ length: 8 }, (_, at) => ({ score: 700 - at, needParty: party(), offerParty: party() })),
    ]);
    const ten = idsIn((await queue(world, caller, { limit: 10 })).body.items);
    expect(ten).toEqual(idsIn([...crowded.slice(0, 3), ...crowded.slice(12, 15), ...crowded.slice(16, 20)]));
    expect(new Set(idsIn(await wholeQueue(world, caller, { limit: 10 })))).toEqual(new Set(idsIn(crowded)));
  });

  it('keeps every tenth place for what is new, and takes nothing from what is new and good', async () => {
    const many = await put([
      { score: 950, needParty: party(), offerParty: party(), news: true },
      ...Array.from({ length: 28 }, (_, at) => ({ score: 900 - at, needParty: party(), offerParty: party() })),
      { score: 10, needParty: party(), offerParty: party(), news: true },
      { score: 9, needParty: party(), offerParty: party(), news: true },
    ]);
    const order = idsIn(await wholeQueue(world, caller, { limit: 30 }));
    const placeOf = (at: number): number => order.indexOf(many[at]?.id ?? '') + 1;
    expect([placeOf(0), placeOf(29), placeOf(30)]).toEqual([1, 20, 30]);
    const items = await wholeQueue(world, caller, { limit: 30 });
    expect(items.filter(({ isNew }) => isNew)).toHaveLength(3);
  });

  it('goes on where the last page ended, equal scores and what comes or is decided meanwhile or not', async () => {
    const pairs = await put(Array.from({ length: 23 }, () => ({ score: 500, needParty: party(), offerParty: party() })));
    const whole = idsIn(await wholeQueue(world, caller, { limit: 7 }));
    expect(whole).toEqual(idsIn(await wholeQueue(world, caller, { limit: 30 })));
    expect(whole.toSorted()).toEqual(idsIn(pairs).toSorted());
    const page = (await queue(world, caller, { limit: 7 })).body;
    world.clock.forward(1000);
    await put([{ score: 999, needParty: party(), offerParty: party() }]);
    const rest = await wholeQueue(world, caller, { limit: 7, cursor: page.next ?? '' });
    expect(idsIn([...page.items, ...rest])).toEqual(whole);
  });

  it('by age is of what was suggested last, and a cursor is good for one list alone', async () => {
    const first = await put([{ score: 500, needParty: party(), offerParty: party() }]);
    world.clock.forward(1000);
    const second = await put(Array.from({ length: 2 }, () => ({ score: 100, needParty: party(), offerParty: party() })));
    const latest = await wholeQueue(world, caller, { sort: 'newest', limit: 1 });
    expect(idsIn(latest)).toEqual(idsIn([...second.toReversed(), ...first]));
    const { next } = (await queue(world, caller, { limit: 1 })).body;
    expect((await queue(world, caller, { sort: 'newest', cursor: next ?? '' })).problem.code).toBe('request.cursor_invalid');
    expect((await queue(world, await broker(world), { cursor: next ?? '' })).problem.code).toBe('request.cursor_invalid');
  });
});
