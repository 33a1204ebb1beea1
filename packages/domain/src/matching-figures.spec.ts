import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aboutMatchingEn } from './about-matching-en.ts';
import { aboutMatchingVi } from './about-matching-vi.ts';
import { FIGURE_SETS, MATCHING_FIGURES } from './matching-figures.ts';

const written = readFileSync(new URL('../../../infra/bench/matching.md', import.meta.url), 'utf8');
const plain = (thousandths: number): string => (thousandths / 1000).toFixed(3);

describe('the public figures of matching', () => {
  it.each(MATCHING_FIGURES)('are those that were written down: $set', ({ ndcg, low, high, recall50 }) => {
    const row = written.split('\n').find((line) => line.includes(`${plain(ndcg)} [${plain(low)}, ${plain(high)}]`));
    expect(row).toContain(plain(recall50));
  });

  it('tell of every collection once, in both languages', () => {
    expect(MATCHING_FIGURES.map((one) => one.set)).toEqual([...FIGURE_SETS]);
    for (const { figures } of [aboutMatchingVi, aboutMatchingEn]) expect(Object.keys(figures.sets)).toEqual([...FIGURE_SETS]);
  });
});
