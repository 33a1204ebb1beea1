import type { createListing } from '@ketnoi/contracts/listings';
import { readSuggestions } from '@ketnoi/contracts/suggestions';
import type { Input } from '@ketnoi/contracts/endpoint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matcherAway } from '../src/matching/client.ts';
import { as, visitor, type Caller } from './support/as.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { drafted, published } from './support/listings.ts';
import { english, market, offerOf, vietnamese, type Market } from './support/market.ts';

type Draft = Input<typeof createListing>['body'];

const SHOWN = [
  ['Solar dryer for mango slices', 'Dries fruit of orchards with heat of the sun.', '401', 'AGR-HITECH'],
  ['Heat pump dryer for lychee fruit', 'Dries fruit gently at low heat.', '401', 'AGR-HITECH'],
  ['Freeze dryer for jackfruit', 'Dries fruit pieces under vacuum.', '401', 'AGR-HITECH'],
  ['Robot arm for welding', 'Welds steel frames in a workshop.', '203', 'IND-MECHATRONICS'],
  ['Welding robot controller', 'Controls a robot that welds steel.', '203', 'IND-MECHATRONICS'],
] as const;
const WORDS = { technologyKeywords: { vi: ['máy sấy'], en: ['fruit dryer'] } };

const DRYER: Draft = {
  side: 'offer',
  kind: 'technology',
  texts: {
    title: english('Dryer for fruit'),
    summary: english('A fruit dryer with a heat pump dries mango slices; tried as a prototype.'),
  },
};

let on: Market;
let shown: string[];
beforeAll(async () => {
  on = await market();
  const { world, maker, moderator } = on;
  shown = [];
  for (const [title, summary, field, sector] of SHOWN) {
    world.clock.forward(1000);
    const values = { fields: [field], sectors: [sector], ...(field === '401' ? WORDS : {}) };
    shown.push(
      (await published(world, { writer: maker, moderator }, offerOf({ title: english(title), summary: english(summary) }, { values }))).id,
    );
  }
  await drain(world);
});
afterAll(() => on.world.close());

const asked = (caller: Caller, id: string) => as(on.world, caller).call(readSuggestions, { params: { id } });

async function suggestedFor(draft: Draft) {
  const { id } = await drafted(on.world, on.maker, draft);
  const { status, body } = await asked(on.maker, id);
  expect(status).toBe(200);
  return body;
}

describe('what is suggested for a draft', () => {
  it('has the right field and sector first of at most three, with the listings that speak for them', async () => {
    const { fields, sectors, limitations } = await suggestedFor(DRYER);
    expect([fields[0]?.code, sectors[0]?.code]).toEqual(['401', 'AGR-HITECH']);
    expect([fields.length <= 3, sectors.length <= 3]).toEqual([true, true]);
    const named = fields[0]?.reasons.filter(({ kind }) => kind === 'neighbour').map(({ listing }) => listing?.id);
    expect(named?.toSorted()).toEqual(shown.slice(0, 3).toSorted());
    expect(limitations).not.toContain('away');
  });

  it('names a class by the words of its own name where these stand in the draft', async () => {
    const { fields } = await suggestedFor({ ...DRYER, texts: { title: vietnamese('Cơ khí và chế tạo máy nông nghiệp') } });
    expect(fields.flatMap(({ reasons }) => reasons.map(({ kind }) => kind))).toContain('class_text');
  });

  it('has key words that the draft and listings near it speak of', async () => {
    const { keywords } = await suggestedFor(DRYER);
    const word = keywords.en.find(({ text }) => text === 'fruit dryer');
    expect([word?.inText, word?.listings.length]).toEqual([true, 3]);
  });

  it('is nothing that is chosen already', async () => {
    const { fields, sectors, keywords } = await suggestedFor({ ...DRYER, values: { fields: ['401'], sectors: ['AGR-HITECH'], ...WORDS } });
    expect([...fields, ...sectors].map(({ code }) => code).filter((code) => code === '401' || code === 'AGR-HITECH')).toEqual([]);
    expect([...keywords.vi, ...keywords.en].map(({ text }) => text).filter((text) => text === 'máy sấy' || text === 'fruit dryer')).toEqual(
      [],
    );
  });

  it('does not change with a word of what is closed', async () => {
    const canary = 'Robot arm welding steel frames, welding robot controller';
    const closed = { technicalDetail: english(canary), trlEvidence: english(canary), description: english(canary) };
    const tiers = { description: 'member' as const };
    expect(await suggestedFor({ ...DRYER, texts: { ...DRYER.texts, ...closed }, tiers })).toEqual(await suggestedFor(DRYER));
    const { fields } = await suggestedFor({ ...DRYER, texts: { ...DRYER.texts, description: english(canary.repeat(5)) } });
    expect(fields).not.toEqual((await suggestedFor(DRYER)).fields);
  });

  it('asks for the evidence of the level that is stated, or that its words speak of, and of the next', async () => {
    const guessed = await suggestedFor(DRYER);
    expect(guessed.trl).toEqual({ level: 6, stated: false, words: 'prototype' });
    expect(new Set(guessed.trlQuestions.map(({ level }) => level))).toEqual(new Set([6, 7]));
    const stated = await suggestedFor({ ...DRYER, values: { trl: 4 } });
    expect([stated.trl?.stated, stated.trlQuestions.map(({ level }) => level)]).toEqual([true, [4, 4, 5]]);
  });

  it('is for those who may edit it, and for others there is no such thing', async () => {
    const { id } = await drafted(on.world, on.maker, DRYER);
    const stranger = await given.person(on.world, { organisation: await given.organisation(on.world) });
    for (const caller of [stranger, on.seeker]) for (const one of [id, shown[0] ?? '']) expect((await asked(caller, one)).status).toBe(404);
    expect((await asked(visitor, id)).status).toBe(401);
  });

  it('names no listing that is not shown any more, even when the index still does', async () => {
    const { id } = await drafted(on.world, on.maker, DRYER);
    const { matching } = on.world.ctx;
    const answer = await matching.classify({ title: english('Dryer for fruit'), text: english(''), side: 'offer', listingId: null });
    const stale = {
      ...matching,
      classify: async () => ({
        ...answer,
        fields: answer.fields.map((one) => ({
          ...one,
          named: false,
          neighbours: one.neighbours.map((near) => ({ ...near, version: near.version + 1 })),
        })),
      }),
    };
    const before = on.world.ctx.matching;
    on.world.ctx.matching = stale;
    expect(answer.fields.length).toBeGreaterThan(0);
    expect((await asked(on.maker, id)).body.fields).toEqual([]);
    on.world.ctx.matching = before;
  });

  it('says that nobody was there to be asked, and still asks for evidence', async () => {
    const { id } = await drafted(on.world, on.maker, DRYER);
    const before = on.world.ctx.matching;
    on.world.ctx.matching = { ...before, classify: () => Promise.reject(matcherAway(new Error('nobody'))) };
    const { status, body } = await asked(on.maker, id);
    on.world.ctx.matching = before;
    expect([status, body.fields, body.sectors, body.keywords, body.limitations]).toEqual([200, [], [], { vi: [], en: [] }, ['away']]);
    expect(body.trlQuestions.length).toBeGreaterThan(0);
  });
});
