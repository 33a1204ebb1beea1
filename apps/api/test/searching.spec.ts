import { searchListings, suggest, type SearchQuery } from '@ketnoi/contracts/search';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { insertListing, insertOrganisation, type ListingSketch } from '@ketnoi/testing/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { drain } from './support/jobs.ts';

let world: World;
const ids = new Map<string, ListingId>();

/** Puts listings into the database and runs the indexing job that publishing would have enqueued. */
async function published(sketches: Record<string, ListingSketch>): Promise<void> {
  for (const [name, sketch] of Object.entries(sketches)) ids.set(name, await insertListing(world.admin, sketch));
  await inTransaction(world.admin, async (tx) => {
    for (const name of Object.keys(sketches)) await enqueue(tx, 'listing.index', { listingId: ids.get(name) ?? ('' as ListingId) });
  });
  await drain(world);
}

async function find(query: SearchQuery) {
  const answer = await as(world, visitor).call(searchListings, { query });
  expect(answer.status, JSON.stringify(answer.problem)).toBe(200);
  return answer.body;
}
const names = (items: readonly { id: string }[]): string[] => items.map((item) => [...ids].find(([, id]) => id === item.id)?.[0] ?? '?');

beforeAll(async () => {
  world = await testWorld();
  const now = world.clock.now();
  const named = await insertOrganisation(world.admin, { name: 'Viện Nước Lam Khê', type: 'research_institute', province: '22', now });
  await published({
    brackish: {
      title: { vi: 'Màng điện thẩm tách cho nước lợ', en: 'Electrodialysis membrane for brackish water' },
      summary: { vi: 'Hạ độ mặn nước giếng xuống dưới 0,8 g/l.', en: 'Brings well water below 0.8 g/l.' },
      sectors: ['IND-ENVIRONMENT'],
      fields: ['20701'],
      province: '22',
      trl: 7,
      ipStatuses: ['granted'],
      organisationId: named,
    },
    english: {
      title: { en: 'Low-pressure nanofiltration for brackish well water' },
      summary: { en: 'Removes salt at 5 bar.' },
      province: '31',
      trl: 8,
    },
    need: { side: 'need', title: 'Khử mặn nước giếng cấp cho ao ương tôm', summary: 'Độ mặn 6,2 g/l mùa khô.', province: '22', trl: 7 },
    masked: {
      title: 'Ép khô bùn than mịn sau tuyển',
      summary: 'Bùn dưới 22 % ẩm.',
      organisationType: 'cooperative',
      masked: true,
      province: '25',
    },
    deep: {
      title: 'Quy trình nuôi hàu treo dây',
      summary: 'Giữ hàu sống lâu.',
      texts: {
        description: { vi: 'Dùng phao gắn cảm biến ôxy hòa tan theo Nghị định 76/2018/NĐ-CP.', en: null },
        problem: { vi: 'Hàu chết nhiều', en: null },
      },
      values: {
        ipRights: [{ kind: 'utility_solution', territory: 'VN', number: '2-0003121', status: 'granted' }],
        stateTaskCode: 'ĐTĐL.CN-07/22',
      },
    },
  });
});
afterAll(() => world.close());

describe('a search', () => {
  it('finds by words without marks, shows the words it found and says where', async () => {
    const { items, total, totalIsExact, engine } = await find({ q: 'nuoc lo' });
    expect(names(items)[0]).toBe('brackish');
    const [first] = items;
    const [start, end] = first?.highlights.title.vi[0] ?? [0, 0];
    expect(first?.title.vi?.slice(start, end)).toBe('nước lợ');
    expect(first?.matchedIn).toContain('title');
    expect({ totalIsExact, engine }).toEqual({ totalIsExact: true, engine: 'postgresql' });
    expect(total).toBe(items.length);
  });

  it('finds an English listing by Vietnamese words and says which words it searched as well', async () => {
    const { items, reading } = await find({ q: 'nước lợ' });
    expect(names(items)).toEqual(['brackish', 'english']);
    expect(reading.alsoSearched).toContainEqual({ text: 'brackish water', kind: 'translation', language: 'en' });
    const exact = await find({ q: 'nước lợ', exact: true });
    expect(names(exact.items)).toEqual(['brackish']);
    expect(exact.reading.alsoSearched).toEqual([]);
  });

  it('says that a listing was found in a text the card does not show', async () => {
    const { items } = await find({ q: 'cảm biến ôxy' });
    expect(names(items)).toEqual(['deep']);
    expect(items[0]?.matchedIn).toEqual(['description']);
    expect(names((await find({ q: '76/2018' })).items)).toEqual(['deep']);
  });

  it('finds by the number of a title and of the task of the state it came from', async () => {
    for (const q of ['2-0003121', 'ĐTĐL.CN-07/22', 'dtdl.cn-07/22']) {
      const { items } = await find({ q });
      expect([q, names(items), items[0]?.matchedIn]).toEqual([q, ['deep'], ['codes']]);
    }
  });

  it('finds by organisation, by reference, by the present and the former name of a province', async () => {
    const byName = await find({ q: 'Viện Nước Lam Khê' });
    expect(names(byName.items)[0]).toBe('brackish');
    expect(byName.items[0]?.matchedIn).toContain('organisation');
    const reference = byName.items[0]?.reference ?? '';
    const byReference = await find({ q: reference });
    expect(names(byReference.items)).toEqual(['brackish']);
    expect(byReference.items[0]?.matchedIn).toContain('reference');
    expect(names((await find({ q: 'Vĩnh Phúc' })).items)).toEqual(['masked']);
    expect(names((await find({ province: ['26'] })).items)).toEqual(['masked']);
    expect(names((await find({ province: ['Hòa Bình'] })).items)).toEqual(['masked']);
  });
});

describe('filters and facets', () => {
  it('count each facet as if nothing were chosen in it, with labels in the reader’s language', async () => {
    const query: SearchQuery = { in: ['offer'], province: ['22'], facets: ['side', 'province', 'region', 'field', 'trl'] };
    const { facets, total } = await find(query);
    expect(total).toBe(1);
    expect(facets['side']).toContainEqual({ code: 'need', label: 'Nhu cầu', count: 1, parent: null });
    expect(facets['province']?.map(({ code, label, count }) => ({ code, label, count }))).toEqual([
      { code: '22', label: 'Quảng Ninh', count: 1 },
      { code: '25', label: 'Phú Thọ', count: 1 },
      { code: '31', label: 'Hải Phòng', count: 1 },
    ]);
    expect(facets['province']?.[0]?.parent).toBe('red_river_delta');
    // A field counts in every field above it.
    expect(facets['field']?.map((one) => [one.code, one.parent])).toEqual([
      ['2', null],
      ['207', '2'],
      ['20701', '207'],
    ]);
    const english = await find({ ...query, lang: 'en' });
    expect(english.facets['region']?.[0]).toMatchObject({ code: 'red_river_delta', label: 'Red River Delta' });
  });

  it('find a listing by a field above its own', async () => {
    expect(names((await find({ field: ['2'] })).items)).toEqual(['brackish']);
  });

  it('keep what is chosen in the list, also when nothing is left of it', async () => {
    const { facets } = await find({ q: 'hàu', organisationType: ['university'], facets: ['organisationType'] });
    expect(facets['organisationType']).toContainEqual({ code: 'university', label: 'Trường đại học, học viện', count: 0, parent: null });
  });

  it('never tell what kind of organisation a masked one is', async () => {
    expect(names((await find({ q: 'bùn than' })).items)).toEqual(['masked']);
    expect((await find({ q: 'bùn than' })).items[0]?.organisation).toBeNull();
    expect((await find({ organisationType: ['cooperative'] })).total).toBe(0);
    const { facets } = await find({ facets: ['organisationType'] });
    expect(facets['organisationType']?.map((one) => one.code)).not.toContain('cooperative');
  });

  it('refuse codes nobody knows, each by its name', async () => {
    const answer = await as(world, visitor).call(searchListings, { query: { sector: ['NOPE'], province: ['Atlantis'] } });
    expect(answer.status).toBe(422);
    expect(answer.problem.errors?.map((one) => one.field)).toEqual(['sector', 'province']);
    const turned = await as(world, visitor).call(searchListings, { query: { trlMin: 8, trlMax: 3 } });
    expect([turned.status, turned.problem.errors?.[0]?.field]).toEqual([400, 'trlMax']);
    const unknown = await world.app.inject({ url: '/api/search?colour=red' });
    expect([unknown.statusCode, unknown.json<{ errors: { field: string }[] }>().errors[0]?.field]).toEqual([400, 'colour']);
  });
});

describe('pages', () => {
  it('follow each other without repeating or skipping, and their cursor fits no other search', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof find>> = await find({ limit: 2, sort: 'newest', ...(cursor === null ? {} : { cursor }) });
      seen.push(...names(page.items));
      cursor = page.next;
      if (cursor !== null) {
        const foreign = await as(world, visitor).call(searchListings, { query: { q: 'khác', cursor } });
        expect([foreign.status, foreign.problem.code]).toEqual([400, 'request.cursor_invalid']);
      }
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual([...ids.keys()].toSorted());
  });
});

describe('hostile input', () => {
  const hostile = [
    `'; drop table listing; --`,
    `') | to_tsquery('a`,
    `'a' & !'b' | (c:*ABCD <-> d) \\`,
    `\\' \\\\ ' ''`,
    `title_vi = "x" OR side = "offer"`,
    '%_%',
    '((((((((((a+)+)+)+)+)+)+)+)+)+$',
    '\u202Enước\u202C \u200B\u2066',
    '😀🇻🇳👩‍🔬',
    'ǅ ß İ ſ Ω ς',
    'nước '.repeat(100),
    'a'.repeat(500),
    '"'.repeat(99),
    '-nước +thải ~bùn *',
    '76/2018/NĐ-CP '.repeat(35),
  ];

  it.each(hostile)('is words and nothing more: %s', async (q) => {
    const started = performance.now();
    for (const sort of ['relevance', 'newest'] as const) {
      const { body, status } = await as(world, visitor).call(searchListings, { query: { q, sort, facets: ['kind', 'field'] } });
      expect(status).toBe(200);
      expect(body.total).toBeLessThanOrEqual(ids.size);
    }
    const completed = await as(world, visitor).call(suggest, { query: { q } });
    expect(completed.status).toBe(200);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('is refused by its field where it cannot be words', async () => {
    const refused = async (query: string): Promise<[number, string | undefined]> => {
      const response = await world.app.inject({ url: `/api/search?${query}` });
      return [response.statusCode, response.json<{ errors?: { field: string }[] }>().errors?.[0]?.field];
    };
    expect(await refused('q=a%00b')).toEqual([400, 'q']);
    expect(await refused(`q=${'x'.repeat(501)}`)).toEqual([400, 'q']);
    expect(await refused('trlMin=99999999999999999999')).toEqual([400, 'trlMin']);
    expect(await refused('cursor=abc.def')).toEqual([400, 'cursor']);
    expect(await refused('facets=kind,nope')).toEqual([400, 'facets.0']);
    expect(await refused('limit=0')).toEqual([400, 'limit']);
    expect((await refused('facets=kind,field&facets=side'))[0]).toBe(200);
  });
});
