import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedTypos, closestWord, isTypoOf, typoDistance } from '../src/distance.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'đ', '🚰'), maxLength: 9 });

describe('typing errors', () => {
  it.each([
    ['perovsite', 'perovskite', true],
    ['lithum', 'lithium', true],
    ['batery', 'battery', true],
    ['nghiepj', 'nghiep', true],
    ['nghiêpp', 'nghiệp', true],
    ['chuyen', 'chuyne', true],
    ['quang', 'quan', true],
    ['biotehcnolgy', 'biotechnology', true],
    ['photovoltaci', 'photovoltaic', true],
    ['nuoc', 'nuocs', false],
    ['thai', 'thia', false],
    ['quang', 'qua', false],
    ['perovskite', 'perovskite', false],
    ['nghiệp', 'nghiep', false],
    ['22000', '22001', false],
    ['tcvn5935', 'tcvn5936', false],
    ['solar', 'sol4r', false],
    ['biotechnology', 'bioethicology', false],
  ])('%j for %j: %j', (typed, meant, expected) => {
    expect(isTypoOf(typed, meant)).toBe(expected);
  });

  it.each([
    ['bò', 0],
    ['nuoc', 0],
    ['nước', 0],
    ['quang', 1],
    ['nghiệp'.normalize('NFD'), 1],
    ['treatmen', 1],
    ['treatment', 2],
    ['22000', 0],
    ['iso22000', 0],
    ['', 0],
  ])('in %j there may be %i', (text, allowed) => {
    expect(allowedTypos(text)).toBe(allowed);
  });

  it('are counted as one each: inserted, left out, exchanged, swapped', () => {
    expect(typoDistance('abcde', 'abxcde', 2)).toBe(1);
    expect(typoDistance('abcde', 'abde', 2)).toBe(1);
    expect(typoDistance('abcde', 'abxde', 2)).toBe(1);
    expect(typoDistance('abcde', 'abdce', 2)).toBe(1);
    expect(typoDistance('abcde', 'edcba', 2)).toBe(3);
  });

  it('are mended by the closest word', () => {
    expect(closestWord('batery', ['bakery', 'battery', 'binary'])).toBe('battery');
    expect(closestWord('sensro', ['sensory', 'sensor'])).toBe('sensor');
    expect(closestWord('xuong', ['luong', 'suong', 'vuong'])).toBe('suong');
    expect(closestWord('trong', ['chong', 'truong'])).toBe('truong');
    expect(closestWord('nuong', ['tuong', 'luong', 'nuon'])).toBe('nuon');
    expect(closestWord('water', ['later', 'cater'])).toBe('later');
    expect(closestWord('biotehcnolgy', ['biotechnologic', 'biotechnology'])).toBe('biotechnology');
    expect(closestWord('nuoc', ['nuocs'])).toBeNull();
    expect(closestWord('perovskite', [])).toBeNull();
  });

  it('are as many one way as the other, none only for the same word, and the limit cuts exactly', () => {
    fc.assert(
      fc.property(word, word, fc.nat({ max: 10 }), (a, b, limit) => {
        const full = typoDistance(a, b, 20);
        expect(typoDistance(b, a, 20)).toBe(full);
        expect(full === 0).toBe(a === b);
        expect(full).toBeLessThanOrEqual(Math.max([...a].length, [...b].length));
        expect(typoDistance(a, b, limit)).toBe(Math.min(full, limit + 1));
      }),
    );
  });
});
