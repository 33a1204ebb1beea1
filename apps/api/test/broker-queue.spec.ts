import { acceptPair, getSuggestedPair, postponePair, rejectPair, reopenPair, type SuggestedPair } from '@ketnoi/contracts/broker-queue';
import type { ListingId, OrganisationId } from '@ketnoi/domain/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { broker, capable, market, queue, walked } from './support/broker.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { peopledWorld } from './support/people.ts';

let world: World;
let one: Caller & { organisation: OrganisationId };
let need: ListingId;
let privateNeed: ListingId;
beforeAll(async () => {
  world = await peopledWorld();
  one = await broker(world);
  const found = await market(world, [
    { side: 'need', title: { vi: 'Cần lọc nước nhiễm mặn cho ao tôm', en: 'Desalting water for shrimp ponds' } },
    { side: 'need', title: { vi: 'Cần lọc nước nhiễm mặn bí mật', en: 'Desalting water in private' }, audience: 'private_search' },
    { title: { vi: 'Màng lọc nước nhiễm mặn', en: 'Membrane for desalting water' } },
    { title: { vi: 'Lọc nước nhiễm mặn bằng điện', en: 'Desalting water by electricity' } },
    { title: { vi: 'Lọc nước nhiễm mặn bằng nắng', en: 'Desalting water by sunlight' } },
    { title: { vi: 'Lọc nước nhiễm mặn cho ao', en: 'Desalting water for ponds' } },
  ]);
  need = found[0] as ListingId;
  privateNeed = found[1] as ListingId;
  await walked(world);
});
afterAll(() => world.close());

const waiting = async (caller: Caller = one) => (await queue(world, caller)).body.items;
const first = async (caller: Caller = one): Promise<SuggestedPair> => (await waiting(caller))[0] as SuggestedPair;
const params = (pair: { id: string }) => ({ params: { id: pair.id } });
const accept = (pair: { id: string }, caller: Caller = one) => as(world, caller).call(acceptPair, params(pair));
const reopen = (pair: { id: string }, caller: Caller = one) => as(world, caller).call(reopenPair, params(pair));
const reject = (pair: { id: string }, body: { reason: 'price' | 'other'; note?: string }, caller: Caller = one) =>
  as(world, caller).call(rejectPair, { ...params(pair), body });
const later = (pair: { id: string }, until: string, caller: Caller = one) =>
  as(world, caller).call(postponePair, { ...params(pair), body: { until } });

/** The audit events of a broker's organisation, in their canonical form. */
const trailOf = async ({ organisation }: { organisation: OrganisationId }): Promise<unknown[][]> => {
  const events = await world.admin
    .selectFrom('auditEvent')
    .where('chainId', '=', organisation)
    .orderBy('seq')
    .select('canonical')
    .execute();
  return events.map(({ canonical }) => JSON.parse(canonical) as unknown[]);
};

describe('the broker’s queue', () => {
  it('holds pairs of what everyone may see, with reasons that add up and nothing decided', async () => {
    const items = await waiting();
    expect(items).toHaveLength(4);
    for (const pair of items) {
      expect([pair.state, pair.decision, pair.earlier, pair.need.id]).toEqual(['suggested', null, [], need]);
      expect(pair.can).toEqual(['accept', 'reject', 'later']);
      const sum = pair.reasons.reduce((total, { contribution }) => total + contribution, 0);
      expect(pair.reasons.length).toBeGreaterThan(0);
      expect(pair.scoreForNeed).toBeCloseTo(sum, 9);
      expect(pair.reasons.every(({ text }) => text !== '')).toBe(true);
    }
    const scores = items.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(await as(world, one).call(getSuggestedPair, { params: { id: items[0]?.id ?? '' }, query: {} })).toMatchObject({
      body: items[0],
    });
  });

  it('holds nothing of a need that is not for everyone, in whatever state', async () => {
    for (const state of ['suggested', 'stale', 'shortlisted', 'rejected', 'later'] as const)
      expect(JSON.stringify((await queue(world, one, { state })).body)).not.toContain(privateNeed);
    const rows = await world.admin.selectFrom('suggestedPair').where('needListingId', '=', privateNeed).select('id').execute();
    expect(rows).toEqual([]);
  });

  it('is read by editors and more of a verified organisation with a checked brokerage alone', async () => {
    const pair = await first();
    const answers = async (caller: Caller) => [
      (await queue(world, caller)).problem.code,
      (await accept(pair, caller)).problem.code,
      (await as(world, caller).call(getSuggestedPair, { ...params(pair), query: {} })).problem.code,
    ];
    const all = (code: string) => [code, code, code];
    const organisationWith = async (of: Parameters<typeof capable>[2], verified = true) => {
      const organisation = await given.organisation(world, { verified });
      await capable(world, organisation, of);
      return given.person(world, { organisation });
    };
    expect(await answers(visitor)).toEqual(all('session.required'));
    expect(await answers(await given.person(world))).toEqual(all('access.forbidden'));
    expect(await answers(await given.person(world, { organisation: one.organisation, role: 'viewer' }))).toEqual(all('access.forbidden'));
    expect(await answers(await given.person(world, { grant: 'admin', organisation: await given.organisation(world) }))).toEqual(
      all('broker.capacity_missing'),
    );
    for (const lacking of [
      { verified: false },
      { capacity: 'consulting' },
      { validUntil: '2026-11-22' },
      { validFrom: '2026-12-01' },
    ] as const)
      expect(await answers(await organisationWith(lacking)), JSON.stringify(lacking)).toEqual(all('broker.capacity_missing'));
    expect(await answers(await organisationWith({}, false))).toEqual(all('broker.capacity_missing'));
    expect((await queue(world, await organisationWith({ validUntil: '2026-11-23' }))).status).toBe(200);
    for (const role of ['owner', 'admin'] as const) expect((await queue(world, await broker(world, role))).status).toBe(200);
  });

  it('leaves out what is the broker’s own', async () => {
    const { ownerOrganisationId } = await world.admin
      .selectFrom('listing')
      .where('id', '=', need)
      .select('ownerOrganisationId')
      .executeTakeFirstOrThrow();
    await capable(world, ownerOrganisationId as OrganisationId);
    const pair = await first();
    const owner = await given.person(world, { organisation: ownerOrganisationId as OrganisationId });
    expect(await waiting(owner)).toEqual([]);
    expect((await accept(pair, owner)).problem.code).toBe('record.not_found');
  });
});

describe('a broker', () => {
  beforeEach(async () => {
    one = await broker(world);
  });

  it('shortlists a pair and takes it back, each in the trail of his organisation', async () => {
    const pair = await first();
    const accepted = await accept(pair);
    expect(accepted.body).toMatchObject({
      id: pair.id,
      state: 'shortlisted',
      can: ['reject', 'reopen'],
      decision: { state: 'shortlisted', reason: null },
    });
    expect((await waiting()).map(({ id }) => id)).not.toContain(pair.id);
    expect((await queue(world, one, { state: 'shortlisted' })).body.items.map(({ id }) => id)).toEqual([pair.id]);
    expect((await accept(pair)).problem.code).toBe('suggested_pair.action_not_possible');
    expect((await reopen(pair)).body).toMatchObject({ state: 'suggested', decision: null });
    expect((await reopen(pair)).problem.code).toBe('suggested_pair.action_not_possible');
    expect((await first()).id).toBe(pair.id);
    expect((await trailOf(one)).map(([, , action, , nounId]) => [action, nounId])).toEqual([
      ['suggested_pair.accept', pair.id],
      ['suggested_pair.reopen', pair.id],
    ]);
    const steps = await world.admin
      .selectFrom('stateChange')
      .where('organisationId', '=', one.organisation)
      .orderBy('id')
      .select(['fromState', 'toState'])
      .execute();
    expect(steps).toEqual([
      { fromState: 'suggested', toState: 'shortlisted' },
      { fromState: 'shortlisted', toState: 'suggested' },
    ]);
  });

  it('rejects a pair with a reason from the list, and what he notes stays out of the trail', async () => {
    const pair = await first();
    expect((await as(world, one).call(rejectPair, { ...params(pair), body: { reason: 'dull' as 'other' } })).status).toBe(400);
    const answer = await reject(pair, { reason: 'price', note: '  Khách không đủ tiền  ' });
    expect(answer.body.decision).toMatchObject({ state: 'rejected', reason: 'price', note: 'Khách không đủ tiền' });
    const trail = await trailOf(one);
    const kept = await world.admin.selectFrom('idempotencyKey').selectAll().execute();
    expect(JSON.stringify([trail, kept])).not.toContain('không đủ tiền');
    expect(JSON.stringify(trail)).toContain('price');
  });

  it('lays a pair aside until its day has come', async () => {
    const pair = await first();
    for (const until of ['2026-11-23', '2027-05-23']) expect((await later(pair, until)).problem.errors?.[0]?.field).toBe('until');
    expect((await later(pair, '2026-11-25')).body).toMatchObject({ state: 'later', decision: { until: '2026-11-25' } });
    expect((await waiting()).map(({ id }) => id)).not.toContain(pair.id);
    const now = world.clock.now().toISOString();
    world.clock.set('2026-11-24T17:00:00.000Z');
    const back = (await waiting()).find(({ id }) => id === pair.id);
    expect([back?.state, back?.decision]).toEqual(['suggested', null]);
    expect((await queue(world, one, { state: 'later' })).body.items).toEqual([]);
    expect((await accept(pair)).body.state).toBe('shortlisted');
    world.clock.set(now);
  });

  it('sees what became of earlier pairs of the same need or offer', async () => {
    const [a, b, c] = await waiting();
    if (a === undefined || b === undefined || c === undefined) throw new Error('three pairs');
    await reject(a, { reason: 'other', note: 'Đã gọi' });
    await accept(b);
    const seen = (await waiting()).find(({ id }) => id === c.id);
    expect(seen?.earlier.map(({ pairId, shares, other, decision }) => [pairId, shares, other?.id, decision.state])).toEqual([
      [b.id, 'need', b.offer.id, 'shortlisted'],
      [a.id, 'need', a.offer.id, 'rejected'],
    ]);
    await world.admin.updateTable('listing').set({ state: 'on_hold' }).where('id', '=', a.offer.id).execute();
    const after = (await waiting()).find(({ id }) => id === c.id);
    expect(after?.earlier.find(({ pairId }) => pairId === a.id)).toMatchObject({ other: null, decision: { reason: 'other' } });
    await world.admin.updateTable('listing').set({ state: 'published' }).where('id', '=', a.offer.id).execute();
  });

  it('never sees anything of what another decided, and colleagues see it all', async () => {
    const other = await broker(world);
    const before = await waiting(other);
    const [a, b, c] = before;
    if (a === undefined || b === undefined || c === undefined) throw new Error('three pairs');
    await accept(a);
    await reject(b, { reason: 'price', note: 'Bí mật nhà nghề' });
    await later(c, '2026-12-01');
    expect(await waiting(other)).toEqual(before);
    // The rows themselves are behind a wall: whoever forgets to say for whom he reads finds none.
    expect(await world.ctx.db.selectFrom('brokerDecision').select('id').execute()).toEqual([]);
    for (const state of ['shortlisted', 'rejected', 'later'] as const)
      expect((await queue(world, other, { state })).body.items).toEqual([]);
    expect((await reopen(a, other)).problem.code).toBe('suggested_pair.action_not_possible');
    const colleague = await given.person(world, { organisation: one.organisation, role: 'editor' });
    expect((await queue(world, colleague, { state: 'rejected' })).body.items[0]?.decision?.note).toBe('Bí mật nhà nghề');
    expect((await reopen(a, colleague)).body.state).toBe('suggested');
  });

  it('decides once, however often his browser asks', async () => {
    const pair = await first();
    const options = { key: 'the-same-key-twice' };
    const twice = [
      await as(world, one).call(acceptPair, params(pair), options),
      await as(world, one).call(acceptPair, params(pair), options),
    ];
    expect(twice.map(({ status, body }) => [status, body.state])).toEqual([
      [200, 'shortlisted'],
      [200, 'shortlisted'],
    ]);
    const both = await Promise.all([reject(pair, { reason: 'price' }), reject(pair, { reason: 'other' })]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });
});

describe('a pair of which one side is not shown any more', () => {
  it.each([
    ['offer', { state: 'on_hold' }],
    ['offer', { state: 'closed_owner' }],
    ['need', { state: 'withdrawn' }],
    ['need', { audience: 'private_search' }],
  ] as const)('leaves at the next read: %s %j', async (side, change) => {
    const caller = await broker(world);
    const pair = await first(caller);
    await accept(pair, caller);
    await world.admin.updateTable('listing').set(change).where('id', '=', pair[side].id).execute();
    expect((await waiting(caller)).map((other) => other[side].id)).not.toContain(pair[side].id);
    expect((await queue(world, caller, { state: 'shortlisted' })).body.items).toEqual([]);
    expect((await as(world, caller).call(getSuggestedPair, { ...params(pair), query: {} })).problem.code).toBe('record.not_found');
    expect((await reopen(pair, caller)).problem.code).toBe('record.not_found');
    await world.admin.updateTable('listing').set({ state: 'published', audience: 'public' }).where('id', '=', pair[side].id).execute();
    expect((await queue(world, caller, { state: 'shortlisted' })).body.items.map(({ id }) => id)).toEqual([pair.id]);
  });
});
