import { describe, expect, it } from 'vitest';
import { bootstrap, qualityOf } from '../src/ranking-quality.ts';

describe('the quality of a ranking', () => {
  it('counts what is relevant among the first', () => {
    const got = ['x', 'a', ...Array.from({ length: 60 }, (_, at) => `y${at}`), 'b'];
    const quality = qualityOf({ a: 1, b: 1, c: 0 }, got);
    expect(quality).toMatchObject({ mrr10: 0.5, recall50: 0.5, recall100: 1 });
    expect(quality.ndcg10).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 10);
  });

  it('is nothing where nothing is relevant', () => {
    expect(qualityOf({ a: 0 }, ['a'])).toEqual({ ndcg10: 0, mrr10: 0, recall50: 0, recall100: 0 });
  });

  it('has an interval around its mean, the same each time, as wide as theory says', () => {
    const figures = Array.from({ length: 400 }, (_, at) => at % 2);
    const { mean, low, high } = bootstrap(figures);
    expect(mean).toBe(0.5);
    expect(bootstrap(figures)).toEqual({ mean, low, high });
    // 1.96 times 0.5 / sqrt(400).
    expect(low).toBeCloseTo(0.451, 2);
    expect(high).toBeCloseTo(0.549, 2);
  });
});
