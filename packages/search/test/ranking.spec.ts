import type { ListingId } from '@ketnoi/domain/ids';
import { planQuery } from '@ketnoi/language/query';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statementFor } from '../src/postgresql/find.ts';
import { askedOf } from '../src/postgresql/query-text.ts';
import { shippedTables } from '../src/tables.ts';
import type { EngineQuery, SearchRequest } from '../src/port.ts';
import { given, request, searchWorld, type SearchWorld } from './world.ts';

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const listings = {
  pond: { title: 'Hạ độ mặn cho ao tôm bằng lọc nano', summary: 'Dùng cho hộ nuôi tôm.' },
  saltRice: { title: 'Giống lúa chịu mặn', summary: 'Ngắn ngày.' },
  sensor: { title: 'Cảm biến đo độ đục', summary: 'Tự làm sạch đầu đo.' },
  shrimpTest: { title: 'Que thử bệnh tôm tại ao', summary: 'Kết quả sau 15 phút.' },
  oldVerified: { title: 'Máy bóc vỏ lạc A', publishedAt: at('2026-01-05'), verified: true },
  oldUnverified: { title: 'Máy bóc vỏ lạc B', publishedAt: at('2026-01-05'), verified: false },
  freshUnverified: { title: 'Máy bóc vỏ lạc C', publishedAt: at('2026-06-05'), verified: false },
  freshDescription: {
    title: 'Xưởng chế biến',
    publishedAt: at('2026-11-20'),
    texts: { description: { vi: 'Có máy bóc vỏ lạc.', en: null } },
  },
  coop: { title: 'Kho chung của hợp tác xã', summary: 'Dùng cả mùa khô.' },
  brackishSensor: { title: { en: 'Salinity probe for brackish ponds' } },
} as const;
type Name = keyof typeof listings;

let world: SearchWorld;
let names: Map<ListingId, Name>;
beforeAll(async () => {
  world = await searchWorld();
  names = await given<Name>(world, listings);
});
afterAll(() => world.close());

async function ask(text: string, over: Partial<SearchRequest> = {}) {
  const result = await world.search.search(request({ text, ...over }));
  return { ...result, found: result.hits.map((hit) => names.get(hit.listingId)) };
}

describe('between equals', () => {
  it('verified and fresh decide, and never over where the words stand', async () => {
    const { found } = await ask('máy bóc vỏ lạc');
    expect(found.indexOf('oldVerified')).toBeLessThan(found.indexOf('oldUnverified'));
    expect(found.indexOf('freshUnverified')).toBeLessThan(found.indexOf('oldUnverified'));
    expect(found.at(-1)).toBe('freshDescription');
  });
});

describe('a sentence no listing answers word for word', () => {
  it('finds what holds its most telling words, and says that these are only the closest', async () => {
    const { found, reading } = await ask('hạ độ mặn ở ao tôm cho hợp tác xã');
    expect(found[0]).toBe('pond');
    expect(reading.closest).toBe(true);
    expect(found).not.toContain('oldVerified');
  });

  it('holds syllables of one word to be one word there too', async () => {
    const { found } = await ask('cảm biến áp suất lốp');
    expect(found).not.toContain('saltRice');
    expect(found).not.toContain('shrimpTest');
  });

  it('finds nothing when only the very words are wanted', async () => {
    expect((await ask('hạ độ mặn ở ao tôm cho hợp tác xã', { exact: true })).total).toBe(0);
  });

  it('does not take a translation of half of it for all of it', async () => {
    const { reading, found } = await ask('cảm biến độ mặn phòng thí nghiệm');
    expect(reading.closest).toBe(true);
    expect(found).not.toContain('oldVerified');
  });
});

describe('the statement of a search', () => {
  const query = (over: Partial<EngineQuery> = {}): EngineQuery => ({
    plan: planQuery('xử lý nước thải', { language: 'vi', tables: shippedTables }),
    filters: { side: ['offer'], province: ['22'] },
    sort: 'relevance',
    facets: ['kind', 'sector', 'province'],
    limit: 20,
    after: null,
    closest: null,
    ...over,
  });
  const textOf = (one: EngineQuery): string =>
    statementFor(one, one.plan === null ? null : askedOf(one.plan.variants))
      .compile(world.db)
      .sql.replaceAll(/\s+/gu, ' ');

  it('is the same text for other words, and reads as reviewed', () => {
    const other = planQuery('chế phẩm vi sinh', { language: 'vi', tables: shippedTables });
    const alike = { ...query(), plan: { ...other, variants: other.variants.slice(0, 2) } };
    const first = query().plan;
    const short = { ...query(), plan: first === null ? null : { ...first, variants: first.variants.slice(0, 2) } };
    expect(textOf(alike)).toBe(textOf(short));
    expect(textOf(short)).toMatchSnapshot();
  });

  it('is answered by the index of words, filters and all', async () => {
    const one = query();
    const compiled = statementFor(one, one.plan === null ? null : askedOf(one.plan.variants)).compile(world.db);
    const plan = await world.admin.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      const explained = await tx.executeQuery({ ...compiled, sql: `explain ${compiled.sql}` });
      return explained.rows.map((row) => Object.values(row as object).join()).join('\n');
    });
    expect(plan).toContain('Bitmap Index Scan on search_document_words_index');
    expect(plan).not.toContain('Seq Scan on search_document');
    expect(plan).toContain('Tid Scan on search_document');
  });
});
