import type { FacetedDocument } from '@ketnoi/db/search-changes';
import { newId } from '@ketnoi/domain/ids';
import { FACETS, SEARCH_SORTS, type Facet } from '@ketnoi/domain/search';
import { planQuery } from '@ketnoi/language/query';
import { runs } from '@ketnoi/testing/long-form';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineQuery, Found, Position } from '../src/port.ts';
import { facetTable } from '../src/postgresql/facet-table.ts';
import { find, findCounted } from '../src/postgresql/find.ts';
import { narrowing, type Share } from '../src/postgresql/narrowing.ts';
import { askedOf } from '../src/postgresql/query-text.ts';
import { insertOwners, made, sketchOf, someFilters, WORDS } from './made-listings.ts';
import { given, searchWorld, type SearchWorld } from './world.ts';

const unknown: Share = () => null;
const shares = fc.dictionary(fc.constantFrom(...FACETS), fc.constantFrom(0.02, 0.5, 0.9, 1));
const sharing =
  (of: Record<string, number>): Share =>
  (facet) =>
    of[facet] ?? null;

describe('what is known of the filters', () => {
  let world: SearchWorld;
  beforeAll(async () => {
    world = await searchWorld();
    const owner = await insertOwners(world, new Date('2026-10-01T00:00:00Z'));
    const all = fc.sample(made, { numRuns: 100, seed: 5 });
    await given(world, Object.fromEntries(all.map((one, at) => [String(at), sketchOf(one, owner(one.type))])));
  });
  afterAll(() => world.close());

  const query = (over: Partial<EngineQuery>): EngineQuery => ({
    plan: null,
    filters: {},
    sort: 'newest',
    facets: FACETS,
    limit: 7,
    after: null,
    closest: null,
    ...over,
  });

  it('changes how listings are sought, never which are found, in what order, or how they count', async () => {
    const words = fc.uniqueArray(fc.constantFrom(...WORDS), { maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(
        words,
        someFilters,
        fc.record({ of: shares, sort: fc.constantFrom(...SEARCH_SORTS) }),
        async (text, filters, { of, sort }) => {
          const plan = text.length === 0 ? null : planQuery(text.join(' '), { language: 'vi', tables: {} });
          const asked = plan === null ? null : askedOf(plan.variants);
          const one = query({ plan, filters, sort });
          const counts = ({ facets, ...rest }: Found) => ({
            ...rest,
            facets: Object.fromEntries(
              Object.entries(facets).map(([facet, values]) => [facet, new Set(values.map((each) => JSON.stringify(each)))]),
            ),
          });
          expect(counts(await find(world.db, one, { asked, share: sharing(of) }))).toEqual(
            counts(await find(world.db, one, { asked, share: unknown })),
          );
        },
      ),
      { numRuns: runs(40, 1000), seed: 9 },
    );
  });

  it('walks or gathers to the same pages where the listings were counted', async () => {
    await fc.assert(
      fc.asyncProperty(someFilters, shares, fc.constantFrom('newest' as const, 'expiring' as const), async (filters, of, sort) => {
        const known = [
          { total: 1, of: 1000, share: sharing(of) },
          { total: 1000, of: 1000, share: unknown },
        ];
        let after: Position | null = null;
        for (let page = 0; page < 3; page += 1) {
          const one: EngineQuery = query({ filters, sort, after });
          const { hits, next } = await find(world.db, one, { asked: null, share: unknown });
          for (const way of known) {
            const counted = await findCounted(world.db, one, way);
            expect([counted.hits, counted.next]).toEqual([hits, next]);
          }
          if (next === null) break;
          after = next;
        }
      }),
      { numRuns: runs(15, 300), seed: 4 },
    );
  });
});

describe('a filter', () => {
  it('is tested by the columns where most listings answer it, and sought where few do or nothing is known', () => {
    const filters = { side: ['offer'], trl: ['3', '4', '5'], province: ['22'] };
    const known = narrowing(filters, sharing({ side: 0.9, trl: 0.3, province: 0.02 }));
    expect(known.sought).toBe("'@province:22'");
    expect(known.tested).not.toBeNull();
    // Of what the index finds for both a sixth would be left.
    expect(narrowing({ side: ['offer'], trl: ['3'] }, sharing({ side: 0.4, trl: 0.4 })).sought).toBe("'@trl:3'");
    const all = narrowing(filters, unknown);
    expect([all.sought?.includes('@side:offer'), all.sought?.includes('@trl:4'), all.tested]).toEqual([true, true, null]);
  });

  it('is answered by the share of the documents that are there now', () => {
    const table = facetTable();
    const document = (values: Partial<Record<'province' | 'fields', string>>): FacetedDocument => ({
      listingId: newId(Date.now()),
      side: 'offer',
      kind: 'process',
      region: null,
      trl: null,
      techClass: null,
      organisationType: null,
      country: null,
      openForInterest: 'true',
      sectors: '',
      ipStatuses: '',
      transferModes: '',
      languages: 'vi',
      province: null,
      fields: '',
      ...values,
    });
    const share = (facet: Facet, ...values: string[]): number | null => table.share(facet, values);
    expect(share('province', '22')).toBeNull();
    const [first, ...others] = [{ province: '22', fields: '2\n207' }, { province: '22' }, { province: '01', fields: '2' }, {}].map(
      document,
    );
    table.put([first as FacetedDocument, ...others]);
    expect([share('province', '22'), share('province', '22', '01'), share('field', '2', '207'), share('side', 'offer')]).toEqual([
      0.5, 0.75, 0.5, 1,
    ]);
    table.put([{ ...(first as FacetedDocument), province: '01' }]);
    expect([share('province', '22'), share('province', '01')]).toEqual([0.25, 0.5]);
    table.remove(others.map((one) => one.listingId));
    expect([share('province', '22'), share('province', '01')]).toEqual([0, 1]);
    table.put([document({ province: '22' })]);
    expect([share('province', '22'), share('field', '2')]).toEqual([0.5, 0.5]);
  });
});
