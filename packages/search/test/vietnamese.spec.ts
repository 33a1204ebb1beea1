import type { ListingId } from '@ketnoi/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus, type Name } from './corpus.ts';
import { COMPOSED, RULES, TABLE, type Expectation } from './vietnamese.ts';
import { given, request, searchWorld, type SearchWorld } from './world.ts';

let world: SearchWorld;
let names: Map<ListingId, Name>;
beforeAll(async () => {
  world = await searchWorld();
  names = await given(world, corpus);
});
afterAll(() => world.close());

async function ask(text: string): Promise<{ found: (Name | undefined)[]; corrected: string[] }> {
  const result = await world.search.search(request({ text }));
  const { understoodAs } = result.reading;
  return {
    found: result.hits.map((hit) => names.get(hit.listingId)),
    corrected: [...result.corrections, ...(understoodAs === null ? [] : [understoodAs])],
  };
}

/** What of an expectation does not hold, in words. */
async function unmet(expected: Expectation): Promise<string[]> {
  const { found, corrected } = await ask(expected.query);
  const among = (wanted: readonly Name[]): string => found.filter((name) => name !== undefined && wanted.includes(name)).join(' > ');
  const missing = (expected.finds ?? []).filter((name) => !found.includes(name));
  const wrong = (expected.without ?? []).filter((name) => found.includes(name));
  return [
    ...(expected.first === undefined || expected.first === found[0] ? [] : [`first is ${found[0]}, not ${expected.first}`]),
    ...(expected.order === undefined || among(expected.order) === expected.order.join(' > ') ? [] : [`order is ${among(expected.order)}`]),
    ...missing.map((name) => `${name} is not found`),
    ...wrong.map((name) => `${name} is found`),
    ...(expected.corrected === undefined || corrected.includes(expected.corrected) ? [] : [`corrected to ${corrected.join()}`]),
  ];
}

describe.each(RULES)('$rule', ({ cases }) => {
  it.each(cases.map((one) => [one.query, one] as const))('%s', async (_query, expected) => {
    expect(await unmet(expected)).toEqual([]);
  });
});

it.each(TABLE)('$rule: at least ten pairs', ({ cases }) => {
  expect(cases.length).toBeGreaterThanOrEqual(10);
});

describe('decomposed input', () => {
  it('is found as composed input is, word for word', async () => {
    expect(COMPOSED.length).toBeGreaterThanOrEqual(10);
    for (const query of COMPOSED) expect(await ask(query.normalize('NFD')), query).toEqual(await ask(query));
  });
});
