import fc from 'fast-check';
import { expect, it } from 'vitest';
import { highest } from '../src/highest.ts';

const values = fc.array(fc.integer({ min: -5, max: 20 }), { maxLength: 60 });

it('gives the places of the highest values above the bound, and all that equal the last of them', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 20 }), fc.integer({ min: -6, max: 10 }), (all, count, bound) => {
      const above = all.filter((value) => value > bound).toSorted((one, other) => other - one);
      const least = above.length <= count ? -Infinity : (above[count - 1] ?? 0);
      const expected = all.flatMap((value, at) => (value > bound && value >= least ? [at] : []));
      expect(highest(Float64Array.from(all), count, bound)).toEqual(expected);
      expect(highest(Float32Array.from(all), count, bound)).toEqual(expected);
    }),
  );
});
