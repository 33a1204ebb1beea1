import fc from 'fast-check';
import { unknownFacts, type AmountRange, type MatchFacts, type TextFigure } from '../src/facts.ts';
import { textFigures } from '../src/text-figures.ts';

const path = fc.constantFrom(['2'], ['2', '207'], ['2', '207', '20702'], ['2', '205', '20510'], ['4', '401']);
const keyword = fc.constantFrom('ceramic membrane', 'membrane filter', 'water treatment', 'màng gốm', 'shrimp farming');
const mode = fc.constantFrom('documents', 'training', 'expert_dispatch');
const place = fc.constantFrom(
  { province: null, region: null, country: null },
  { province: '01', region: 'red_river_delta', country: 'VN' },
  { province: '37', region: 'red_river_delta', country: 'VN' },
  { province: null, region: null, country: 'US' },
);
const amount = fc.option(
  fc.record({
    min: fc.option(fc.bigInt(1n, 10n), { nil: null }),
    max: fc.option(fc.bigInt(11n, 30n), { nil: null }),
    currency: fc.constantFrom('VND', 'USD'),
  }),
  { nil: null },
) as fc.Arbitrary<AmountRange | null>;
const trl = fc.option(fc.integer({ min: 1, max: 9 }), { nil: null });
const day = fc.option(fc.constantFrom('2026-06-01', '2026-12-31', '2027-06-01'), { nil: null });
const figures = fc.constantFrom<TextFigure[]>(
  [],
  textFigures({ vi: null, en: 'It treats 50 m³/day.' }),
  textFigures({ vi: 'dưới 1 g/l', en: null }),
);

const both = {
  organisationId: fc.constantFrom(null, 'one', 'two'),
  verified: fc.boolean(),
  fields: fc.array(path, { maxLength: 3 }),
  sectors: fc.array(fc.constantFrom(['IND', 'IND-BIO'], ['AGR', 'AGR-FISH']), { maxLength: 2 }),
  trl,
  modes: fc.uniqueArray(mode, { maxLength: 3 }),
  amount,
  technologyKeywords: fc.uniqueArray(keyword, { maxLength: 3 }),
  marketKeywords: fc.uniqueArray(keyword, { maxLength: 2 }),
  figures,
  codes: fc.constantFrom<string[]>([], ['iso 22000']),
  publishedAt: fc.option(fc.constantFrom(new Date('2026-11-01T00:00:00Z'), new Date('2023-01-01T00:00:00Z')), { nil: null }),
};

/** Facts of an offer, each known or not. */
export const offerFacts: fc.Arbitrary<MatchFacts> = fc
  .tuple(
    fc.record({
      ...both,
      ipc: fc.array(fc.constantFrom(['B', 'B01', 'B01D'], ['C', 'C02', 'C02F']), { maxLength: 2 }),
      ipStatuses: fc.uniqueArray(fc.constantFrom('granted', 'filed', 'not_filed', 'expired'), { maxLength: 2 }),
      territories: fc.constantFrom<string[]>([], ['VN'], ['US']),
      techClass: fc.constantFrom(null, 'encouraged', 'prohibited'),
      openForInterest: fc.boolean(),
      exclusivelyTaken: fc.boolean(),
      expiresAt: fc.option(fc.constantFrom(new Date('2026-10-01T00:00:00Z'), new Date('2027-10-01T00:00:00Z')), { nil: null }),
    }),
    place,
  )
  .map(([facts, where]) => ({ ...unknownFacts('offer'), ...facts, ...where }));

/** Facts of a need, each known or not. */
export const needFacts: fc.Arbitrary<MatchFacts> = fc
  .tuple(fc.record({ ...both, startsOn: day, endsOn: day, notWanted: fc.constantFrom<string[]>([], ['ceramic membranes']) }), place)
  .map(([facts, where]) => ({ ...unknownFacts('need'), ...facts, ...where }));
