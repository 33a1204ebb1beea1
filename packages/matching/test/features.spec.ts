import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownFacts, type MatchFacts } from '../src/facts.ts';
import { factMeasures, featureReader, type FactMeasures } from '../src/features.ts';
import { textFigures } from '../src/text-figures.ts';
import { needFacts, offerFacts } from './arbitrary-facts.ts';
import { shippedTables } from './demo-pairs.ts';

const today = new Date('2026-11-24T00:00:00Z');
const need = (facts: Partial<MatchFacts>): MatchFacts => ({ ...unknownFacts('need'), ...facts });
const offer = (facts: Partial<MatchFacts>): MatchFacts => ({ ...unknownFacts('offer'), ...facts });

function compared(asked: MatchFacts, found: MatchFacts, tables: typeof shippedTables | null = null): FactMeasures {
  return factMeasures({ facts: asked, reader: featureReader(tables), today })(found);
}

const valueOf = (feature: keyof FactMeasures, asked: MatchFacts, found: MatchFacts): number | null =>
  compared(asked, found)[feature]?.value ?? null;

describe('a feature', () => {
  it('is between -1 and 1, or unknown with who is silent, in either direction', () => {
    fc.assert(
      fc.property(needFacts, offerFacts, (one, other) => {
        for (const measures of [compared(one, other), compared(other, one)]) {
          for (const measured of Object.values(measures)) {
            if (measured.value === null) expect(['asking', 'found', 'both']).toContain(measured.unknownTo);
            else expect(Math.abs(measured.value)).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  const fitting: readonly [keyof FactMeasures, (asked: MatchFacts, found: MatchFacts) => Partial<MatchFacts>][] = [
    ['field', ({ fields }, found) => ({ fields: [...found.fields, ...fields.slice(0, 1)] })],
    ['sector', ({ sectors }, found) => ({ sectors: [...found.sectors, ...sectors.slice(0, 1)] })],
    ['maturity', ({ trl }) => (trl === null ? {} : { trl })],
    ['budget', ({ amount }) => (amount?.max === null || amount === null ? {} : { amount: { ...amount, min: amount.max } })],
    ['place', ({ province, region, country }) => (province === null ? {} : { province, region, country })],
    ['modes', ({ modes }, found) => ({ modes: [...found.modes, ...modes.slice(0, 1)] })],
    [
      'elements',
      ({ technologyKeywords }, found) => ({ technologyKeywords: [...found.technologyKeywords, ...technologyKeywords.slice(0, 1)] }),
    ],
    ['figures', ({ figures }, found) => ({ figures: [...found.figures, ...figures] })],
    ['ip', (_, found) => ({ ipStatuses: [...found.ipStatuses, 'granted'] })],
    ['time', () => ({ expiresAt: new Date('2029-01-01T00:00:00Z') })],
    ['trust', () => ({ verified: true, publishedAt: today })],
  ];

  it.each(fitting)('%s never falls when the other side comes to know a fact that fits', (feature, fit) => {
    fc.assert(
      fc.property(needFacts, offerFacts, (asked, found) => {
        const before = valueOf(feature, asked, found);
        const after = valueOf(feature, asked, { ...found, ...fit(asked, found) });
        // Where the need is over no date fits, and no amount of another currency is comparable.
        if (feature === 'time' && (after ?? 0) < 0) return;
        expect(after ?? 0).toBeGreaterThanOrEqual(before ?? 0);
      }),
    );
  });
});

describe('fields', () => {
  const asked = need({ fields: [['2', '207', '20702']] });
  it.each([
    [[['2', '207', '20702']], 1],
    [[['2', '207']], 0.8],
    [[['2', '207', '20705']], 0.6],
    [[['2', '205', '20510']], 0.2],
    [[['4', '401']], 0],
    [[], null],
  ])('%j is as near as the tree says: %s', (fields, value) => {
    expect(valueOf('field', asked, offer({ fields }))).toBe(value);
  });
});

describe('maturity', () => {
  it.each([
    [7, 7, 1],
    [9, 7, 1],
    [6, 7, 0.75],
    [4, 7, 0.25],
    [1, 9, -1],
  ])('of an offer at TRL %s for a need from TRL %s is %s', (trl, least, value) => {
    expect(valueOf('maturity', need({ trl: least }), offer({ trl }))).toBe(value);
    expect(valueOf('maturity', offer({ trl }), need({ trl: least }))).toBe(value);
  });

  it('shows both levels, each on its side', () => {
    const [level] = compared(need({ trl: 7 }), offer({ trl: 6 })).maturity?.evidence() ?? [];
    expect(level).toMatchObject({ kind: 'level', asked: { text: '7' }, found: { text: '6' }, fits: false });
    const [turned] = compared(offer({ trl: 6 }), need({ trl: 7 })).maturity?.evidence() ?? [];
    expect(turned).toMatchObject({ asked: { text: '6' }, found: { text: '7' } });
  });
});

describe('a budget', () => {
  const vnd = (min: bigint | null, max: bigint | null) => ({ min, max, currency: 'VND' as const });
  it.each([
    [vnd(50n, 150n), 1],
    [vnd(100n, null), 1],
    [vnd(125n, 400n), 0.5],
    [vnd(150n, null), 0],
    [vnd(900n, null), -0.5],
    [{ min: 1n, max: 2n, currency: 'USD' as const }, null],
  ])('of 100 against a price of %o is %s', (amount, value) => {
    expect(valueOf('budget', need({ amount: vnd(null, 100n) }), offer({ amount }))).toBe(value);
  });

  it('says which side is silent', () => {
    const silent = compared(need({ amount: vnd(1n, 2n) }), offer({})).budget;
    expect(silent).toMatchObject({ value: null, unknownTo: 'found' });
    expect(compared(offer({ amount: vnd(1n, 2n) }), need({})).budget).toMatchObject({ value: null, unknownTo: 'found' });
    expect(compared(need({}), offer({})).budget).toMatchObject({ value: null, unknownTo: 'both' });
  });
});

describe('figures', () => {
  const target = { quantity: 'Độ mặn / Salinity', comparator: 'at_most', value: 1, valueTo: null, unit: 'g/l' } as const;
  const texts = (vi: string | null, en: string | null) => textFigures({ vi, en });

  it('of a target are met by what an offer claims or says, whatever the unit and language', () => {
    const claim = { quantity: 'Salinity', text: '0.8 g/L', language: 'en' } as const;
    expect(valueOf('figures', need({ targets: [target] }), offer({ claims: [claim] }))).toBe(0.5);
    expect(valueOf('figures', need({ targets: [target] }), offer({ figures: texts('Nước ra có độ mặn 800 mg/l.', null) }))).toBe(0.5);
    expect(valueOf('figures', need({ targets: [target] }), offer({ figures: texts('Sắt còn 1 mg/l.', null) }))).toBeNull();
    expect(valueOf('figures', need({ figures: texts('cần 40 m³/ngày', null) }), offer({ figures: texts(null, 'treats 40 m³/day') }))).toBe(
      0.5,
    );
  });

  it('that fall short are shown and take nothing away', () => {
    const claim = { quantity: 'Salinity', text: '3 g/L', language: 'en' } as const;
    const { figures } = compared(need({ targets: [target] }), offer({ claims: [claim] }));
    expect(figures?.value).toBe(0);
    expect(figures?.evidence()).toMatchObject([{ kind: 'figure', fits: false, found: { text: 'Salinity: 3 g/L' } }]);
  });

  it('without a name speak of each other only where the unit does', () => {
    expect(valueOf('figures', need({ figures: texts(null, 'cut by 30%') }), offer({ figures: texts(null, 'saves 30%') }))).toBeNull();
  });

  it('asked for by name and not spoken of are missing', () => {
    expect(compared(need({ targets: [target] }), offer({})).figures).toMatchObject({ value: null, unknownTo: 'found' });
    expect(compared(need({ targets: [target] }), offer({})).figures?.evidence()).toMatchObject([{ kind: 'missing', found: null }]);
  });

  it('count standards as well', () => {
    expect(valueOf('figures', need({ codes: ['iso 22000'] }), offer({ codes: ['iso 22000', 'tcvn 5935'] }))).toBe(0.5);
  });
});

describe('elements', () => {
  it('meet across the languages, kind by kind, each with its tick', () => {
    const asked = need({ technologyKeywords: ['màng gốm', 'sấy bơm nhiệt'], marketKeywords: ['dệt nhuộm'] });
    const found = offer({ technologyKeywords: ['ceramic membrane'], marketKeywords: ['textile dyeing'] });
    const { elements } = compared(asked, found, shippedTables);
    expect(elements?.evidence()).toMatchObject([
      { asked: { text: 'màng gốm' }, found: { text: 'ceramic membrane' }, fits: true, code: 'material' },
      { asked: { text: 'sấy bơm nhiệt' }, found: null, fits: false, code: 'method' },
      { asked: { text: 'dệt nhuộm' }, found: { text: 'textile dyeing' }, fits: true, code: 'application' },
    ]);
    // Two of three kinds are there: a third is missed, and of that the square.
    expect(elements?.value).toBeCloseTo(1 - (1 / 3) ** 2, 9);
  });

  it('are unknown where keywords are not given', () => {
    expect(compared(need({}), offer({ technologyKeywords: ['loom'] })).elements).toMatchObject({ value: null, unknownTo: 'asking' });
  });
});
