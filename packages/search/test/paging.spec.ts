import type { ListingId } from '@ketnoi/domain/ids';
import { SEARCH_SORTS } from '@ketnoi/domain/search';
import { insertListing } from '@ketnoi/testing/listings';
import { runs } from '@ketnoi/testing/long-form';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchRequest } from '../src/port.ts';
import { insertOwners, made, sketchOf, WORDS, type Made } from './made-listings.ts';
import { given, indexShown, request, searchWorld, type SearchWorld } from './world.ts';

const START = Date.parse('2026-10-01T00:00:00Z');
const DAY = 86_400_000;
/** Few instants for many listings: sort keys are equal more often than not. */
const INSTANTS = 4;

let world: SearchWorld;
let owner: Awaited<ReturnType<typeof insertOwners>>;
const at = (instant: number): { publishedAt: Date; expiresAt: Date } => {
  const publishedAt = new Date(START + (instant % INSTANTS) * DAY);
  return { publishedAt, expiresAt: new Date(publishedAt.getTime() + 365 * DAY) };
};
const sketch = (one: Made, instant: number) => ({ ...sketchOf(one, owner(one.type)), ...at(instant) });

beforeAll(async () => {
  world = await searchWorld();
  owner = await insertOwners(world, new Date(START));
  const all = fc.sample(made, { numRuns: 120, seed: 7 });
  await given(world, Object.fromEntries(all.map((one, n) => [String(n), sketch(one, n)])));
});
afterAll(() => world.close());

/** Reads a search to its end; `between` runs after each page. */
async function walked(asked: Partial<SearchRequest>, between: (seen: readonly ListingId[]) => Promise<void>): Promise<ListingId[]> {
  const seen: ListingId[] = [];
  let after: SearchRequest['after'] = null;
  do {
    const page = await world.search.search(request({ ...asked, exact: true, after }));
    expect(page.hits.length).toBeLessThanOrEqual(asked.limit ?? 50);
    seen.push(...page.hits.map((hit) => hit.listingId));
    await between(seen);
    after = page.next;
  } while (after !== null);
  return seen;
}
const wholeOf = async (asked: Partial<SearchRequest>): Promise<ListingId[]> =>
  (await world.search.search(request({ ...asked, exact: true, limit: 1000 }))).hits.map((hit) => hit.listingId);
const nothing = async (): Promise<void> => undefined;

const searches = fc.record({ text: fc.constantFrom('', ...WORDS, 'nước lọc'), sort: fc.constantFrom(...SEARCH_SORTS) });

describe('the pages of a search', () => {
  it('make up the whole of it in its order, however many sort keys are equal', async () => {
    await fc.assert(
      fc.asyncProperty(searches, fc.integer({ min: 1, max: 17 }), async (asked, limit) => {
        const whole = await wholeOf(asked);
        expect(await walked({ ...asked, limit }, nothing)).toEqual(whole);
        expect(new Set(whole).size).toBe(whole.length);
      }),
      { numRuns: runs(25, 500), seed: 5 },
    );
  });

  it('repeat none and skip none while others are published in between, before, at and after the place reached', async () => {
    let more = 0;
    await fc.assert(
      fc.asyncProperty(
        searches,
        fc.integer({ min: 9, max: 25 }),
        fc.array(made, { minLength: 4, maxLength: 20 }),
        async (asked, limit, arriving) => {
          const before = await wholeOf(asked);
          const arrived: ListingId[] = [];
          const seen = await walked({ ...asked, limit }, async () => {
            const ids: ListingId[] = [];
            for (const one of arriving.splice(0, 2)) ids.push(await insertListing(world.admin, sketch(one, (more += 1))));
            await indexShown(world, ids);
            arrived.push(...ids);
          });
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => before.includes(id))).toEqual(before);
          // What matches stays below what is counted and ranked.
          await world.search.remove(arrived);
        },
      ),
      { numRuns: runs(9, 150), seed: 9 },
    );
  });

  it('repeat none and skip none that stay while others are withdrawn, read or unread', async () => {
    await fc.assert(
      fc.asyncProperty(searches, fc.integer({ min: 9, max: 25 }), fc.nat(), async (asked, limit, pick) => {
        const before = await wholeOf(asked);
        const gone = new Set<ListingId>();
        const seen = await walked({ ...asked, limit }, async (read) => {
          const unread = before.filter((id) => !read.includes(id));
          const victims = [read[pick % Math.max(1, read.length)], unread[pick % Math.max(1, unread.length)]];
          const ids = victims.filter((id) => id !== undefined);
          for (const id of ids) gone.add(id);
          await world.search.remove(ids);
        });
        expect(new Set(seen).size).toBe(seen.length);
        const stayed = before.filter((id) => !gone.has(id));
        expect(seen.filter((id) => !gone.has(id))).toEqual(stayed);
        await indexShown(world, [...gone]);
      }),
      { numRuns: runs(6, 150), seed: 13 },
    );
  });
});
