import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentUnits, encodedTextsOf, encodeTexts, READINGS, type Collection, type MatchDocument } from '../src/collection.ts';
import { collectionFiller } from '../src/live-collection.ts';
import { marketWords, wordCounter, type MarketWords } from '../src/market-words.ts';
import type { MatchQuery } from '../src/query.ts';
import { rank } from '../src/rank.ts';
import { ask, askInBoth, bagOfWords, offer, offerInBoth, tables } from './world.ts';

const word = fc.constantFrom('filter', 'membrane', 'salt', 'pond', 'copper', 'wheel', 'laser', 'nước', 'lợ', 'ao', 'tôm', 'lọc');
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const texts = fc.record({ one: text, other: text, form: fc.constantFrom('vi' as const, 'en' as const, 'both' as const) });
const market = fc
  .array(texts, { minLength: 1, maxLength: 14 })
  .map((all) =>
    all.map(({ one, other, form }, at) => (form === 'both' ? offerInBoth(`offer ${at}`, one, other) : offer(`offer ${at}`, one, form))),
  );

/** Documents with their vectors, read as a search for one question reads its candidates. */
async function held(documents: readonly MatchDocument[], counts: Record<string, MarketWords> = {}): Promise<Collection> {
  const filler = collectionFiller();
  filler.add(documents, tables);
  const live = filler.finish();
  live.useModel('encoded', bagOfWords);
  for (const one of documents) {
    const { whole, sentences } = encodedTextsOf(one, tables);
    live.putVectors('encoded', one.id, (await encodeTexts([whole, ...sentences], bagOfWords, () => {})).stored);
  }
  const collection = live.collection();
  for (const reading of READINGS) {
    const counted = counts[reading];
    if (counted !== undefined) collection.lexical[reading].market = counted;
  }
  return collection;
}

function counted(documents: readonly MatchDocument[]): Record<string, MarketWords> {
  const counters = { english: wordCounter(), vietnamese: wordCounter(), folded: wordCounter() };
  for (const one of documents) {
    const units = documentUnits(one, tables);
    for (const reading of READINGS) {
      const found = units[reading];
      if (found !== null) counters[reading].add(found);
    }
  }
  return Object.fromEntries(READINGS.map((reading) => [reading, marketWords(counters[reading].finish())]));
}

/** What each document scores, to the last bit, by its id. */
const scores = (collection: Collection, query: MatchQuery) =>
  new Map(
    rank(collection, query, { limit: Infinity, task: 'need-offer' }).map(({ doc, ...rest }) => [collection.documents[doc]?.id, rest]),
  );

describe('a few documents of a market with the counts of all of it', () => {
  it('score what they score among all, to the last bit, whichever they are and in whatever order', async () => {
    const queries = [await ask('lọc nước lợ ao tôm salt filter', 'vi'), await ask('salt filter pond membrane', 'en')];
    const both = await askInBoth('lọc nước lợ trong ao', 'filter salt of a pond');
    await fc.assert(
      fc.asyncProperty(market, fc.infiniteStream(fc.boolean()), async (all, chosen) => {
        const some = all.filter(() => chosen.next().value === true).toReversed();
        const whole = await held(all);
        const few = await held(some, counted(all));
        for (const query of [...queries, both]) {
          const expected = scores(whole, query);
          for (const [id, scored] of scores(few, query)) expect([id, scored]).toEqual([id, expected.get(id)]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('score otherwise without the counts, so that these are what makes them equal', async () => {
    const all = [offer('a', 'salt filter'), offer('b', 'salt pond'), offer('c', 'salt wheel'), offer('d', 'copper laser')];
    const query = await ask('salt filter', 'en');
    const alone = scores(await held(all.slice(0, 1)), query).get('a')?.score;
    expect(alone).not.toBe(scores(await held(all), query).get('a')?.score);
  });

  it('count a word that came after the market was counted by the documents at hand', async () => {
    const query = await ask('perovskite', 'en');
    const few = await held([offer('new', 'perovskite')], counted([offer('a', 'salt filter'), offer('b', 'copper wheel')]));
    const words = scores(few, query)
      .get('new')
      ?.contributions.find(({ channel }) => channel === 'words');
    expect(words?.measured).toBeGreaterThan(0);
  });
});

describe('the counts of a market', () => {
  it('tell of each word how many documents hold it, and nothing of pairs that one alone holds', () => {
    const counter = wordCounter();
    counter.add({ words: ['salt', 'filter', 'salt'], pairs: ['salt_filter', 'filter_salt'] });
    counter.add({ words: ['salt', 'filter'], pairs: ['salt_filter'] });
    counter.add({ words: [], pairs: [] });
    const counts = counter.finish();
    const { holders, size, words } = marketWords(counts);
    expect([size, words]).toEqual([2, 5]);
    expect(['salt', 'filter', 'salt_filter', 'filter_salt', 'pond'].map(holders)).toEqual([2, 2, 2, 0, 0]);
    expect(counts.holders).toHaveLength(3);
  });
});
