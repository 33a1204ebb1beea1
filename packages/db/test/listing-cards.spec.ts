import { testDatabase, type TestDatabase } from '@ketnoi/testing/database';
import { sql, type CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDb, type Db } from '../src/database.ts';
import { listCards, type ListArgs } from '../src/listing-cards.ts';
import { findShownListing } from '../src/listing-public.ts';

let database: TestDatabase;
let db: Db;
let admin: Db;

/** 6,000 shown listings, a quarter of them in one sector, over ten provinces and both sides: enough that an index pays. */
beforeAll(async () => {
  database = await testDatabase();
  db = createDb({ url: database.url('app') });
  admin = createDb({ url: database.url('admin') });
  await sql`insert into exchange_node (code, name_vi, name_en, is_self) values ('DEMO', 'a', 'b', true) on conflict do nothing`.execute(
    admin,
  );
  const organisation = '01930000-0000-7000-8000-000000000001';
  await sql`insert into organisation (id, type_code, type_version, legal_name, origin_node, created_at, updated_at)
    values (${organisation}, 'university', '1', 'Trường', 'DEMO', now(), now())`.execute(admin);
  const numbered = sql`(select n, md5(n::text)::uuid as id, timestamptz '2026-01-01' + n * interval '1 minute' as at,
    case when n % 3 = 0 then 'need' else 'offer' end as side, lpad((n % 10)::text, 2, '0') as province,
    case when n % 4 = 0 then 'AGR' else 'S' || n % 37 end as sector from generate_series(1, 6000) n)`;
  await sql`insert into listing (id, side, kind, state, owner_organisation_id, entering_organisation_id, origin_node, created_at, updated_at)
    select id, side, case side when 'need' then 'need' else 'technology' end, 'draft', ${organisation}, ${organisation}, 'DEMO', at, at from ${numbered} x`.execute(
    admin,
  );
  await sql`insert into listing_version (id, listing_id, number, created_at, updated_at) select id, id, 1, at, at from ${numbered} x`.execute(
    admin,
  );
  await sql`insert into listing_public (listing_id, version_id, version, reference, side, kind, organisation_id, organisation_verified, province_code,
      sectors, open_for_interest, completeness, card, detail, published_at, expires_at)
    select id, id, 1, 'R' || n, side, case side when 'need' then 'need' else 'technology' end, ${organisation}, false, province, array[sector], true, 1,
      json_build_object('n', n), '{}', at, at from ${numbered} x`.execute(admin);
  await sql`insert into listing_sector (listing_id, sector_code, side, kind, province_code, published_at)
    select listing_id, sectors[1], side, kind, province_code, published_at from listing_public`.execute(admin);
  // The server of the specs commits asynchronously, and a vacuum calls no page visible whose rows' commit is not on disk yet; an index-only
  // scan would then be priced as if it had to read the table.
  await sql`checkpoint`.execute(admin);
  await sql`vacuum analyze`.execute(admin);
});
afterAll(async () => {
  await db.destroy();
  await admin.destroy();
  await database.close();
});

/** Runs a query function and keeps what it sent. */
async function sent(run: (db: Db) => Promise<unknown>): Promise<CompiledQuery> {
  const queries: CompiledQuery[] = [];
  const spy = new Proxy(db, {
    get: (target, key) => {
      if (key !== 'executeQuery') {
        const member = Reflect.get(target, key, target) as unknown;
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      }
      return (query: CompiledQuery) => {
        queries.push(query);
        return target.executeQuery(query);
      };
    },
  });
  await run(spy);
  const [query] = queries;
  if (query === undefined || queries.length > 1) throw new Error(`${queries.length} statements were sent`);
  return query;
}

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] };

/** The nodes of the plan PostgreSQL makes for a query: what it reads and by which index. */
async function planOf(query: CompiledQuery): Promise<{ indexes: string[]; scanned: string[] }> {
  const explain = { ...query, sql: `explain (format json) ${query.sql}` } as CompiledQuery<{ 'QUERY PLAN': { Plan: Plan }[] }>;
  const { rows } = await db.executeQuery(explain);
  const nodes: Plan[] = [];
  const walk = (plan: Plan): void => {
    nodes.push(plan);
    plan.Plans?.forEach(walk);
  };
  for (const one of Object.values(rows[0] ?? {}).flat()) walk(one.Plan);
  return {
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))].toSorted(),
    scanned: nodes.filter((node) => node['Node Type'] === 'Seq Scan').flatMap((node) => node['Relation Name'] ?? []),
  };
}

const page: ListArgs = { filter: {}, after: null, limit: 20, cap: 1001 };
const after = { publishedAt: '2026-01-01T20:00:00.000Z', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

describe('the list of shown listings', () => {
  it('counts up to its cap and no further', async () => {
    expect((await listCards(db, { ...page, filter: { sector: ['AGR'] } })).total).toBe(1001);
    expect((await listCards(db, { ...page, filter: { sector: ['AGR'], province: ['04'] } })).total).toBe(300);
    expect(await listCards(db, { ...page, filter: { sector: ['NONE'] } })).toEqual({ rows: [], total: 0 });
  });

  it.each([
    ['by sector and province', { filter: { sector: ['AGR'], province: ['04'] } }, 'listing_sector_province_index'],
    [
      'by sector, side and province, further on',
      { filter: { sector: ['AGR'], side: 'offer', province: ['04'] }, after },
      'listing_sector_province_index',
    ],
    ['by sector', { filter: { sector: ['AGR'] } }, 'listing_sector_newest_index'],
    ['by side', { filter: { side: 'need' } }, 'listing_public_side_index'],
    ['without a filter', {}, 'listing_public_newest_index'],
  ] as [string, Partial<ListArgs>, string][])('%s is one statement that reads no table from end to end', async (what, args, index) => {
    const query = await sent((spy) => listCards(spy, { ...page, ...args }));
    expect(query.sql).toMatchSnapshot(what);
    const { indexes, scanned } = await planOf(query);
    expect(indexes).toContain(index);
    expect(scanned.filter((table) => table !== 'organisation')).toEqual([]);
  });
});

describe('one shown listing', () => {
  it.each([
    ['by id', { id: 'c4ca4238-a0b9-2382-0dcc-509a6f75849b' }, 'listing_pk'],
    ['by reference', { reference: 'R1' }, 'listing_reference_key'],
  ] as const)('%s is one statement by index', async (what, which, index) => {
    const query = await sent((spy) => findShownListing(spy, which));
    expect(query.sql).toMatchSnapshot(what);
    const { indexes, scanned } = await planOf(query);
    expect(indexes).toEqual(expect.arrayContaining([index, 'listing_public_pk']));
    expect(scanned.filter((table) => table !== 'organisation')).toEqual([]);
  });
});
