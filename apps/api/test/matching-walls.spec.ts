import { editListing, createListing, submitListing } from '@ketnoi/contracts/listings';
import {
  listCoaching,
  listDismissed,
  listMatches,
  listRemoved,
  listSimilar,
  matcherStanding,
  matchText,
  sendMatchFeedback,
} from '@ketnoi/contracts/matches';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, published } from './support/listings.ts';
import { english, market, matchesOf, NEED, needOf, offerOf, vietnamese, type Market } from './support/market.ts';
import { peopledWorld } from './support/people.ts';
import { steps } from './support/steps.ts';
import {
  ACTORS,
  COMMON,
  FOUND,
  HANDED_IN,
  KNOWN_TO_ALL,
  MASKED_ORGANISATION,
  named,
  NAMES,
  scene,
  TIER_WORDS,
  TITLE,
  type ActorName,
  type Name,
  type Scene,
} from './support/visibility.ts';

const OWN: readonly ActorName[] = ['viewer', 'editor', 'orgAdmin', 'owner', 'conflicted'];
const knows = (actor: ActorName): readonly Name[] => {
  if (OWN.includes(actor)) return [...HANDED_IN, 'draft'];
  return actor === 'moderator' || actor === 'admin' ? HANDED_IN : [];
};

describe('who may ask with what', () => {
  let on: Scene;
  let need: string;
  beforeAll(async () => {
    on = await scene(await peopledWorld(), async () => undefined);
    const { world, actors } = on;
    const writer = await given.person(world, { organisation: await given.organisation(world, { name: 'Hợp tác xã Bãi Bồi' }) });
    const texts = {
      title: both(`Cần vật liệu ${COMMON}`, `${COMMON} material wanted`),
      problem: both(`Cần ${COMMON} bền`, `A lasting ${COMMON} material`),
    };
    need = (await published(world, { writer, moderator: actors.moderator }, needOf(texts))).id;
    await drain(world);
  });
  afterAll(() => on.world.close());

  const secrets = [...Object.entries(TIER_WORDS).flatMap(([tier, word]) => (tier === 'public' ? [] : [word])), MASKED_ORGANISATION];

  it.each(ACTORS.map((name) => [name]))(
    '%s asks with what he may know of, and is told of nothing that is not shown to all',
    async (actor) => {
      const caller = on.actors[actor];
      for (const name of NAMES) {
        const { id } = on.listings[name];
        const may = KNOWN_TO_ALL.includes(name) || knows(actor).includes(name);
        for (const { status, body } of [
          await as(on.world, caller).call(listMatches, { params: { id }, query: {} }),
          await as(on.world, caller).call(listSimilar, { params: { id }, query: {} }),
          await as(on.world, caller).call(listRemoved, { params: { id }, query: { reason: 'trl_below_minimum' } }),
        ]) {
          expect([name, status]).toEqual([name, may ? 200 : 404]);
          if (may)
            expect([name, named(on, JSON.stringify(body)).filter((one) => !FOUND.includes(one) && one !== name)]).toEqual([name, []]);
        }
      }
      const { items, ...rest } = await matchesOf(on.world, caller, need);
      expect(named(on, JSON.stringify(items))).toEqual(NAMES.filter((name) => FOUND.includes(name)));
      expect(rest.considered).toBe(FOUND.length);
      const said = JSON.stringify([items, rest]);
      for (const word of secrets) expect([word, said.includes(word)]).toEqual([word, false]);
      expect(said).not.toContain(on.maskedOrganisation);
    },
  );

  it('is told by no text put to the question box of a word that is closed, nor of a listing that is hidden', async () => {
    const ask = async (text: string) => (await as(on.world, visitor).call(matchText, { body: { text } })).body;
    const plain = await ask(`${COMMON} zzyzx`);
    for (const word of [...secrets, ...NAMES.filter((name) => !FOUND.includes(name)).map((name) => TITLE[name])]) {
      const told = await ask(`${COMMON} ${word}`);
      const facts = told.items.map(({ id, score }) => [id, score]);
      // The name of an organisation holds common words; all others are words of their own.
      if (word !== MASKED_ORGANISATION) expect([word, facts]).toEqual([word, plain.items.map(({ id, score }) => [id, score])]);
      expect([word, told.items.map(({ id }) => id).toSorted()]).toEqual([word, plain.items.map(({ id }) => id).toSorted()]);
      expect(told.considered).toBe(FOUND.length);
    }
  });

  it('lets only its people read what was dismissed and what its listing could say', async () => {
    const { id } = on.listings.open;
    for (const actor of ACTORS) {
      const expected = ['editor', 'orgAdmin', 'owner'].includes(actor) ? 200 : actor === 'visitor' ? 401 : 403;
      for (const endpoint of [listDismissed, listCoaching]) {
        const { status } = await as(on.world, on.actors[actor]).call(endpoint, { params: { id } });
        expect([actor, status]).toEqual([actor, expected]);
      }
    }
    const { status } = await as(on.world, on.actors.member).call(listCoaching, { params: { id: on.listings.draft.id } });
    expect(status).toBe(404);
  });
});

/** The answers to many requests of one who may see nothing of the secrets, with ids by name. */
async function answersIn(on: Market, names: Readonly<Record<string, string>>): Promise<string> {
  const { world, seeker, need, membrane, trap } = on;
  const stranger = await given.person(world, { organisation: await given.organisation(world, { name: 'Người ngoài' }) });
  const answers: unknown[] = [];
  for (const caller of [visitor, stranger, seeker]) {
    for (const id of [need, membrane, trap]) {
      answers.push((await as(world, caller).call(listMatches, { params: { id }, query: { limit: 50 } })).body);
      answers.push((await as(world, caller).call(listSimilar, { params: { id }, query: {} })).body);
      for (const reason of ['trl_below_minimum', 'own_organisation', 'not_wanted'] as const)
        answers.push((await as(world, caller).call(listRemoved, { params: { id }, query: { reason } })).body);
    }
  }
  for (const text of ['Khử mặn nước giếng nhiễm mặn', 'kelvorix membrane', 'desalination under 90 million dong, TRL 9', 'ruồi đục quả'])
    for (const side of ['offer', 'need'] as const) answers.push((await as(world, visitor).call(matchText, { body: { text, side } })).body);
  answers.push((await as(world, visitor).call(matcherStanding, {})).body);
  let text = JSON.stringify(answers, null, 1).replaceAll(/"matchId": "[^"]+"/gu, '"matchId": "set"');
  for (const [name, id] of Object.entries(names)) text = text.replaceAll(id, name);
  return text;
}

type Closed = { technicalDetail: string; reservePrice: string; priceRange: [string, string]; presentCost: string };

/** A market with one more offer and one more need, whose closed parts say this or that; and, where wished, listings that nobody outside may know of. */
async function marketWith(closed: Closed, hidden: boolean): Promise<{ on: Market; answers: string; offer: string }> {
  const on = await market();
  const { world, moderator, seeker } = on;
  const [min, max] = closed.priceRange;
  const money = (amount: string) => ({ amount, currency: 'VND' as const });
  const texts = {
    title: english('Solar still for brackish well water'),
    summary: english('Desalinates well water with heat of the sun.'),
    technicalDetail: english(closed.technicalDetail),
    trlEvidence: english(closed.technicalDetail),
  };
  const values = { reservePrice: money(closed.reservePrice), priceRange: { min, max, currency: 'VND' as const } };
  const masked = await given.person(world, {
    organisation: await given.organisation(world, { name: `Công ty ${closed.technicalDetail}` }),
  });
  world.clock.forward(1000);
  const offer = await published(world, { writer: masked, moderator }, offerOf(texts, { values, masked: true }));
  world.clock.forward(1000);
  const cost = { ...NEED, presentCost: vietnamese(closed.presentCost) };
  const tiers = { presentCost: 'nda' as const, budget: 'party' as const };
  const budget = { min: null, max, currency: 'VND' as const };
  const other = await published(world, { writer: masked, moderator }, needOf(cost, { budget }, { tiers, masked: true }));
  if (hidden) {
    const rival = await given.person(world, { organisation: await given.organisation(world, { name: 'Đối thủ giấu mặt' }) });
    const secret = needOf(NEED, {}, { audience: 'private_search' });
    const searched = await published(world, { writer: rival, moderator }, secret);
    await as(world, rival).call(createListing, { body: offerOf(texts) });
    const waiting = await as(world, rival).call(createListing, { body: offerOf(texts) });
    await as(world, rival).call(submitListing, { params: { id: waiting.body.id } }, { version: waiting.body.version });
    for (const { matchId } of (await matchesOf(world, rival, searched.id)).items)
      await as(world, rival).call(sendMatchFeedback, { params: { id: matchId ?? '' }, body: { verdict: 'not_relevant', reason: 'price' } });
  }
  await drain(world);
  const names = {
    need: on.need,
    membrane: on.membrane,
    filter: on.filter,
    trap: on.trap,
    offer: offer.id,
    other: other.id,
    seekers: on.seekers,
    makers: on.makers,
  };
  expect((await matchesOf(world, seeker, on.need)).items.map(({ id }) => id)).toContain(offer.id);
  return { on, answers: await answersIn(on, names), offer: offer.id };
}

describe('what is closed', () => {
  it('changes nothing of any answer: two markets that differ in it alone answer alike', async () => {
    const one = await marketWith(
      {
        technicalDetail: 'kelvorix layer',
        reservePrice: '90000000',
        priceRange: ['80000000', '95000000'],
        presentCost: '40 triệu một tháng',
      },
      true,
    );
    const other = await marketWith(
      {
        technicalDetail: 'brackish shrimp well',
        reservePrice: '9000000000',
        priceRange: ['7000000000', '9900000000'],
        presentCost: 'rất rẻ',
      },
      false,
    );
    await one.on.world.close();
    await other.on.world.close();
    expect(one.answers.split('\n')).toEqual(other.answers.split('\n'));
    expect(one.answers).not.toMatch(/kelvorix layer|90000000|40 triệu/u);
    expect(one.answers.length).toBeGreaterThan(20_000);
  });
});

describe('forty probes with sliding budgets', () => {
  let on: Market;
  let attacker: Caller;
  beforeAll(async () => {
    on = await market();
    attacker = await given.person(on.world, { organisation: await given.organisation(on.world, { name: 'Kẻ dò giá' }) });
  });
  afterAll(() => on.world.close());

  /** What the attacker reads of one offer with each of forty budgets, his own words left out. */
  async function probes(offer: string, count: number): Promise<string[]> {
    const { world } = on;
    const draft = await as(world, attacker).call(createListing, { body: needOf(NEED) });
    let { version } = draft.body;
    const { id } = draft.body;
    const read: string[] = [];
    for (let at = 1; at <= count; at += 1) {
      const budget = { min: null, max: String(Math.round((at * 200_000_000) / count)), currency: 'VND' as const };
      ({ version } = await steps(world).step(attacker, editListing, { id, version, body: { values: { budget } } }));
      const { items, removed, considered } = await matchesOf(world, attacker, id, { limit: 50 });
      const place = items.findIndex((item) => item.id === offer);
      const { score, band, reasons } = items[place] ?? { score: null, band: null, reasons: [] };
      const told = reasons.map(({ feature, contribution, known, unknownTo, evidence }) => [
        feature,
        contribution,
        known,
        unknownTo,
        evidence.map(({ found, fits }) => [found, fits]),
      ]);
      read.push(JSON.stringify([place, items.length, removed, considered, score, band, told]));
    }
    return read;
  }

  it('narrow the hidden price of an offer by nothing, where a public one is read at once', async () => {
    const { world, maker, moderator } = on;
    const range = (amount: string) => ({ min: amount, max: amount, currency: 'VND' as const });
    const texts = {
      title: english('Reverse osmosis unit for salty well water'),
      summary: english('Desalinates well water for shrimp ponds.'),
    };
    const values = { reservePrice: { amount: '97000000', currency: 'VND' as const }, priceRange: range('103000000') };
    const shown = async (offer: ReturnType<typeof offerOf>): Promise<string> => {
      const { id } = await published(world, { writer: maker, moderator }, offer);
      await drain(world);
      return id;
    };
    const closedReads = new Set(await probes(await shown(offerOf(texts, { values })), 40));
    const tiers = { priceRange: 'public' as const };
    const openReads = new Set(await probes(await shown(offerOf(texts, { values: { priceRange: range('103000000') }, tiers })), 8));
    expect([closedReads.size, [...closedReads][0]?.startsWith('[-1')]).toEqual([1, false]);
    expect(openReads.size).toBeGreaterThan(1);
  });
});
