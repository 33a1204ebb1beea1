import { listMatches, listRemoved, listSimilar, matcherStanding, type Matched } from '@ketnoi/contracts/matches';
import { createListing, editListing, holdListing, resumeListing } from '@ketnoi/contracts/listings';
import { FEATURES } from '@ketnoi/domain/match';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor } from './support/as.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { published } from './support/listings.ts';
import { addsUp, english, market, matchesOf, NEED, needOf, offerOf, type Market } from './support/market.ts';
import { steps } from './support/steps.ts';

let on: Market;
beforeAll(async () => {
  on = await market();
});
afterAll(() => on.world.close());

const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
const reason = ({ reasons }: Matched, feature: string) => {
  const found = reasons.find((one) => one.feature === feature);
  if (found === undefined) throw new Error(`no ${feature}`);
  return found;
};

describe('a need in Vietnamese', () => {
  it('finds the English offer that could solve it, with reasons whose contributions add up to the score exactly', async () => {
    const { items, considered, ranker, limitations } = await matchesOf(on.world, on.seeker, on.need);
    expect(ids(items)).toEqual([on.membrane, on.trap]);
    expect([considered, ranker.length > 0, limitations]).toEqual([3, true, expect.not.arrayContaining(['search_only', 'loading'])]);
    for (const item of items) expect([item.title.en, addsUp(item)]).toEqual([item.title.en, true]);
    expect(reason(items[0] as Matched, 'words').contribution).toBeGreaterThan(0);
  });

  it('speaks of field, readiness, sector, budget and place in the reader’s language, or says what is unknown', async () => {
    const [vi, en] = await Promise.all((['vi', 'en'] as const).map((lang) => matchesOf(on.world, on.seeker, on.need, { lang })));
    const [first, same] = [vi?.items[0] as Matched, en?.items[0] as Matched];
    expect(reason(first, 'maturity').text).toBe('TRL\u00a06, bạn cần từ 6');
    expect(reason(same, 'maturity').text).toBe('TRL\u00a06, you asked for 6 or more');
    expect(reason(first, 'sector').text).toContain('Công nghiệp môi trường');
    expect(reason(first, 'field')).toMatchObject({
      known: false,
      unknownTo: 'asking',
      contribution: 0,
      text: 'Chưa rõ: bạn chưa nêu lĩnh vực',
    });
    expect(reason(same, 'field').text).toBe('Unknown: you do not give a field');
    expect(reason(same, 'budget')).toMatchObject({ known: false, contribution: 0 });
    expect(reason(same, 'place').known).toBe(true);
    for (const item of [...(vi?.items ?? []), ...(en?.items ?? [])])
      for (const { text, feature } of item.reasons) {
        expect(FEATURES).toContain(feature);
        expect(text).toMatch(/^\p{Lu}.{4,}$/u);
        expect(text).not.toMatch(/undefined|null|\?|\d (?:₫|VND|TRL)/u);
      }
  });

  it('is told what was taken out before ranking and why, and what could be said more closely', async () => {
    const { removed, unknown, dismissed } = await matchesOf(on.world, on.seeker, on.need);
    expect(removed).toEqual([{ reason: 'trl_below_minimum', count: 1 }]);
    expect([unknown.includes('budget'), unknown.includes('fields'), unknown.includes('trlMin'), dismissed]).toEqual([true, true, false, 0]);
    const asked = { params: { id: on.need }, query: { reason: 'trl_below_minimum' as const } };
    const shown = await as(on.world, visitor).call(listRemoved, asked);
    expect(ids(shown.body.items)).toEqual([on.filter]);
    const none = await as(on.world, visitor).call(listRemoved, { ...asked, query: { reason: 'territory' } });
    expect(none.body.items).toEqual([]);
  });

  it('speaks to outsiders of the need, not of them, and names no pair to be judged', async () => {
    for (const caller of [visitor, on.maker]) {
      const { items, unknown } = await matchesOf(on.world, caller, on.need, { lang: 'en' });
      expect(ids(items)[0]).toBe(on.membrane);
      expect(items.every(({ matchId }) => matchId === null)).toBe(true);
      expect(reason(items[0] as Matched, 'maturity').text).toBe('TRL\u00a06, the need asks for 6 or more');
      expect(unknown).toEqual([]);
    }
    const { items } = await matchesOf(on.world, on.seeker, on.need);
    expect(items.every(({ matchId }) => matchId !== null)).toBe(true);
  });

  it('counts its budget, which members may read, for members and not for others', async () => {
    const { moderator, seeker, maker, world } = on;
    const budget = { min: null, max: '200000000', currency: 'VND' as const };
    const { id } = await published(world, { writer: seeker, moderator }, needOf(NEED, { budget }));
    const priced = await published(
      world,
      { writer: maker, moderator },
      offerOf(
        { title: english('Desalination unit for shrimp pond wells'), summary: english('Takes salt out of well water for shrimp ponds.') },
        { values: { priceRange: { min: '150000000', max: null, currency: 'VND' } }, tiers: { priceRange: 'public' } },
      ),
    );
    await drain(world);
    const budgetFor = async (caller: typeof visitor) =>
      reason((await matchesOf(world, caller, id, { lang: 'vi' })).items.find((item) => item.id === priced.id) as Matched, 'budget');
    expect(await budgetFor(seeker)).toMatchObject({
      known: true,
      text: 'Giá từ 150\u00a0triệu\u00a0₫, ngân sách của bạn đến 200\u00a0triệu\u00a0₫',
    });
    expect(await budgetFor(maker)).toMatchObject({ known: true });
    const unread = await budgetFor(visitor);
    expect(unread).toMatchObject({ known: false, unknownTo: 'asking', contribution: 0 });
    expect(JSON.stringify(unread)).not.toContain('200');
    await steps(world).step(maker, holdListing, { id: priced.id, version: priced.version, body: {} });
  });
});

describe('an offer', () => {
  it('is matched by nothing that is closed, not even for its owner: a price behind an NDA counts as none', async () => {
    const { world, maker, seeker, moderator } = on;
    const range = { min: '150000000', max: '200000000', currency: 'VND' as const };
    const texts = {
      title: english('Capacitive deionisation of salty well water'),
      summary: english('Desalinates well water for shrimp ponds.'),
    };
    const { id, version } = await published(world, { writer: maker, moderator }, offerOf(texts, { values: { priceRange: range } }));
    const budget = { min: null, max: '100000000', currency: 'VND' as const };
    const open = await published(world, { writer: seeker, moderator }, needOf(NEED, { budget }, { tiers: { budget: 'public' } }));
    await drain(world);
    const { items, unknown } = await matchesOf(world, maker, id, { lang: 'en' });
    const found = reason(items.find((item) => item.id === open.id) as Matched, 'budget');
    expect(found).toMatchObject({ known: false, unknownTo: 'asking', contribution: 0, text: 'Unknown: you do not give a price' });
    expect([JSON.stringify(items).includes('150000000'), unknown.includes('priceRange')]).toEqual([false, false]);
    await steps(world).step(maker, holdListing, { id, version, body: {} });
  });

  it('finds the needs it could answer', async () => {
    const { items } = await matchesOf(on.world, on.maker, on.membrane, { lang: 'en' });
    expect(ids(items)).toContain(on.need);
    expect(items.every(({ side }) => side === 'need')).toBe(true);
    expect(items.every(addsUp)).toBe(true);
  });

  it('is shown with similar offers, its own maker’s among them, and nothing of that is written down', async () => {
    const before = await on.world.admin.selectFrom('match').select('id').execute();
    const { body, status } = await as(on.world, on.maker).call(listSimilar, { params: { id: on.membrane }, query: { lang: 'en' } });
    expect([status, ids(body.items)[0]]).toEqual([200, on.filter]);
    expect(ids(body.items)).not.toContain(on.membrane);
    expect(body.items.every((item) => addsUp(item) && item.matchId === null && item.side === 'offer')).toBe(true);
    expect(await on.world.admin.selectFrom('match').select('id').execute()).toEqual(before);
  });
});

describe('what has changed since it was indexed', () => {
  it('leaves no answer that is not shown at this moment', async () => {
    const { world, maker, need, membrane } = on;
    const { step, read } = steps(world);
    const { version } = (await read(maker, membrane)).body;
    await step(maker, holdListing, { id: membrane, version, body: {} });
    const held = await matchesOf(world, visitor, need);
    expect(ids(held.items)).not.toContain(membrane);
    const removed = await as(world, visitor).call(listSimilar, { params: { id: on.filter }, query: {} });
    expect(ids(removed.body.items)).not.toContain(membrane);
    const again = (await read(maker, membrane)).body;
    await step(maker, resumeListing, { id: membrane, version: again.version });
    await drain(world);
    expect(ids((await matchesOf(world, visitor, need)).items)[0]).toBe(membrane);
  });
});

describe('asking with a draft', () => {
  it('works for its own people with what they have written last, and is not found by anybody else', async () => {
    const { world, seeker, need, maker, moderator } = on;
    const { step, read } = steps(world);
    const { version } = (await read(seeker, need)).body;
    const flies = {
      texts: {
        title: { vi: 'Bắt ruồi đục quả vườn ổi', en: null },
        problem: { vi: 'Ruồi đục quả phá ổi, xoài; cần bẫy không phun thuốc.', en: null },
      },
    };
    await step(seeker, editListing, { id: need, version, body: flies });
    expect(ids((await matchesOf(world, seeker, need)).items)[0]).toBe(on.trap);
    expect(ids((await matchesOf(world, maker, need)).items)[0]).toBe(on.membrane);
    const draft = await as(world, seeker).call(createListing, { body: needOf(flies.texts) });
    expect(ids((await matchesOf(world, seeker, draft.body.id)).items)[0]).toBe(on.trap);
    for (const caller of [visitor, maker, moderator])
      expect((await as(world, caller).call(listMatches, { params: { id: draft.body.id }, query: {} })).status).toBe(404);
  });
});

describe('another ranker', () => {
  it('is looked at by who watches over rankers, by name, and leaves no trace', async () => {
    const { world, need, moderator, seeker } = on;
    const { ranker } = await matchesOf(world, seeker, need);
    const weights = { features: { maturity: 0, sector: 0 } };
    await world.admin
      .insertInto('matchModel')
      .values({ name: 'tried-1', weights: JSON.stringify(weights), basis: '{}', state: 'candidate', createdAt: world.clock.now() })
      .execute();
    const tried = await matchesOf(world, moderator, need, { ranker: 'tried-1' });
    expect([tried.ranker, reason(tried.items[0] as Matched, 'maturity').contribution]).toEqual(['tried-1', 0]);
    expect((await matchesOf(world, moderator, need)).ranker).toBe(ranker);
    const asked = (caller: typeof visitor, name: string) =>
      as(world, caller).call(listMatches, { params: { id: need }, query: { ranker: name } });
    expect((await asked(seeker, 'tried-1')).problem.code).toBe('access.forbidden');
    expect((await asked(visitor, 'tried-1')).problem.code).toBe('access.forbidden');
    const unknown = await asked(moderator, 'no-such');
    expect([unknown.status, unknown.problem.errors?.[0]?.field]).toEqual([400, 'ranker']);
  });

  it('is used from the moment it is taken into use', async () => {
    const { world, need } = on;
    await world.admin
      .updateTable('matchModel')
      .set({ state: 'active', activatedAt: world.clock.now() })
      .where('name', '=', 'tried-1')
      .execute();
    expect((await matchesOf(world, visitor, need)).ranker).toBe('tried-1');
    expect((await as(world, visitor).call(matcherStanding, {})).body).toMatchObject({ ranker: 'tried-1', ready: true });
    await world.admin.deleteFrom('matchModel').execute();
    const own = await given.person(world, {});
    expect((await matchesOf(world, own, need)).ranker).not.toBe('tried-1');
  });
});
