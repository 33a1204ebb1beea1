import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatchDocument } from '../src/collection.ts';
import { unknownFacts, type MatchFacts } from '../src/facts.ts';
import { featureReader } from '../src/features.ts';
import { matchAll, matchOnly, type MatchOptions } from '../src/match.ts';
import { FACT_FEATURES, SHIPPED_MODEL } from '../src/model.ts';
import { needFacts, offerFacts } from './arbitrary-facts.ts';
import { ask, bagOfWords, offer, words, wordsAndVectors } from './world.ts';

const today = new Date('2026-11-24T00:00:00Z');
const reader = featureReader(null);
const word = fc.constantFrom('membrane', 'brackish', 'water', 'shrimp', 'pond', 'feed', 'loom', 'fibre', 'insects', 'solar');
const sentence = fc.array(word, { minLength: 1, maxLength: 9 }).map((some) => `${some.join(' ')}.`);
type World = { documents: MatchDocument[]; facts: MatchFacts[] };
const world = fc.array(fc.record({ text: sentence, facts: offerFacts }), { minLength: 1, maxLength: 12 }).map((rows): World => ({
  documents: rows.map(({ text }, at) => offer(`d${String(at).padStart(2, '0')}`, text)),
  facts: rows.map(({ facts }) => facts),
}));

function options({ facts }: Pick<World, 'facts'>, need: MatchFacts, more: Partial<MatchOptions> = {}): MatchOptions {
  const factsOf = (doc: number): MatchFacts => facts[doc] ?? unknownFacts('offer');
  return { facts: need, factsOf, reader, model: SHIPPED_MODEL, today, limit: 50, filtered: false, ...more };
}

describe('a match', () => {
  it('scores exactly the sum of its reasons, in whole tenths, with vectors and without', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(world, sentence), needFacts, fc.boolean(), async ([some, query], need, isWithVectors) => {
        const collection = isWithVectors ? await wordsAndVectors(some.documents) : words(some.documents);
        const asked = await ask(query, 'en', isWithVectors ? bagOfWords : null);
        const { matches } = matchAll(collection, asked, options(some, need));
        for (const { score, reasons } of matches) {
          expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score);
          for (const { points, known } of reasons) expect(Number.isInteger(points) && (known || points === 0)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('always speaks of field, maturity, sector, budget and place, or says who is silent', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(world, needFacts, async (some, need) => {
        const { matches } = matchAll(words(some.documents), await ask('brackish water', 'en', null), options(some, need));
        found += matches.length;
        for (const { reasons } of matches) {
          for (const feature of ['field', 'maturity', 'sector', 'budget', 'place'] as const) {
            const { known, unknownTo, evidence } = reasons.find((one) => one.feature === feature) ?? {};
            if (known === true) expect({ unknownTo, isTold: evidence?.length !== 0 }).toEqual({ unknownTo: null, isTold: true });
            else expect(['asking', 'found', 'both']).toContain(unknownTo);
          }
        }
      }),
      { numRuns: 40 },
    );
    expect(found).toBeGreaterThan(0);
  });

  it('is the same whatever the order of the collection, with its reasons', async () => {
    await fc.assert(
      fc.asyncProperty(world, sentence, needFacts, async (some, query, need) => {
        const turned = { documents: some.documents.toReversed(), facts: some.facts.toReversed() };
        const asked = await ask(query, 'en');
        const told = async (one: World) =>
          matchAll(await wordsAndVectors(one.documents), asked, options(one, need)).matches.map(({ id, score, reasons }) => ({
            id,
            score,
            reasons,
          }));
        expect(await told(turned)).toEqual(await told(some));
      }),
      { numRuns: 30 },
    );
  });

  it('stands by score and then by id, and is scored alike when it is asked for alone', async () => {
    await fc.assert(
      fc.asyncProperty(world, sentence, needFacts, async (some, query, need) => {
        const collection = words(some.documents);
        const asked = await ask(query, 'en', null);
        const { matches } = matchAll(collection, asked, options(some, need));
        const order = matches.toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
        expect(matches.map(({ id }) => id)).toEqual(order.map(({ id }) => id));
        const alone = matchOnly(collection, asked, { ...options(some, need), docs: matches.map(({ doc }) => doc) });
        expect(alone.map(({ score }) => score)).toEqual(matches.map(({ score }) => score));
      }),
      { numRuns: 40 },
    );
  });

  it('loses exactly the points of a fact that is taken away', async () => {
    const taken: Partial<Record<(typeof FACT_FEATURES)[number], Partial<MatchFacts>>> = {
      field: { fields: [], ipc: [] },
      sector: { sectors: [] },
      maturity: { trl: null },
      budget: { amount: null },
      place: { province: null, region: null, country: null },
      modes: { modes: [] },
      ip: { ipStatuses: [] },
      time: { expiresAt: null },
      elements: { technologyKeywords: [], marketKeywords: [] },
      figures: { claims: [], figures: [], codes: [] },
    };
    await fc.assert(
      fc.asyncProperty(needFacts, offerFacts, fc.constantFrom(...FACT_FEATURES), async (need, facts, feature) => {
        // Trust is bound to the rest of the score; without it the rest adds up alone.
        const plain = { ...facts, verified: false, publishedAt: null };
        const fewer = taken[feature];
        const documents = [offer('whole', 'brackish water'), offer('less', 'brackish water')];
        const both = { documents, facts: [plain, { ...plain, ...fewer }] };
        const { matches } = matchAll(words(documents), await ask('brackish water', 'en', null), options(both, need));
        const [whole, less] = ['whole', 'less'].map((id) => matches.find((one) => one.id === id));
        const points = whole?.reasons.find((one) => one.feature === feature)?.points ?? 0;
        const lost = (whole?.score ?? 0) - (less?.score ?? 0);
        expect(fewer === undefined || points <= 0 ? points : lost).toBe(points);
      }),
    );
  });

  it('gives trust no more than a tenth of its score', async () => {
    await fc.assert(
      fc.asyncProperty(world, sentence, needFacts, async (some, query, need) => {
        const { matches } = matchAll(words(some.documents), await ask(query, 'en', null), options(some, need));
        for (const { score, reasons } of matches) {
          const trust = reasons.find(({ feature }) => feature === 'trust')?.points ?? 0;
          expect(trust * 10).toBeLessThanOrEqual(Math.max(0, score));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does not fall when a word that nobody asked for gives way to one that was', async () => {
    const others = ['copper', 'wheel', 'laser', 'cotton', 'engine'];
    const text = fc.array(fc.constantFrom(...others, 'brackish', 'water', 'membrane'), { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(text, fc.nat(), fc.constantFrom('brackish', 'water', 'membrane'), async (some, seed, asked) => {
        const places = [...some.keys()].filter((at) => others.includes(some[at] ?? ''));
        const place = places[seed % Math.max(1, places.length)];
        if (place === undefined) return;
        const documents = [
          offer('before', some.join(' ')),
          offer('after', some.with(place, asked).join(' ')),
          offer('else', 'copper loom'),
        ];
        const facts = documents.map(() => unknownFacts('offer'));
        const query = await ask('brackish water membrane', 'en', null);
        const { matches } = matchAll(words(documents), query, options({ facts }, unknownFacts('need')));
        const scoreOf = (id: string): number => matches.find((one) => one.id === id)?.score ?? -Infinity;
        expect(scoreOf('after')).toBeGreaterThanOrEqual(scoreOf('before'));
      }),
    );
  });
});

describe('similar listings', () => {
  it('are ranked by text and class alone', async () => {
    const documents = [offer('one', 'brackish water'), offer('other', 'brackish water')];
    const facts = [
      { ...unknownFacts('offer'), trl: 9, fields: [['2', '207']] },
      { ...unknownFacts('offer'), trl: 1, fields: [['2', '207']], organisationId: 'own' },
    ];
    const asked = { ...unknownFacts('offer'), fields: [['2', '207']], organisationId: 'own' };
    const { matches, removed } = matchAll(
      words(documents),
      await ask('brackish water', 'en', null),
      options({ facts }, asked, { similar: true, filtered: true }),
    );
    expect(matches.map(({ score }) => score)).toEqual([matches[0]?.score, matches[0]?.score]);
    expect(matches[0]?.reasons.map(({ feature }) => feature)).toEqual(['meaning', 'words', 'field', 'sector']);
    expect(removed).toEqual([]);
  });
});

describe('what was said of earlier answers', () => {
  it.each([true, false])('moves what is like them, and only while it stands (vectors: %s)', async (isWithVectors) => {
    const documents = [
      offer('membrane', 'membrane brackish water desalination'),
      offer('twin', 'membrane brackish water desalination unit'),
      offer('feed', 'feed for shrimp pond water'),
    ];
    const keywords = [['membrane'], ['membrane'], ['feed']];
    const facts = keywords.map((technologyKeywords) => ({ ...unknownFacts('offer'), technologyKeywords }));
    const collection = isWithVectors ? await wordsAndVectors(documents) : words(documents);
    const query = await ask('water', 'en', isWithVectors ? bagOfWords : null);
    const scoresOf = (taught: MatchOptions['taught']) =>
      new Map(
        matchAll(collection, query, {
          ...options({ facts }, unknownFacts('need')),
          ...(taught === undefined ? {} : { taught }),
        }).matches.map(({ id, score }) => [id, score]),
      );
    const before = scoresOf(undefined);
    const disliked = scoresOf({ liked: [], wrongTopic: [0] });
    const liked = scoresOf({ liked: [0], wrongTopic: [] });
    expect(disliked.get('twin')).toBeLessThan(before.get('twin') ?? 0);
    expect(liked.get('twin')).toBeGreaterThan(before.get('twin') ?? 0);
    expect((before.get('feed') ?? 0) - (disliked.get('feed') ?? 0)).toBeLessThan((before.get('twin') ?? 0) - (disliked.get('twin') ?? 0));
    expect(scoresOf({ liked: [], wrongTopic: [] })).toEqual(before);
  });
});
