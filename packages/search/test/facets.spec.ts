import type { ListingId } from '@ketnoi/domain/ids';
import type { Kind } from '@ketnoi/domain/listing-fields';
import type { Facet } from '@ketnoi/domain/search';
import { insertOrganisation, type ListingSketch } from '@ketnoi/testing/listings';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FacetCounts, Filters, SearchRequest } from '../src/port.ts';
import { given, request, searchWorld, type SearchWorld } from './world.ts';

const WORDS = ['nước', 'thải', 'lọc', 'bùn', 'điện'] as const;
const KINDS: readonly Kind[] = ['technology', 'equipment', 'software', 'need'];
const SECTORS: Readonly<Record<string, readonly string[]>> = {
  'IND-BIO': ['IND-BIO', 'IND'],
  'AGR-HITECH': ['AGR-HITECH', 'AGR'],
  MED: ['MED'],
  IND: ['IND'],
};
const PROVINCES: Readonly<Record<string, string>> = {
  '22': 'red_river_delta',
  '01': 'red_river_delta',
  '79': 'southeast',
  '91': 'mekong_delta',
};
const TYPES = ['university', 'enterprise', 'cooperative'] as const;

type Made = {
  words: string[];
  kind: Kind;
  sectors: string[];
  province: string | null;
  trl: number | null;
  masked: boolean;
  type: (typeof TYPES)[number];
  open: boolean;
};

const made: fc.Arbitrary<Made> = fc.record({
  words: fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }),
  kind: fc.constantFrom(...KINDS),
  sectors: fc.uniqueArray(fc.constantFrom(...Object.keys(SECTORS)), { maxLength: 2 }),
  province: fc.option(fc.constantFrom(...Object.keys(PROVINCES))),
  trl: fc.option(fc.integer({ min: 1, max: 9 })),
  masked: fc.boolean(),
  type: fc.constantFrom(...TYPES),
  open: fc.boolean(),
});

/** The values a listing has in each facet, told independently of the index. */
function valuesOf(one: Made): Partial<Record<Facet, readonly string[]>> {
  return {
    side: [one.kind === 'need' ? 'need' : 'offer'],
    kind: [one.kind],
    sector: [...new Set(one.sectors.flatMap((code) => SECTORS[code] ?? []))],
    province: one.province === null ? [] : [one.province],
    region: one.province === null ? [] : [PROVINCES[one.province] ?? ''],
    trl: one.trl === null ? [] : [String(one.trl)],
    organisationType: one.masked ? [] : [one.type],
    openForInterest: [String(one.open)],
    language: ['vi'],
  };
}

const FACETS: readonly Facet[] = ['side', 'kind', 'sector', 'province', 'region', 'trl', 'organisationType', 'openForInterest', 'language'];
const some = <Value extends string>(...values: readonly Value[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 });
const filters: fc.Arbitrary<Filters> = fc.record(
  {
    side: some('offer', 'need'),
    kind: some(...KINDS),
    sector: some('IND', 'AGR', ...Object.keys(SECTORS)),
    province: some(...Object.keys(PROVINCES)),
    region: some(...Object.values(PROVINCES)),
    trl: fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 8 }))
      .map(([from, more]) => Array.from({ length: Math.min(9 - from, more) + 1 }, (_, at) => String(from + at))),
    organisationType: some(...TYPES),
    openForInterest: some('true'),
  },
  { requiredKeys: [] },
);

const fits = (one: Made, wanted: Filters, without?: Facet): boolean =>
  (Object.entries(wanted) as [Facet, readonly string[]][]).every(
    ([facet, values]) => facet === without || values.length === 0 || (valuesOf(one)[facet] ?? []).some((value) => values.includes(value)),
  );

/** What the facets must count: each as if nothing were chosen in itself. */
function bruteForce(all: readonly Made[], text: readonly string[], wanted: Filters): FacetCounts {
  const found = all.filter((one) => text.every((word) => one.words.includes(word)));
  return Object.fromEntries(
    FACETS.map((facet) => {
      const counts = new Map<string, number>();
      for (const one of found.filter((each) => fits(each, wanted, facet)))
        for (const value of valuesOf(one)[facet] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
      return [facet, [...counts].map(([code, count]) => ({ code, count })).toSorted(byCount)];
    }),
  );
}
const byCount = (one: { code: string; count: number }, other: { code: string; count: number }): number =>
  other.count - one.count || (one.code < other.code ? -1 : 1);

describe('facets', () => {
  let world: SearchWorld;
  let all: Made[];
  let ids: Map<ListingId, string>;

  beforeAll(async () => {
    world = await searchWorld();
    all = fc.sample(made, { numRuns: 120, seed: 7 });
    const now = new Date('2026-10-01T00:00:00Z');
    const owners = new Map<string, Awaited<ReturnType<typeof insertOrganisation>>>();
    for (const type of TYPES) owners.set(type, await insertOrganisation(world.admin, { type, now }));
    const sketches = all.map((one, at): [string, ListingSketch] => {
      const organisationId = owners.get(one.type);
      return [
        String(at),
        {
          side: one.kind === 'need' ? 'need' : 'offer',
          kind: one.kind,
          title: one.words.join(', '),
          sectors: one.sectors,
          province: one.province,
          trl: one.trl,
          organisationType: one.type,
          masked: one.masked,
          openForInterest: one.open,
          // A third share one instant, so that pages meet equal sort keys.
          publishedAt: new Date(now.getTime() + (at % 3 === 0 ? 0 : at) * 1000),
          ...(organisationId === undefined ? {} : { organisationId }),
        },
      ];
    });
    ids = await given(world, Object.fromEntries(sketches));
  });
  afterAll(() => world.close());

  it('count what a count by hand gives, each as if nothing were chosen in itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...WORDS), { maxLength: 2 }), filters, async (text, wanted) => {
        const result = await world.search.search(
          request({ text: text.join(' '), filters: wanted, facets: FACETS, exact: true, limit: 100 }),
        );
        const expected = all.filter((one) => text.every((word) => one.words.includes(word)) && fits(one, wanted));
        expect(result.total).toBe(expected.length);
        expect(result.totalIsExact).toBe(true);
        const counts = Object.fromEntries(Object.entries(result.facets).map(([facet, values]) => [facet, [...values].sort(byCount)]));
        expect(counts).toEqual(bruteForce(all, text, wanted));
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('leave every page of a search together with its next ones: none repeated, none skipped, whatever the order', async () => {
    const sorts: SearchRequest['sort'][] = ['relevance', 'newest', 'expiring'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', ...WORDS),
        fc.constantFrom(...sorts),
        fc.integer({ min: 3, max: 17 }),
        async (text, sort, limit) => {
          const whole = await world.search.search(request({ text, sort, exact: true, limit: 200 }));
          const seen: string[] = [];
          let after: SearchRequest['after'] = null;
          do {
            const page = await world.search.search(request({ text, sort, exact: true, limit, after }));
            seen.push(...page.hits.map((hit) => hit.listingId));
            after = page.next;
          } while (after !== null);
          expect(seen).toEqual(whole.hits.map((hit) => hit.listingId));
          expect(new Set(seen).size).toBe(whole.total);
        },
      ),
      { numRuns: 25, seed: 5 },
    );
  });

  it('show nothing of an organisation that masks itself', async () => {
    const masked = await world.search.search(request({ facets: ['organisationType'], limit: 200 }));
    const counted = (masked.facets.organisationType ?? []).reduce((sum, one) => sum + one.count, 0);
    expect(counted).toBe(all.filter((one) => !one.masked).length);
    for (const type of TYPES) {
      const { hits } = await world.search.search(request({ filters: { organisationType: [type] }, limit: 200 }));
      expect(hits.map((hit) => all[Number(ids.get(hit.listingId))]?.masked)).not.toContain(true);
    }
  });
});
