import type { ListingId } from '@ketnoi/domain/ids';
import { FACETS } from '@ketnoi/domain/search';
import { runs } from '@ketnoi/testing/long-form';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byCount, countedByHand, fits, insertOwners, made, sketchOf, someFilters, TYPES, WORDS, type Made } from './made-listings.ts';
import { given, request, searchWorld, type SearchWorld } from './world.ts';

describe('facets', () => {
  let world: SearchWorld;
  let all: Made[];
  let ids: Map<ListingId, string>;

  beforeAll(async () => {
    world = await searchWorld();
    all = fc.sample(made, { numRuns: 150, seed: 7 });
    const now = new Date('2026-10-01T00:00:00Z');
    const owner = await insertOwners(world, now);
    ids = await given(world, Object.fromEntries(all.map((one, at) => [String(at), sketchOf(one, owner(one.type))])));
  });
  afterAll(() => world.close());

  it('count what a count by hand gives, all fourteen, each as if nothing were chosen in itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...WORDS), { maxLength: 2 }), someFilters, async (text, wanted) => {
        const result = await world.search.search(
          request({ text: text.join(' '), filters: wanted, facets: FACETS, exact: true, limit: 200 }),
        );
        const holding = all.filter((one) => text.every((word) => one.words.includes(word)));
        const expected = holding.filter((one) => fits(one, wanted));
        expect(result.total).toBe(expected.length);
        expect(result.totalIsExact).toBe(true);
        expect(
          result.hits.map((hit) => all[Number(ids.get(hit.listingId))]).every((one) => one !== undefined && expected.includes(one)),
        ).toBe(true);
        const counts = Object.fromEntries(Object.entries(result.facets).map(([facet, values]) => [facet, [...values].sort(byCount)]));
        expect(counts).toEqual(countedByHand(holding, wanted));
      }),
      { numRuns: runs(80, 2000), seed: 11 },
    );
  });

  it('never count a listing that the filters alone would not find', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...FACETS), fc.constantFrom('', ...WORDS), async (facet, text) => {
        const asked = { text, exact: true, limit: 200 };
        const { facets } = await world.search.search(request({ ...asked, facets: [facet] }));
        // Nobody asks for what is not open; the port has no filter for it.
        for (const { code, count } of (facets[facet] ?? []).filter((value) => value.code !== 'false')) {
          const { total } = await world.search.search(request({ ...asked, filters: { [facet]: [code] } }));
          expect([facet, code, total]).toEqual([facet, code, count]);
        }
      }),
      { numRuns: runs(20, 200), seed: 3 },
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
