import { listCoaching, sendMatchFeedback, undoMatchFeedback } from '@ketnoi/contracts/matches';
import type { FeedbackReason } from '@ketnoi/domain/match';
import { sql } from '@ketnoi/testing/sql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { as, type Caller } from './support/as.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { published } from './support/listings.ts';
import { market, matchesOf, NEED, needOf, type Market } from './support/market.ts';

const NOVEMBER = '2026-11-23T02:00:00.000Z';
/** The last moment of November and the first of December in the exchange's own time. */
const LAST = '2026-11-30T16:59:59.000Z';
const DECEMBER = '2026-11-30T17:00:00.000Z';

type Asker = { caller: Caller; need: string };
let on: Market;
let first: Asker;
let second: Asker;
let unverified: Asker;
let secret: Asker;

async function asker(verified: boolean, more: object = {}): Promise<Asker> {
  const { world, moderator } = on;
  const caller = await given.person(world, { organisation: await given.organisation(world, { verified }) });
  const { id } = await published(world, { writer: caller, moderator }, needOf(NEED, {}, more));
  return { caller, need: id };
}

beforeAll(async () => {
  on = await market();
  first = { caller: on.seeker, need: on.need };
  second = await asker(true);
  unverified = await asker(false);
  secret = await asker(true, { audience: 'private_search' });
  await drain(on.world);
});
afterAll(() => on.world.close());
beforeEach(async () => {
  on.world.clock.set(NOVEMBER);
  await on.world.admin.deleteFrom('matchFeedback').execute();
});

const pairOf = async ({ caller, need }: Asker): Promise<string> => {
  const { items } = await matchesOf(on.world, caller, need);
  return items.find(({ id }) => id === on.membrane)?.matchId ?? '';
};

/** Says of the membrane that it does not fit. @returns the pair, to take it back. */
async function pass(who: Asker, reason: FeedbackReason): Promise<string> {
  const id = await pairOf(who);
  const body = { verdict: 'not_relevant' as const, reason, note: 'lời riêng của bên mua' };
  expect((await as(on.world, who.caller).call(sendMatchFeedback, { params: { id }, body })).status).toBe(200);
  return id;
}

const told = async (lang = 'vi') => {
  const { status, body } = await as(on.world, on.maker).call(
    listCoaching,
    { params: { id: on.membrane } },
    { headers: { 'accept-language': lang } },
  );
  expect(status).toBe(200);
  return body.items;
};
const reasons = async (): Promise<FeedbackReason[]> => (await told()).map(({ reason }) => reason);

describe('what an owner is told of why a listing was passed over', () => {
  it('is advice with the fields to fill, once two organisations said so and their month is over', async () => {
    await pass(first, 'too_early');
    await pass(second, 'too_early');
    expect(await told()).toEqual([]);
    on.world.clock.set(LAST);
    expect(await told()).toEqual([]);
    on.world.clock.set(DECEMBER);
    const [advice, ...more] = await told();
    expect(more).toEqual([]);
    expect(advice).toMatchObject({ reason: 'too_early', fields: ['trl', 'trlEvidence', 'inUse'] });
    expect([advice?.advice.vi?.includes('TRL'), advice?.advice.en?.includes('TRL')]).toEqual([true, true]);
    expect(Object.keys(advice ?? {}).toSorted()).toEqual(['advice', 'fields', 'reason']);
    expect(JSON.stringify(advice)).not.toMatch(/riêng|Bãi Bồi|2026|\b[2-9]\b/u);
  });

  it('is nothing while only one organisation said so: with one possible sayer, a reason is a name', async () => {
    await pass(first, 'price');
    await pass(second, 'region');
    on.world.clock.set(DECEMBER);
    expect(await told()).toEqual([]);
  });

  it('is nothing of a need that is searched for in private, of an unverified organisation, or of the listing’s own', async () => {
    await pass(first, 'wrong_topic');
    await pass(secret, 'wrong_topic');
    await pass(unverified, 'wrong_topic');
    on.world.clock.set(DECEMBER);
    expect(await told()).toEqual([]);
    const { world, makers, membrane } = on;
    await world.admin
      .updateTable('matchFeedback')
      .set({ ownerOrganisationId: makers })
      .where('askingListingId', '=', secret.need)
      .execute();
    await world.admin.updateTable('matchFeedback').set({ askedPublicly: true }).where('askingListingId', '=', secret.need).execute();
    expect([await told(), membrane.length > 0]).toEqual([[], true]);
  });

  it('is no reason that nobody could do anything about', async () => {
    for (const one of [first, second]) await pass(one, 'already_known');
    on.world.clock.set(DECEMBER);
    expect(await told()).toEqual([]);
  });

  it('stays as it was when the month began, so that neither a word nor its taking back can be dated', async () => {
    const pairs = [await pass(first, 'price'), await pass(second, 'price')];
    on.world.clock.set(DECEMBER);
    expect(await reasons()).toEqual(['price']);
    expect((await as(on.world, second.caller).call(undoMatchFeedback, { params: { id: pairs[1] ?? '' } })).status).toBe(204);
    await pass(second, 'region');
    expect(await reasons()).toEqual(['price']);
    on.world.clock.set('2026-12-22T00:00:00.000Z');
    expect(await reasons()).toEqual(['price']);
  });

  it('forgets what was said more than a year ago, and what was taken back before the month began', async () => {
    const pairs = [await pass(first, 'price'), await pass(second, 'price')];
    await as(on.world, first.caller).call(undoMatchFeedback, { params: { id: pairs[0] ?? '' } });
    on.world.clock.set(DECEMBER);
    expect(await reasons()).toEqual([]);
    on.world.clock.set(NOVEMBER);
    await pass(first, 'price');
    await on.world.admin
      .updateTable('matchFeedback')
      .set({ createdAt: new Date('2025-11-30T00:00:00Z') })
      .execute();
    on.world.clock.set(DECEMBER);
    expect(await reasons()).toEqual([]);
    await on.world.admin
      .updateTable('matchFeedback')
      .set({ createdAt: new Date('2025-12-02T00:00:00Z') })
      .execute();
    expect(await reasons()).toEqual(['price']);
  });

  it('leaves the setting that lets it count behind: the rows themselves stay out of sight', async () => {
    await pass(first, 'price');
    const { ctx } = on.world;
    const seen = await ctx.db.transaction().execute(async (tx) => {
      await sql`select match_coaching(${on.membrane}::uuid, ${new Date(DECEMBER)}::timestamptz, 12, 2)`.execute(tx);
      return tx.selectFrom('matchFeedback').select('id').execute();
    });
    expect(seen).toEqual([]);
    expect(await on.world.admin.selectFrom('matchFeedback').select('id').execute()).toHaveLength(1);
  });
});
