import { sql } from '@ketnoi/testing/sql';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planKept, planVersion, type KeptQuery } from '../src/kept-query.ts';
import { keysOf, lexemesIn, readCondition } from '../src/postgresql/keys.ts';
import { corpus } from './corpus.ts';
import { given, request, searchWorld, type SearchWorld } from './world.ts';

let world: SearchWorld;
beforeAll(async () => {
  world = await searchWorld();
  await given(world, corpus);
});
afterAll(() => world.close());

const kept = (over: Partial<KeptQuery>): KeptQuery => ({
  text: '',
  language: 'vi',
  filters: {},
  exact: false,
  translate: true,
  threshold: 'all_words',
  ...over,
});

type Held = { id: string; lexemes: string[] };

/** The listings a kept search is told of, by its condition alone and by its keys alone. */
async function told(query: KeptQuery): Promise<{ byCondition: string[]; byKeys: string[] }> {
  const planned = await planKept(world.db, query);
  if (planned === null) return { byCondition: [], byKeys: [] };
  const met = await sql<{ id: string }>`
    select listing_id as id from search_document where words @@ ${planned.asked}::tsquery order by listing_id`.execute(world.db);
  const all =
    await sql<Held>`select listing_id as id, tsvector_to_array(words) as lexemes from search_document order by listing_id`.execute(
      world.db,
    );
  const holds = ({ lexemes }: Held): boolean =>
    planned.keys.some((key) => lexemes.some((lexeme) => lexeme === key || (key.endsWith('*') && lexeme.startsWith(key.slice(0, -1)))));
  return { byCondition: met.rows.map((row) => row.id), byKeys: all.rows.filter(holds).map((row) => row.id) };
}

const texts = [
  ...new Set(
    Object.values(corpus).flatMap(({ title, summary }) =>
      [title, summary].flatMap((one) => (typeof one === 'string' ? [one] : [one?.vi, one?.en])),
    ),
  ),
].filter((text) => typeof text === 'string');
const words = [...new Set(texts.flatMap((text) => text.split(/\s+/u)))];

describe('a search that is kept', () => {
  it('is looked for where every listing that it finds can be met', async () => {
    const queries = fc.record({
      text: fc
        .array(fc.constantFrom(...words, '76/2018/NĐ-CP', 'TCVN 5935', 'KH&CN', 'CNTT', '"xử lý"'), { maxLength: 4 })
        .map((some) => some.join(' ')),
      filters: fc.constantFrom({}, { kind: ['technology'] }, { side: ['offer'], trl: ['5', '6', '7'] }, { language: ['en'] }),
      exact: fc.boolean(),
      translate: fc.boolean(),
      threshold: fc.constantFrom('title' as const, 'all_words' as const, 'most_words' as const),
    });
    let met = 0;
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const { byCondition, byKeys } = await told(kept(query));
        met += byCondition.length;
        expect(byCondition.filter((id) => !byKeys.includes(id))).toEqual([]);
      }),
      { numRuns: 150, seed: 4 },
    );
    expect(met).toBeGreaterThan(50);
  });

  it('is told of what the same search finds, and of less when it wants its words in the title', async () => {
    for (const text of ['nước', 'xu ly nuoc', 'solar', 'điện mặt trời', 'sấy']) {
      const found = await world.search.search(request({ text }));
      const ids = found.reading.closest ? [] : found.hits.map((hit) => hit.listingId as string).toSorted();
      expect([text, (await told(kept({ text }))).byCondition]).toEqual([text, ids]);
      const { byCondition } = await told(kept({ text, threshold: 'title' }));
      expect(byCondition.every((id) => ids.includes(id))).toBe(true);
    }
  });

  it('asks for nothing without words and filters', async () => {
    expect([await planKept(world.db, kept({})), await planKept(world.db, kept({ text: '?!' }))]).toEqual([null, null]);
  });

  it('bears the name of the tables it was planned with', () => {
    expect(planVersion()).toMatch(/^[\w-]{16}$/u);
    expect(planVersion()).toBe(planVersion());
  });
});

describe('the keys of a condition', () => {
  const keys = (condition: string): string[] => {
    const listings: Record<string, number> = { common: 1000, rare: 3, odd: 2, "it's": 1, 'back\\slash': 1 };
    return keysOf(readCondition(condition), (lexeme) => listings[lexeme] ?? 50);
  };

  it('are the rarest of what must all be there, and each of what may stand for another', () => {
    expect(keys("'common' & 'rare'")).toEqual(['rare']);
    expect(keys("'common' & ('rare' | 'odd')")).toEqual(['rare', 'odd']);
    expect(keys("'common' & 'rare' | 'odd'")).toEqual(['rare', 'odd']);
    expect(keys("('common' | 'rare') & 'other'")).toEqual(['other']);
    expect(keys("'#76/2018':* & 'common'")).toEqual(['#76/2018*']);
  });

  it('are read as PostgreSQL reads them, quotes and all', () => {
    expect(keys(String.raw`'it''s' & 'common'`)).toEqual(["it's"]);
    expect(lexemesIn(readCondition(String.raw`'back\\slash' | 'a'`))).toEqual(['back\\slash', 'a']);
    for (const broken of ["'a' ! 'b'", "('a'", "'a' 'b'", '', 'a']) expect(() => readCondition(broken)).toThrow('not of our making');
  });
});
