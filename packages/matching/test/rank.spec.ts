import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatchDocument } from '../src/collection.ts';
import { rank, type Ranked } from '../src/rank.ts';
import type { MatchQuery } from '../src/query.ts';
import { ask, askInBoth, bagOfWords, offer, offerInBoth, words, wordsAndVectors } from './world.ts';

const offers: MatchDocument[] = [
  offer('membrane', 'A membrane turns brackish water into drinking water. It needs no chemicals at all.'),
  offer('feed', 'Feed for fish and shrimp pond operators. It is made of insects grown on waste.'),
  offer('loom', 'A loom weaves carbon fibre into sheets. Aircraft makers use them for wings.'),
  offer('loc', 'Bộ lọc nước lợ cho ao tôm, chạy bằng điện mặt trời.', 'vi'),
];
const need = { limit: 10, task: 'need-offer' } as const;
const names = (ranked: readonly Ranked[], documents: readonly MatchDocument[]): string[] =>
  ranked.map(({ doc }) => documents[doc]?.id ?? '?');

const word = fc.constantFrom(
  'membrane',
  'brackish',
  'water',
  'shrimp',
  'pond',
  'feed',
  'loom',
  'fibre',
  'insects',
  'wings',
  'solar',
  'the',
);
const sentence = fc.array(word, { minLength: 1, maxLength: 9 }).map((some) => `${some.join(' ')}.`);
const texts = fc.array(sentence, { minLength: 1, maxLength: 12 });

describe('a ranking', () => {
  it('puts first what the need asks for, in the own language', async () => {
    const collection = await wordsAndVectors(offers);
    expect(names(rank(collection, await ask('drinking water from brackish water', 'en'), need), offers)[0]).toBe('membrane');
  });

  it('finds English offers for a Vietnamese need, and Vietnamese offers for an English one', async () => {
    const collection = words(offers);
    expect(names(rank(collection, await ask('cần lọc nước lợ', 'vi', null), need), offers)).toEqual(
      expect.arrayContaining(['membrane', 'loc']),
    );
    expect(names(rank(collection, await ask('shrimp pond', 'en', null), need), offers)).toEqual(expect.arrayContaining(['feed', 'loc']));
  });

  it('reads what was typed without marks', async () => {
    const collection = words(offers);
    const typed = await ask('loc nuoc lo cho ao tom', 'vi', null);
    expect(typed.spelling).toBe('unmarked');
    expect(names(rank(collection, typed, need), offers)[0]).toBe('loc');
  });

  it('reads a document that stands in both languages in the one it is asked in', async () => {
    const both = [offerInBoth('both', 'Bộ lọc nước lợ cho ao tôm.', 'A filter of brackish water for a shrimp pond.')];
    const only = {
      vi: [offer('both', 'Bộ lọc nước lợ cho ao tôm.', 'vi')],
      en: [offer('both', 'A filter of brackish water for a shrimp pond.')],
    };
    const measured = (documents: readonly MatchDocument[], query: MatchQuery): number | undefined =>
      rank(words(documents), query, need)[0]?.contributions.find(({ channel }) => channel === 'words')?.measured;
    const inVietnamese = await ask('lọc nước lợ', 'vi', null);
    const inEnglish = await ask('brackish water', 'en', null);
    expect(measured(both, inVietnamese)).toBe(measured(only.vi, inVietnamese));
    expect(measured(both, inEnglish)).toBe(measured(only.en, inEnglish));
    const asked = await askInBoth('lọc nước lợ', 'brackish water');
    expect(measured(both, asked)).toBe(measured(only.en, inEnglish));
    expect(measured(only.vi, asked)).toBe(measured(only.vi, inVietnamese));
  });

  it('encodes the English of what stands in both languages', async () => {
    const { vectors } = await wordsAndVectors([offerInBoth('both', 'thức ăn', 'brackish water'), offer('english', 'brackish water')]);
    const cosines = new Float32Array(2);
    vectors?.table.cosines((await askInBoth('thức ăn', 'brackish water')).vectors?.whole ?? new Float32Array(), 0, cosines);
    expect([...cosines].map((cosine) => cosine.toFixed(2))).toEqual(['1.00', '1.00']);
  });

  it('scores exactly the sum of its contributions, with vectors and without', async () => {
    await fc.assert(
      fc.asyncProperty(texts, sentence, fc.boolean(), async (some, query, isWithVectors) => {
        const documents = some.map((text, at) => offer(`d${at}`, text));
        const collection = isWithVectors ? await wordsAndVectors(documents) : words(documents);
        for (const { score, contributions } of rank(collection, await ask(query, 'en'), need))
          expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
      }),
    );
  });

  it('is the same whatever the order of the collection', async () => {
    await fc.assert(
      fc.asyncProperty(texts, sentence, async (some, query) => {
        const documents = some.map((text, at) => offer(`d${at}`, text));
        const turned = documents.toReversed();
        const asked = await ask(query, 'en');
        const one = rank(await wordsAndVectors(documents), asked, need);
        const other = rank(await wordsAndVectors(turned), asked, need);
        expect(names(other, turned)).toEqual(names(one, documents));
        expect(other.map(({ score }) => score.toFixed(9))).toEqual(one.map(({ score }) => score.toFixed(9)));
      }),
    );
  });

  it('counts what a title says more than what stands in the text', async () => {
    const entitled = (id: string, title: string, text: string): MatchDocument => ({ id, texts: { vi: null, en: { title, text } } });
    const documents = [entitled('a', 'carbon loom', 'membrane'), entitled('b', 'carbon membrane', 'loom')];
    expect(names(rank(words(documents), await ask('membrane', 'en', null), need), documents)).toEqual(['b', 'a']);
  });

  it('scores less where a word it was found by is taken away', async () => {
    const without = offer('membrane', 'A membrane turns dull water into drinking water. It needs no chemicals at all.');
    const both = [...offers, { ...without, id: 'changed' }];
    const ranked = rank(await wordsAndVectors(both), await ask('brackish water', 'en'), need);
    const scoreOf = (id: string): number => ranked.find(({ doc }) => both[doc]?.id === id)?.score ?? 0;
    expect(scoreOf('changed')).toBeLessThan(scoreOf('membrane'));
  });

  it('does without vectors of another model', async () => {
    const asked = await ask('brackish water', 'en', { ...bagOfWords, model: 'another' });
    const ranked = rank(await wordsAndVectors(offers), asked, need);
    expect(ranked).toEqual(rank(words(offers), await ask('brackish water', 'en', null), need));
    expect(ranked[0]?.contributions.map(({ channel }) => channel)).not.toContain('meaning');
  });

  it('answers nothing for nothing', async () => {
    expect(rank(words([]), await ask('water', 'en'), need)).toEqual([]);
    expect(rank(words(offers), await ask('', 'en', null), need)).toEqual([]);
  });
});
