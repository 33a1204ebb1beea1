import { expect, it, vi } from 'vitest';
import { unknownFacts } from '../src/facts.ts';
import { featureReader } from '../src/features.ts';
import { nearTaught } from '../src/taught.ts';
import { offer, wordsAndVectors } from './world.ts';

it('compares what was taught with the documents that are asked about alone, however many there are', async () => {
  const texts = ['brackish water filter', 'brackish water filter for ponds', ...Array.from({ length: 40 }, (_, at) => `loom number ${at}`)];
  const collection = await wordsAndVectors(texts.map((text, at) => offer(`d${at}`, text)));
  const { vectors } = collection;
  if (vectors === null) throw new Error('no vectors');
  const cosines = vi.spyOn(vectors.table, 'cosines');
  const asked = { factsOf: () => unknownFacts('offer'), reader: featureReader(null), today: new Date('2026-11-24T00:00:00Z') };
  const measured = nearTaught(collection, { ...asked, taught: { liked: [0], wrongTopic: [20, 21] } });
  expect(measured?.(1).value).toBeGreaterThan(0);
  expect(measured?.(22).value).toBeLessThan(0);
  expect(cosines.mock.calls.reduce((rows, [, , into]) => rows + into.length, 0)).toBeLessThanOrEqual(6);
});
