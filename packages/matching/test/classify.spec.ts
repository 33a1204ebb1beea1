import { describe, expect, it } from 'vitest';
import { suggestCodes } from '../src/classify.ts';
import { ask, offer, words } from './world.ts';

const documents = [
  offer('membrane', 'A membrane turns brackish water into drinking water.'),
  offer('filter', 'A sand filter clears brackish water of ponds.'),
  offer('loom', 'A loom weaves carbon fibre into sheets.'),
  offer('unlabelled', 'Brackish water, brackish water.'),
];
const codes = [['2.7', '1.5'], ['2.7'], ['2.5'], []];
const labelled = { neighbours: words(documents), codesOf: (doc: number) => codes[doc] ?? [], classes: null };
const suggest = async (text: string, given = {}, options = {}) =>
  suggestCodes(await ask(text, 'en', null), { ...labelled, ...given }, { limit: 3, ...options });

describe('suggested codes', () => {
  it('are those of the nearest documents, by votes that add up to one, with the documents that speak for each', async () => {
    const found = await suggest('brackish water');
    expect(found.map(({ code }) => code)).toEqual(['2.7', '1.5']);
    // The two nearest vote a third and a quarter; the nearer or the farther one carries both codes.
    expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(found[0]?.neighbours.toSorted()).toEqual([0, 1]);
    expect(found[1]?.neighbours).toEqual([0]);
  });

  it('pass over what has no code, and what is the text itself', async () => {
    expect(await suggest('brackish water', {}, { except: (doc: number) => doc === 0 })).toMatchObject([
      { code: '2.7', share: 1, neighbours: [1] },
    ]);
  });

  it('come from the names of classes too, in either language', async () => {
    const classes = words([offer('2.5', 'carbon fibre'), offer('4.3', 'shrimp pond'), offer('4.9', 'lọc nước lợ', 'vi')]);
    expect((await suggest('shrimp pond', { classes })).map(({ code }) => code)).toContain('4.3');
    expect((await suggest('brackish water filter', { classes })).map(({ code }) => code)).toContain('4.9');
  });

  it('are none where nothing is near', async () => {
    expect(await suggest('violin')).toEqual([]);
  });
});
