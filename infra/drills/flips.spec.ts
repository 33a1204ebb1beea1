import { describe, expect, it } from 'vitest';
import { judge } from './flips.ts';

const flip = (word: string, hiddenAt: number) => ({ id: word, version: 1, word, hiddenAt });
const reading = (began: number, ended: number, ...words: string[]) => ({ path: '/p', began, ended, words: new Set(words) });

describe('the verdict on answers while listings are hidden', () => {
  const flips = [flip('zqa', 100), flip('zqb', Infinity)];

  it('finds fault with what was asked for after the hiding and tells of it', () => {
    expect(judge(flips, [reading(130, 140, 'zqa')])).toEqual({
      late: ['/p told of what was hidden 30 ms before it was asked'],
      crossed: 0,
    });
    expect(judge(flips, [reading(100, 110, 'zqa')]).late).toHaveLength(1);
  });

  it('lets pass what was on its way, what came before, and what is still shown', () => {
    expect(judge(flips, [reading(90, 120, 'zqa')])).toEqual({ late: [], crossed: 1 });
    expect(judge(flips, [reading(50, 60, 'zqa'), reading(200, 210, 'zqb'), reading(200, 210)])).toEqual({ late: [], crossed: 0 });
  });
});
