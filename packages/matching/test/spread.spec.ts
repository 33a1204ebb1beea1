import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownFacts, type MatchFacts } from '../src/facts.ts';
import { spread } from '../src/spread.ts';

type One = { id: string; score: number; facts: MatchFacts };

const newSince = new Date('2026-11-01T00:00:00Z');
const old = new Date('2026-01-01T00:00:00Z');
const list = fc
  .array(fc.record({ organisationId: fc.constantFrom('a', 'b', 'c', 'd', 'e', null), isNew: fc.boolean() }), { maxLength: 30 })
  .map((rows) =>
    rows.map(({ organisationId, isNew }, at): One => ({
      id: `id-${at}`,
      score: 1000 - at * 20,
      facts: { ...unknownFacts('offer'), organisationId, publishedAt: isNew ? newSince : old },
    })),
  );
const factsOf = ({ facts }: One): MatchFacts => facts;
const spreading = { least: 500, newSince };
const countOf = (some: readonly One[], id: string | null): number => some.filter(({ facts }) => facts.organisationId === id).length;

describe('the first ten places', () => {
  it('hold at most three of one organisation while others are there, and leave nobody out', () => {
    fc.assert(
      fc.property(list, (ordered) => {
        const placed = spread(ordered, spreading, factsOf);
        expect(placed.map(({ id }) => id).toSorted()).toEqual(ordered.map(({ id }) => id).toSorted());
        const others = ordered.filter(({ facts }) => facts.organisationId === null || countOf(ordered, facts.organisationId) <= 3).length;
        if (others >= 10) for (const id of ['a', 'b', 'c', 'd', 'e']) expect(countOf(placed.slice(0, 10), id)).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('keep the order of the scores but for who stands back', () => {
    const ordered = ['a', 'a', 'a', 'a', 'b'].map((organisationId, at): One => ({
      id: `id-${at}`,
      score: 900 - at,
      facts: { ...unknownFacts('offer'), organisationId },
    }));
    expect(spread(ordered, spreading, factsOf).map(({ id }) => id)).toEqual(['id-0', 'id-1', 'id-2', 'id-4', 'id-3']);
  });

  const plain = (count: number, newAt: number): One[] =>
    Array.from({ length: count }, (_, at) => ({
      id: `id-${at}`,
      score: 1000 - at * 10,
      facts: { ...unknownFacts('offer'), publishedAt: at === newAt ? newSince : old },
    }));

  it('give the tenth to the best of what is new when none of the others is, if it is worth it', () => {
    expect(spread(plain(20, 14), spreading, factsOf)[9]?.id).toBe('id-14');
    expect(spread(plain(20, 4), spreading, factsOf)[9]?.id).toBe('id-9');
    expect(spread(plain(20, 14), { ...spreading, least: 900 }, factsOf)[9]?.id).toBe('id-9');
  });

  it('pass over what was shown too often', () => {
    const placed = spread(plain(20, -1), { ...spreading, isShownOften: (id) => id === 'id-0' }, factsOf);
    expect(placed.map(({ id }) => id).slice(0, 11)).toEqual([...Array.from({ length: 10 }, (_, at) => `id-${at + 1}`), 'id-0']);
  });
});
