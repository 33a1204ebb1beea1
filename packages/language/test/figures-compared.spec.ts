import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFigures } from '../src/figures-compared.ts';
import { figuresIn, type Quantity } from '../src/figures.ts';

function figure(text: string, language: 'vi' | 'en' = 'vi'): Quantity {
  const [first] = figuresIn(text, language);
  if (first === undefined) throw new Error(`no figure in ${text}`);
  return first;
}

const anyQuantity: fc.Arbitrary<Quantity> = fc
  .record({
    comparator: fc.constantFrom('at_least', 'at_most', 'about', 'equal', 'between'),
    low: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
    span: fc.double({ min: 0, max: 1e4, noNaN: true }),
  })
  .map(({ comparator, low, span }) => {
    const to = comparator === 'between' ? low + span : null;
    return {
      comparator,
      value: low,
      valueTo: to,
      canonical: 'm3/d',
      dimension: 'flow',
      base: 'm3/d',
      amount: low,
      amountTo: to,
      doubt: null,
    };
  });

describe('a figure found for a figure asked', () => {
  it.each([
    ['ít nhất 40 m³/ngày', '50 m³/day', 'fits'],
    ['khoảng 40 m³/ngày', '50 m³/day', 'fits'],
    ['40 m³/ngày', '50 m³/day', 'near'],
    ['40 m³/ngày', '10–60 m³/day', 'fits'],
    ['40 m³/ngày', '40.000 lít/ngày', 'fits'],
    ['ít nhất 40 m³/ngày', '10 m³/day', 'fails'],
    ['ít nhất 40 m³/ngày', '30 m³/day', 'near'],
    ['dưới 1 g/l', '0,8 g/l', 'fits'],
    ['dưới 1 g/l', '0,9-1,9 g/l', 'near'],
    ['dưới 1 g/l', 'dưới 500 mg/l', 'fits'],
    ['dưới 1 g/l', '3 g/l', 'fails'],
    ['dưới 1 g/l', '0,4‰', 'fits'],
    ['tối đa 80 °C', '176 °F', 'fits'],
    ['tối đa 80 °C', '90 °C', 'near'],
    ['tối đa 80 °C', '120 °C', 'fails'],
    ['pH 6–9', 'pH 7', 'fits'],
    ['pH 6–9', 'pH 9,5', 'near'],
    ['pH 6–9', 'pH 11,5', 'fails'],
    ['ít nhất 2 năm', '24 tháng', 'fits'],
    ['không quá 10 kW', '5 HP', 'fits'],
  ] as const)('%s: %s %s', (asked, found, expected) => {
    expect(compareFigures(figure(asked), figure(found))).toBe(expected);
  });

  it('cannot be judged when it measures another thing', () => {
    expect(compareFigures(figure('40 m³/ngày'), figure('40 m³'))).toBeNull();
    expect(compareFigures(figure('35 lít/con'), figure('35 lít'))).toBeNull();
  });

  it('does not fail for the worse reading of a doubtful number', () => {
    expect(compareFigures(figure('tối đa 2 km'), figure('1.200 m', 'en'))).toBe('fits');
    expect(compareFigures(figure('ít nhất 1 km'), figure('1.200 m', 'en'))).toBe('near');
    expect(compareFigures(figure('ít nhất 1 km'), figure('1.2 m', 'en'))).toBe('fails');
  });

  it('is judged the other way round by the opposite limit, unless it is the limit itself', () => {
    fc.assert(
      fc.property(anyQuantity, anyQuantity, ({ amount }, other) => {
        const limit = (comparator: 'at_least' | 'at_most'): Quantity => ({
          ...other,
          comparator,
          amount,
          amountTo: null,
          value: amount,
          valueTo: null,
        });
        const found: Quantity = { ...other, comparator: 'equal', amountTo: null };
        const both = [compareFigures(limit('at_least'), found), compareFigures(limit('at_most'), found)];
        expect(both.filter((fit) => fit === 'fits')).toHaveLength(Math.abs(amount - other.amount) <= 1e-9 * amount ? 2 : 1);
      }),
    );
  });

  it('always fits itself, and fits alike in every unit', () => {
    fc.assert(
      fc.property(anyQuantity, anyQuantity, fc.double({ min: 0.001, max: 1000, noNaN: true }), (asked, found, factor) => {
        expect(compareFigures(asked, asked)).toBe('fits');
        const inOther = (one: Quantity): Quantity => ({
          ...one,
          amount: one.amount * factor,
          amountTo: one.amountTo === null ? null : one.amountTo * factor,
        });
        expect(compareFigures(inOther(asked), inOther(found))).toBe(compareFigures(asked, found));
      }),
    );
  });

  it('that reaches further is never judged worse by a lower limit', () => {
    const rank = { fails: 0, near: 1, fits: 2 };
    fc.assert(
      fc.property(
        anyQuantity,
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (asked, one, more) => {
          const limit: Quantity = { ...asked, comparator: 'at_least', amountTo: null };
          const fit = (amount: number) => rank[compareFigures(limit, { ...asked, comparator: 'equal', amount, amountTo: null }) ?? 'fails'];
          expect(fit(one + more)).toBeGreaterThanOrEqual(fit(one));
        },
      ),
    );
  });
});
