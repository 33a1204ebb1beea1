import { FEATURES, type Feature } from '@ketnoi/domain/match';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHIPPED_MODEL, type MatchModel } from '../src/model.ts';
import { ALLOWED_FALL, fallen, refit, type ShownList, type ShownPair } from '../src/refit.ts';

const shown = (position: number, contributions: ShownPair['contributions'], more: Partial<ShownPair> = {}): ShownPair => ({
  position,
  model: SHIPPED_MODEL,
  contributions,
  verdict: null,
  reason: null,
  ...more,
});
const liked = { verdict: 'relevant' } as const;
const passed = (reason: ShownPair['reason']) => ({ verdict: 'not_relevant', reason }) as const;
const lists = (count: number, of: (at: number) => ShownPair[]): ShownList[] =>
  Array.from({ length: count }, (_, at) => ({ id: `need-${at}`, pairs: of(at) }));
const learned = (from: readonly ShownList[], present: MatchModel = SHIPPED_MODEL) => refit(from, present, { name: 'learned' });

describe('refitting', () => {
  it('counts for more what those who judged went by, and for less what misled them', () => {
    const { multipliers, model, loss } = learned(
      lists(40, () => [shown(1, { words: 200, maturity: 10 }, passed('too_early')), shown(2, { words: 120, maturity: 70 }, liked)]),
    );
    expect(multipliers.maturity).toBeGreaterThan(1.1);
    expect(multipliers.words).toBeLessThan(0.95);
    expect(multipliers.place).toBe(1);
    expect(loss.after).toBeLessThan(loss.before);
    expect(model.features.maturity).toBeCloseTo(SHIPPED_MODEL.features.maturity * multipliers.maturity, 3);
    expect(model.channels.words).toBeCloseTo(SHIPPED_MODEL.channels.words * multipliers.words, 3);
    expect([model.name, model.factor, model.bands]).toEqual(['learned', SHIPPED_MODEL.factor, SHIPPED_MODEL.bands]);
  });

  it('changes nothing where nothing was said, or only what says nothing of how well it fits', () => {
    const pairs = [shown(1, { words: 200 }), shown(2, { words: 100 }, passed('already_known')), shown(3, { words: 50 }, passed('other'))];
    for (const from of [[], lists(5, () => pairs)])
      expect(learned(from).multipliers).toEqual(Object.fromEntries(FEATURES.map((feature) => [feature, 1])));
    expect(learned([]).loss).toEqual({ before: 0, after: 0 });
  });

  it('believes who looked far down more than who took what stood on top', () => {
    const far = (position: number) =>
      lists(20, () => [shown(1, { words: 100 }), shown(position, { field: 80 }, liked), shown(2, { sector: 80 }, liked)]);
    expect(learned(far(12)).multipliers.field).toBeGreaterThan(learned(far(3)).multipliers.field);
  });

  it('counts each need as one, however much its people say', () => {
    const loud = (count: number): ShownList => ({
      id: 'loud',
      pairs: [shown(1, { place: 30 }, passed('wrong_topic')), ...Array.from({ length: count }, () => shown(2, { field: 80 }, liked))],
    });
    const quiet = { id: 'quiet', pairs: [shown(1, { sector: 80 }, passed('wrong_topic')), shown(2, { ip: 30 }, liked)] };
    const [once, often] = [learned([loud(1), quiet]).multipliers, learned([loud(30), quiet]).multipliers];
    for (const feature of FEATURES) expect([feature, often[feature]]).toEqual([feature, expect.closeTo(once[feature], 9)]);
    expect(once.sector).toBeLessThan(1);
  });

  it('reads what was shown under another model in the measure of the present one', () => {
    const doubled: MatchModel = {
      ...SHIPPED_MODEL,
      name: 'double',
      features: { ...SHIPPED_MODEL.features, maturity: SHIPPED_MODEL.features.maturity * 2 },
    };
    const of = (model: MatchModel, points: number) =>
      lists(10, () => [shown(1, { words: 100 }, { model }), shown(2, { maturity: points, words: 60 }, { model, ...liked })]);
    expect(learned(of(doubled, 140)).multipliers).toEqual(learned(of(SHIPPED_MODEL, 70)).multipliers);
  });

  it('keeps every weight of its sign, within bounds, and learns the same from the same', () => {
    const points = fc.dictionary(fc.constantFrom(...FEATURES), fc.integer({ min: -300, max: 300 }), { maxKeys: 8 });
    const pair = fc.record({
      position: fc.integer({ min: 1, max: 50 }),
      contributions: points.map((one) => one as Partial<Record<Feature, number>>),
      said: fc.constantFrom(
        { verdict: null, reason: null },
        { ...liked, reason: null },
        passed('wrong_topic'),
        passed('price'),
        passed('already_known'),
      ),
    });
    fc.assert(
      fc.property(fc.array(fc.array(pair, { maxLength: 6 }), { maxLength: 8 }), (all) => {
        const from = all.map((pairs, at) => ({
          id: String(at),
          pairs: pairs.map(({ said, position, contributions }) => shown(position, contributions, said)),
        }));
        const one = learned(from);
        for (const feature of FEATURES) expect(one.multipliers[feature]).toSatisfy((value: number) => value >= 0.5 && value <= 2);
        expect(one.multipliers.feedback).toBe(1);
        expect(one).toEqual(learned(from));
        expect(one.loss.after).toBeLessThanOrEqual(one.loss.before + 1e-9);
      }),
      { numRuns: 40, seed: 5 },
    );
  });
});

describe('a new model', () => {
  it('is refused when a frozen set falls by more than it may', () => {
    const figures = (after: number) => [
      { set: 'a', needs: 30, before: 0.5, after: 0.6 },
      { set: 'b', needs: 30, before: 0.7, after },
    ];
    expect(fallen(figures(0.7 - ALLOWED_FALL)).map(({ set }) => set)).toEqual([]);
    expect(fallen(figures(0.694)).map(({ set }) => set)).toEqual(['b']);
  });
});
