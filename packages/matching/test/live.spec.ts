import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collectionOf,
  encodedTexts,
  encodeTexts,
  encodingOf,
  withVectors,
  type Collection,
  type MatchDocument,
} from '../src/collection.ts';
import { collectionFiller, type LiveCollection } from '../src/live-collection.ts';
import { liveVectors } from '../src/live-vectors.ts';
import type { MatchQuery } from '../src/query.ts';
import { rank } from '../src/rank.ts';
import { vectorTable } from '../src/vector-table.ts';
import { ask, bagOfWords, offer, tables } from './world.ts';

const word = fc.constantFrom('filter', 'membrane', 'salt', 'pond', 'copper', 'wheel', 'laser', 'nước', 'lợ', 'ao', 'tôm', 'lọc');
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const IDS = Array.from('abcdefghij');
const document = fc
  .record({ id: fc.constantFrom(...IDS), text, language: fc.constantFrom('vi' as const, 'en' as const) })
  .map(({ id, text, language }) => offer(id, text, language));
const step = fc.oneof(
  document.map((put) => ({ put })),
  fc.constantFrom(...IDS).map((remove) => ({ remove })),
  fc.constant({ tidy: true }),
  fc.nat(3).map((begin) => ({ begin })),
);

/** The score of each document by its id, as the ranker makes it. */
const scores = (collection: Collection, query: MatchQuery): Record<string, number> =>
  Object.fromEntries(
    rank(collection, query, { limit: Infinity, task: 'need-offer' }).map(({ doc, score }) => [collection.documents[doc]?.id ?? '', score]),
  );

async function vectorsOf(document: MatchDocument) {
  const { vi, en } = document.texts;
  const encoded = encodedTexts({ vi: vi?.text ?? null, en: en?.text ?? null }, { tables });
  return (await encodeTexts([encoded.whole, ...encoded.sentences], bagOfWords, () => {})).stored;
}

async function putWithVectors(live: LiveCollection, documents: readonly MatchDocument[]): Promise<void> {
  live.put(documents, tables);
  for (const one of documents) live.putVectors('encoded', one.id, await vectorsOf(one));
}

async function builtAtOnce(documents: readonly MatchDocument[]): Promise<Collection> {
  const collection = collectionOf(documents, tables);
  const encoding = encodingOf(collection, tables);
  return withVectors(collection, encoding, { model: bagOfWords.model, table: await encodeTexts(encoding.texts, bagOfWords, () => {}) });
}

describe('a collection that lives', () => {
  it('gives the scores of one that is built at once of what is there, whatever came, changed, went and was tidied before', async () => {
    const query = await ask('lọc nước lợ membrane salt filter pond', 'vi');
    await fc.assert(
      fc.asyncProperty(fc.array(document, { maxLength: 6 }), fc.array(step, { maxLength: 14 }), async (first, steps) => {
        const held = new Map(first.map((one) => [one.id, one]));
        const filler = collectionFiller();
        filler.add([...held.values()], tables);
        const live = filler.finish();
        live.useModel('encoded', bagOfWords);
        for (const one of held.values()) live.putVectors('encoded', one.id, await vectorsOf(one));
        let tidying = live.tidySteps();
        for (const one of steps) {
          if ('put' in one) {
            held.set(one.put.id, one.put);
            await putWithVectors(live, [one.put]);
          } else if ('remove' in one) {
            held.delete(one.remove);
            live.remove([one.remove]);
          } else if ('begin' in one) for (let left = one.begin; left > 0; left -= 1) tidying.next();
          else {
            for (const done of tidying) expect(done).toBeUndefined();
            tidying = live.tidySteps();
          }
        }
        const once = await builtAtOnce([...held.values()]);
        expect(scores(live.collection(), query)).toEqual(scores(once, query));
        expect(live.size()).toBe(held.size);
      }),
      { numRuns: 150 },
    );
  });

  it('says when it should be tidied, and gives numbers out again afterwards', () => {
    const live = collectionFiller().finish();
    for (let at = 0; at < 400; at += 1) live.put([offer('same', `filter ${at}`)], tables);
    expect(live.isUntidy()).toBe(true);
    const before = live.collection().documents.length;
    for (const done of live.tidySteps()) expect(done).toBeUndefined();
    expect(live.isUntidy()).toBe(false);
    live.put([offer('same', 'filter'), offer('other', 'salt')], tables);
    expect(live.collection().documents).toHaveLength(before);
  });

  it('compares by no vectors of another model, nor by those of a text that was replaced', async () => {
    const live = collectionFiller().finish();
    live.useModel('encoded', bagOfWords);
    await putWithVectors(live, [offer('a', 'salt filter'), offer('b', 'copper wheel')]);
    const query = await ask('salt filter', 'en');
    const channels = (id: string): string[] => {
      const collection = live.collection();
      const found = rank(collection, query, { limit: 9, task: 'need-offer' }).find(({ doc }) => collection.documents[doc]?.id === id);
      return (found?.contributions ?? []).map(({ channel }) => channel);
    };
    expect(channels('a')).toContain('meaning');
    live.put([offer('a', 'salt filter again')], tables);
    expect(channels('a')).not.toContain('meaning');
    live.useModel('encoded', { ...bagOfWords, model: 'another' });
    expect(channels('b')).not.toContain('meaning');
  });
});

describe('live vectors', () => {
  it('keep every row where it belongs while documents of many sizes come and go, and after they were written down', () => {
    const put = fc.record({ doc: fc.nat(30), rows: fc.integer({ min: 1, max: 5 }), value: fc.integer({ min: 1, max: 100 }) });
    const drop = fc.record({ doc: fc.nat(30), rows: fc.constant(0), value: fc.constant(0) });
    fc.assert(
      fc.property(fc.array(fc.oneof(put, put, drop), { maxLength: 60 }), (steps) => {
        const live = liveVectors({ model: 'one', dimensions: 16 });
        const held = new Map<number, { rows: number; value: number }>();
        for (const { doc, rows, value } of steps) {
          if (rows === 0) live.drop(doc);
          else live.put(doc, { bytes: new Int8Array(rows * 16).fill(value), scales: new Float32Array(rows).fill(value) });
          if (rows === 0) held.delete(doc);
          else held.set(doc, { rows, value });
        }
        for (const one of [live, liveVectors(live.parts())]) {
          const { table, starts, ends } = one.vectors();
          for (let doc = 0; doc <= 30; doc += 1) {
            const { rows, value } = held.get(doc) ?? { rows: 1, value: 0 };
            expect(one.has(doc)).toBe(held.has(doc));
            const places = [...(held.has(doc) ? [doc] : []), ...Array.from({ length: rows - 1 }, (_, at) => (starts[doc] ?? 0) + at)];
            expect((ends[doc] ?? 0) - (starts[doc] ?? 0)).toBe(rows - 1);
            for (const row of places) {
              expect(table.stored.scales[row]).toBe(value);
              expect([...table.stored.bytes.subarray(row * 16, row * 16 + 16)]).toEqual(Array.from({ length: 16 }, () => value));
            }
          }
        }
      }),
    );
  });

  it('are those that a table gives', () => {
    const vector = Float32Array.from({ length: 16 }, (_, at) => (at === 3 ? 1 : 0));
    const live = liveVectors({ model: 'one', dimensions: 16 });
    live.putWhole(5, vector);
    const alone = vectorTable({ dimensions: 16, rows: 1 });
    alone.put(0, vector);
    expect(live.vectors().table.vectorOf(5)).toEqual(alone.vectorOf(0));
  });
});
