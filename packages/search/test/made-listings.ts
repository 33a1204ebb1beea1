import type { Kind } from '@ketnoi/domain/listing-fields';
import { FACETS, type Facet } from '@ketnoi/domain/search';
import { insertOrganisation, type ListingSketch } from '@ketnoi/testing/listings';
import fc from 'fast-check';
import type { FacetCounts, Filters } from '../src/port.ts';
import type { SearchWorld } from './world.ts';

/** Listings at random, with what they are counted by told independently of any index. */

export const WORDS = ['nước', 'thải', 'lọc', 'bùn', 'điện'] as const;
const KINDS: readonly Kind[] = ['technology', 'equipment', 'software', 'need'];
const SECTORS: Readonly<Record<string, readonly string[]>> = {
  'IND-BIO': ['IND-BIO', 'IND'],
  'AGR-HITECH': ['AGR-HITECH', 'AGR'],
  MED: ['MED'],
  IND: ['IND'],
};
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  '20701': ['20701', '207', '2'],
  '20305': ['20305', '203', '2'],
  '207': ['207', '2'],
  '405': ['405', '4'],
};
const PROVINCES: Readonly<Record<string, string>> = {
  '22': 'red_river_delta',
  '01': 'red_river_delta',
  '79': 'southeast',
  '91': 'mekong_delta',
};
export const TYPES = ['university', 'enterprise', 'cooperative'] as const;
const CLASSES = ['encouraged', 'restricted'] as const;
const STATUSES = ['granted', 'under_examination', 'not_filed'] as const;
const MODES = ['documents', 'training', 'expert_dispatch'] as const;
const COUNTRIES = ['VN', 'JP'] as const;

export type Made = {
  words: string[];
  english: boolean;
  kind: Kind;
  sectors: string[];
  fields: string[];
  province: string | null;
  trl: number | null;
  techClass: (typeof CLASSES)[number] | null;
  ipStatuses: string[];
  transferModes: string[];
  country: (typeof COUNTRIES)[number];
  masked: boolean;
  type: (typeof TYPES)[number];
  open: boolean;
};

const few = <Value extends string>(values: readonly Value[], maxLength = 2) => fc.uniqueArray(fc.constantFrom(...values), { maxLength });

export const made: fc.Arbitrary<Made> = fc.record({
  words: fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }),
  english: fc.boolean(),
  kind: fc.constantFrom(...KINDS),
  sectors: few(Object.keys(SECTORS)),
  fields: few(Object.keys(FIELDS)),
  province: fc.option(fc.constantFrom(...Object.keys(PROVINCES))),
  trl: fc.option(fc.integer({ min: 1, max: 9 })),
  techClass: fc.option(fc.constantFrom(...CLASSES)),
  ipStatuses: few(STATUSES),
  transferModes: few(MODES),
  country: fc.constantFrom(...COUNTRIES),
  masked: fc.boolean(),
  type: fc.constantFrom(...TYPES),
  open: fc.boolean(),
});

const withAbove = (table: Readonly<Record<string, readonly string[]>>, codes: readonly string[]): string[] => [
  ...new Set(codes.flatMap((code) => table[code] ?? [])),
];
const known = (value: string | number | null): string[] => (value === null ? [] : [String(value)]);

/** The values a listing has in each facet. */
function valuesOf(one: Made): Readonly<Record<Facet, readonly string[]>> {
  return {
    side: [one.kind === 'need' ? 'need' : 'offer'],
    kind: [one.kind],
    field: withAbove(FIELDS, one.fields),
    sector: withAbove(SECTORS, one.sectors),
    province: known(one.province),
    region: one.province === null ? [] : known(PROVINCES[one.province] ?? null),
    trl: known(one.trl),
    techClass: known(one.techClass),
    ipStatus: one.ipStatuses,
    transferMode: one.transferModes,
    country: [one.country],
    organisationType: one.masked ? [] : [one.type],
    language: one.english ? ['vi', 'en'] : ['vi'],
    openForInterest: [String(one.open)],
  };
}

const filters: fc.Arbitrary<Filters> = fc.record(
  {
    side: few(['offer', 'need']),
    kind: few(KINDS),
    field: few(['2', '4', '203', ...Object.keys(FIELDS)]),
    sector: few(['IND', 'AGR', ...Object.keys(SECTORS)]),
    province: few(Object.keys(PROVINCES)),
    region: few(Object.values(PROVINCES)),
    trl: fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 8 }))
      .map(([from, more]) => Array.from({ length: Math.min(9 - from, more) + 1 }, (_, at) => String(from + at))),
    techClass: few(CLASSES),
    ipStatus: few(STATUSES),
    transferMode: few(MODES),
    country: few(COUNTRIES),
    organisationType: few(TYPES),
    language: few(['vi', 'en']),
    openForInterest: few(['true']),
  },
  { requiredKeys: [] },
);

/** Some of the filters: all at once leave nothing to count. */
export const someFilters: fc.Arbitrary<Filters> = fc
  .tuple(filters, fc.uniqueArray(fc.constantFrom(...FACETS), { maxLength: 4 }))
  .map(([all, names]) => Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]]))));

export const fits = (one: Made, wanted: Filters, without?: Facet): boolean =>
  (Object.entries(wanted) as [Facet, readonly string[]][]).every(
    ([facet, values]) => facet === without || values.length === 0 || valuesOf(one)[facet].some((value) => values.includes(value)),
  );

export const byCount = (one: { code: string; count: number }, other: { code: string; count: number }): number =>
  other.count - one.count || (one.code < other.code ? -1 : 1);

/** What the facets must count: each as if nothing were chosen in itself. */
export function countedByHand(found: readonly Made[], wanted: Filters): FacetCounts {
  return Object.fromEntries(
    FACETS.map((facet) => {
      const counts = new Map<string, number>();
      for (const one of found.filter((each) => fits(each, wanted, facet)))
        for (const value of valuesOf(one)[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
      return [facet, [...counts].map(([code, count]) => ({ code, count })).toSorted(byCount)];
    }),
  );
}

/** As it is put into the database; `owner` is an organisation of its type. */
export function sketchOf(one: Made, owner: NonNullable<ListingSketch['organisationId']>): ListingSketch {
  const title = one.words.join(', ');
  return {
    side: one.kind === 'need' ? 'need' : 'offer',
    kind: one.kind,
    title: one.english ? { vi: title, en: 'Something of the kind' } : title,
    sectors: one.sectors,
    fields: one.fields,
    province: one.province,
    trl: one.trl,
    techClass: one.techClass,
    ipStatuses: one.ipStatuses,
    transferModes: one.transferModes,
    country: one.country,
    organisationType: one.type,
    masked: one.masked,
    openForInterest: one.open,
    organisationId: owner,
  };
}

/** One owner of each type. */
export async function insertOwners(
  { admin }: SearchWorld,
  now: Date,
): Promise<(type: Made['type']) => NonNullable<ListingSketch['organisationId']>> {
  const owners = new Map<string, NonNullable<ListingSketch['organisationId']>>();
  for (const type of TYPES) owners.set(type, await insertOrganisation(admin, { type, now }));
  return (type) => {
    const owner = owners.get(type);
    if (owner === undefined) throw new Error(`no owner of type ${type}`);
    return owner;
  };
}
