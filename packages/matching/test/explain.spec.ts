import type { Bilingual, Language } from '@ketnoi/domain/language';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../src/answer.ts';
import { collectionOf, type Collection, type MatchDocument } from '../src/collection.ts';
import { commonMeanings, placePieces } from '../src/common-meanings.ts';
import { commonWords } from '../src/common-words.ts';
import { explained } from '../src/explain.ts';
import { unknownFacts } from '../src/facts.ts';
import { featureReader } from '../src/features.ts';
import { matchOnly, type Scored } from '../src/match.ts';
import { SHIPPED_MODEL } from '../src/model.ts';
import { matchQuery, type MatchQuery } from '../src/query.ts';
import { unitPlaces } from '../src/unit-places.ts';
import { demoOffers, demoPairs, documentOf, inLanguages, shippedTables, type DemoListing, type DemoPair } from './demo-pairs.ts';
import { ask, offer, wordsAndVectors } from './world.ts';

const model = SHIPPED_MODEL;
const tables = shippedTables;
const today = new Date('2026-11-24T00:00:00Z');
const offers = demoOffers();

type Held = { collection: Collection; listings: readonly DemoListing[]; languages: readonly Language[] };

function held(listings: readonly DemoListing[], languages: readonly Language[]): Held {
  const documents = listings.map((listing) => documentOf(listing, languages));
  return { collection: collectionOf(documents, tables), listings, languages };
}

async function asking({ need }: DemoPair, languages: readonly Language[]): Promise<{ asked: Bilingual; query: MatchQuery }> {
  const asked = inLanguages(need.text, languages);
  return { asked, query: await matchQuery(asked, { tables, provider: null }) };
}

/** The score of listings with all they rest on. */
function reasonsFor(
  { collection, listings, languages }: Held,
  pair: DemoPair,
  of: { asked: Bilingual; query: MatchQuery; docs: number[] },
): Scored[] {
  const factsOf = (doc: number) => listings[doc]?.facts ?? pair.offer.facts;
  const scored = matchOnly(collection, of.query, {
    facts: pair.need.facts,
    factsOf,
    reader: featureReader(tables),
    model,
    today,
    docs: of.docs,
  });
  const textsOf = (doc: number) => inLanguages(listings[doc]?.text ?? pair.offer.text, languages);
  return explained(scored, { collection, query: of.query, model, tables, asked: of.asked, textsOf });
}

const wordsOf = ({ reasons }: Scored): readonly Evidence[] => reasons.find(({ feature }) => feature === 'words')?.evidence ?? [];
const pointsOf = ({ reasons }: Scored): number => reasons.find(({ feature }) => feature === 'words')?.points ?? 0;
const citedIn = (scored: Scored): Evidence[] => wordsOf(scored).filter(({ kind }) => kind === 'word' || kind === 'translation');
const marked = ({ text, ranges }: NonNullable<Evidence['found']>): string[] => ranges.map(([start, end]) => text.slice(start, end));

type Reading = 'english' | 'vietnamese';

/** What is taken away to see whether a reason holds: each cited word; a term that was translated as a whole, since its syllables alone mean other things. */
function citedUnits(scored: Scored | undefined, reading: Reading): string[] {
  const units = (scored === undefined ? [] : citedIn(scored)).flatMap(({ found, entry }) => {
    const parts = (found === null ? [] : marked(found)).map((part) => unitPlaces(part, reading).flatMap(({ unit }) => unit ?? []));
    return entry !== null && reading === 'vietnamese' ? parts.map((part) => part.join(' ')) : parts.flat();
  });
  return [...new Set(units)];
}

/** The text with words that stand side by side replaced, wherever they do, by as many that nobody knows. */
function without(text: string, words: string, reading: Reading): string {
  const gone = words.split(' ');
  const places = unitPlaces(text, reading);
  return places
    .toReversed()
    .filter((place) => {
      const at = places.indexOf(place);
      return gone.some((_, step) => gone.every((word, next) => places[at - step + next]?.unit === word));
    })
    .reduce((left, { start, end }) => `${left.slice(0, start)}qzxw${left.slice(end)}`, text);
}

/** Each pair, and its need with an offer that has little to do with it: there less telling words are cited. */
function withStrangers(pairs: readonly DemoPair[]): DemoPair[] {
  return pairs.flatMap((pair, at) => [pair, { need: pair.need, offer: pairs[(at + 1) % pairs.length]?.offer ?? pair.offer }]);
}

const DIRECTIONS: readonly { from: Language; to: Language; pairs: number }[] = [
  { from: 'en', to: 'en', pairs: 15 },
  { from: 'vi', to: 'vi', pairs: 5 },
  { from: 'vi', to: 'en', pairs: 10 },
  { from: 'en', to: 'vi', pairs: 2 },
];

describe('the words that a reason cites', () => {
  it.each(DIRECTIONS)('lower the score when they are taken away, from $from to $to', async ({ from, to, pairs }) => {
    let tried = 0;
    const reading = to === 'vi' ? 'vietnamese' : 'english';
    for (const pair of withStrangers(demoPairs(pairs))) {
      const others = offers.filter(({ id }) => id !== pair.offer.id).slice(0, to === 'en' ? 12 : 5);
      const { asked, query } = await asking(pair, [from]);
      const first = held([pair.offer, ...others], [to]);
      const [original] = reasonsFor(first, pair, { asked, query, docs: [0] });
      const cited = citedUnits(original, reading);
      const changed = cited.map((unit, at): DemoListing => {
        const text = { ...pair.offer.text, [to]: without(pair.offer.text[to] ?? '', unit, reading) };
        return { ...pair.offer, id: `${pair.offer.id}-${at}`, text };
      });
      const both = held([pair.offer, ...others, ...changed], [to]);
      const docs = [0, ...changed.map((_, at) => 1 + others.length + at)];
      const [whole, ...rest] = reasonsFor(both, pair, { asked, query, docs });
      // Beside so many copies words are less rare: only what is cited there too is compared.
      const still = citedUnits(whole, reading);
      for (const [at, one] of rest.entries()) {
        const unit = cited[at] ?? '';
        if (whole === undefined || !still.includes(unit)) continue;
        expect(pointsOf(one), `${pair.need.id} without ${unit}`).toBeLessThan(pointsOf(whole));
        expect(one.score).toBeLessThan(whole.score);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(pairs);
  });

  it('stand on both sides where the ranges say', async () => {
    const [pair] = demoPairs(1);
    if (pair === undefined) throw new Error('no pair');
    const { asked, query } = await asking(pair, ['vi']);
    const [scored] = reasonsFor(held([pair.offer, ...offers.slice(1, 5)], ['vi', 'en']), pair, { asked, query, docs: [0] });
    const cited = scored === undefined ? [] : citedIn(scored);
    const plain = (text: string | null): string => (text ?? '').replace(/\s/g, ' ');
    for (const { asked: one, found } of cited) {
      expect(plain(asked.vi)).toContain(one?.text.replaceAll('…', ''));
      expect(plain(pair.offer.text.vi)).toContain(found?.text.replaceAll('…', ''));
      expect(one === null ? [] : marked(one).map((part) => part.toLowerCase())).toEqual(
        found === null ? [] : marked(found).map((part) => part.toLowerCase()),
      );
    }
    expect(cited.length).toBeGreaterThan(2);
  });

  it('come with the entry that says that two mean the same', async () => {
    const pair = demoPairs(40).find(({ need }) => need.id === 'TN-026');
    if (pair === undefined) throw new Error('no pair');
    const { asked, query } = await asking(pair, ['vi']);
    const [scored] = reasonsFor(held([pair.offer, ...offers.slice(0, 5)], ['en']), pair, { asked, query, docs: [0] });
    const entries = (scored === undefined ? [] : citedIn(scored)).flatMap(({ entry }) => entry ?? []);
    expect(entries.length).toBeGreaterThan(0);
    for (const { from, to, table } of entries) {
      expect(asked.vi?.toLowerCase()).toContain(from.toLowerCase());
      expect(to).toMatch(/[a-z]/);
      expect(['glossary', 'technical', 'common', 'syllable', 'wiktionary', 'lexicon']).toContain(table);
    }
  });
});

describe('words of both sides', () => {
  const asked = unitPlaces('Brackish water for a shrimp pond, 40 m3', 'english');
  const found = unitPlaces('A shrimp pond of brackish water; 40 wheels', 'english');

  it('are cited when each adds a tenth of a point, side by side where they stand so on both', () => {
    const shares = new Map([
      ['brackish', 9],
      ['water', 4],
      ['brackish_water', 3],
      ['shrimp', 8],
      ['pond', 0.9],
      ['40', 20],
    ]);
    const common = commonWords(asked, found, shares);
    expect(common.map(({ units, tenths }) => [units.join(' '), tenths])).toEqual([
      ['brackish water', 16],
      ['shrimp', 8],
    ]);
  });

  it('are cited by their meaning when that adds a tenth of a point, at the place where its words stand together', () => {
    const text = 'Lọc nước lợ cho ao tôm';
    const pieces = placePieces(text, [
      { from: 'nước lợ', to: ['salty water', 'brackish water'], kind: 'glossary' },
      { from: 'ao tôm', to: ['shrimp pond'], kind: 'technical' },
    ]);
    const shares = new Map([
      ['brackish', 9],
      ['water', 4],
      ['shrimp', 0.4],
      ['pond', 0.5],
    ]);
    const common = commonMeanings(pieces, found, shares);
    expect(common).toMatchObject([{ from: 'nước lợ', to: 'brackish water', table: 'glossary', tenths: 13 }]);
    expect(common.map(({ vietnamese: [start, end] }) => text.slice(start, end))).toEqual(['nước lợ']);
    expect(common[0]?.english).toEqual([
      [17, 25],
      [26, 31],
    ]);
  });
});

describe('what is not spoken of', () => {
  it('is told in the words of the one who asks, and never of what is there', async () => {
    const pairs = demoPairs(8);
    const all = held(offers.slice(0, 12), ['en']);
    let told = 0;
    for (const pair of pairs) {
      const { asked, query } = await asking(pair, ['en']);
      for (const scored of reasonsFor(all, pair, { asked, query, docs: [0, 3, 7] })) {
        const there = new Set(unitPlaces(offers[scored.doc]?.text.en ?? '', 'english').map(({ unit }) => unit));
        for (const { asked: one, found } of wordsOf(scored).filter(({ kind }) => kind === 'missing')) {
          expect(found).toBeNull();
          for (const part of one === null ? [] : marked(one)) {
            expect(asked.en).toContain(part);
            for (const { unit } of unitPlaces(part, 'english')) expect(there).not.toContain(unit);
          }
          told += 1;
        }
      }
    }
    expect(told).toBeGreaterThan(pairs.length);
  });
});

describe('the nearest sentences', () => {
  it('are shown where texts are compared by meaning, one of each side', async () => {
    const documents: MatchDocument[] = [
      offer('membrane', 'The unit weighs twelve kilograms in all. A membrane turns brackish water into drinking water.'),
      offer('loom', 'A loom weaves carbon fibre into long sheets. Aircraft makers use them for wings.'),
    ];
    const collection = await wordsAndVectors(documents);
    const asked = { vi: null, en: 'We run a small farm near the sea. We want drinking water from brackish water.' };
    const query = await ask(asked.en, 'en');
    const facts = unknownFacts('need');
    const factsOf = () => unknownFacts('offer');
    const scored = matchOnly(collection, query, { facts, factsOf, reader: featureReader(null), model, today, docs: [0] });
    const textsOf = (doc: number) => ({ vi: null, en: documents[doc]?.texts.en?.text ?? null });
    const [one] = explained(scored, { collection, query, model, tables, asked, textsOf });
    const [evidence] = one?.reasons.find(({ feature }) => feature === 'meaning')?.evidence ?? [];
    expect(evidence?.asked?.text).toBe('We want drinking water from brackish water.');
    expect(evidence?.found?.text).toBe('A membrane turns brackish water into drinking water.');
  });
});
