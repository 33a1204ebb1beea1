import { matchText, matcherStanding, listMatches, listRemoved, listSimilar } from '@ketnoi/contracts/matches';
import type { Input } from '@ketnoi/contracts/endpoint';
import { QUESTION_LIMITS } from '@ketnoi/domain/match-policy';
import { sql } from '@ketnoi/testing/sql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../src/app.ts';
import type { Ctx } from '../src/context.ts';
import type { Matching } from '../src/matching/port.ts';
import { as, visitor } from './support/as.ts';
import { addsUp, market, matchesOf, type Market } from './support/market.ts';

let on: Market;
beforeAll(async () => {
  on = await market();
});
afterAll(() => on.world.close());

const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
type Question = Input<typeof matchText>['body'];
const put = (body: Question, headers: Record<string, string> = {}) => as(on.world, visitor).call(matchText, { body }, { headers });
const nextMinute = (): void => on.world.clock.forward(60_000);

/** Every table whose rows hold a text. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(on.world.admin);
  const found: string[] = [];
  for (const { name } of rows) {
    const one = await sql`select from ${sql.raw(name)} t where t::text ilike ${`%${text}%`} limit 1`.execute(on.world.admin);
    if (one.rows.length > 0) found.push(name);
  }
  return found;
}

async function rowsOfAll(): Promise<unknown> {
  const { rows } =
    await sql`select (select count(*) from match) as m, (select count(*) from match_feedback) as f, (select count(*) from listing) as l,
    (select count(*) from audit_event) as a, (select count(*) from state_change) as s, (select count(*) from pgboss.job) as j,
    (select count(*) from idempotency_key) as i`.execute(on.world.admin);
  return rows;
}

describe('the question box', () => {
  it('answers a text in either language, with or without marks, with reasons that add up and no pair to be judged', async () => {
    for (const text of [
      'Nước giếng nhiễm mặn, cần máy lọc nước lợ cho ao tôm',
      'Nuoc gieng nhiem man, can may loc nuoc lo cho ao tom',
      'Our well water is salty; we need desalination for shrimp ponds',
    ]) {
      const { status, body } = await put({ text });
      expect([text, status, ids(body.items).includes(on.trap) ? ids(body.items).indexOf(on.trap) > 0 : true]).toEqual([text, 200, true]);
      expect([text, [on.membrane, on.filter].includes(body.items[0]?.id ?? '')]).toEqual([text, true]);
      expect(body.items.every((item) => item.matchId === null && item.side === 'offer' && addsUp(item))).toBe(true);
    }
    nextMinute();
  });

  it('takes what is asked for beside the text as facts of it: too early is taken out, and reasons speak of them', async () => {
    const text = 'Desalination of salty well water';
    const { body } = await put({ text, filters: { trlMin: 6, sectors: ['IND-ENVIRONMENT'], province: '22' } }, { 'accept-language': 'en' });
    expect(ids(body.items)).not.toContain(on.filter);
    expect(body.removed).toEqual([{ reason: 'trl_below_minimum', count: 1 }]);
    const first = body.items.find(({ id }) => id === on.membrane);
    const texts = Object.fromEntries((first?.reasons ?? []).map((one) => [one.feature, one.text]));
    expect(texts).toMatchObject({ maturity: 'TRL\u00a06, you asked for 6 or more', place: 'Same place: Quang Ninh' });
    const needs = await put({ text: 'Desalination of salty well water for shrimp ponds', side: 'need' });
    expect(ids(needs.body.items)).toEqual([on.need]);
  });

  it('names each field that holds an unknown code', async () => {
    const { status, problem } = await put({
      text: 'water',
      filters: { sectors: ['NO-SUCH'], country: 'XX', province: 'Atlantis', fields: ['2', '99999'], modes: ['?'] },
    });
    expect([status, problem.code]).toEqual([422, 'listing.code_unknown']);
    expect(problem.errors?.map(({ field }) => field).toSorted()).toEqual(
      ['country', 'fields', 'modes', 'province', 'sectors'].map((name) => `filters.${name}`),
    );
  });

  it.each([
    ['nothing', { text: '' }],
    ['blanks', { text: '  \n ' }],
    ['too much', { text: 'a'.repeat(4001) }],
    ['another type', { text: 5 }],
    ['an unknown part', { text: 'water', secret: true }],
    ['a NUL', { text: 'wa\u0000ter' }],
    ['too many wishes', { text: 'water', limit: 51 }],
    ['no such side', { text: 'water', side: 'both' }],
  ])('refuses %s', async (_what, body) => {
    expect((await put(body as Question)).status).toBe(400);
  });

  it.each([
    ['markup', "<script>alert(1)</script> ' ; drop table listing; -- %_\\"],
    ['operators', '"water" & | ! <-> :* () water'],
    ['signs alone', '!!! ??? … ———'],
    ['emoji and odd spaces', '💧💧\u200b\u202e\ufeff nước\u00a0mặn'],
    ['one endless word', 'x'.repeat(4000)],
    ['four thousand digits', '9'.repeat(4000)],
    ['many numbers', Array.from({ length: 500 }, (_, at) => `${at} kg`).join(' ')],
    ['decomposed marks', 'nước giếng nhiễm mặn'.normalize('NFD')],
    ['another script', '地下水の塩分を取り除く装置'],
  ])('answers %s', async (_what, text) => {
    expect((await put({ text })).status).toBe(200);
    nextMinute();
  });

  it.each(['... ???', 'và của là', 'the of and'])('answers %j, in which nothing is asked, with nothing', async (text) => {
    const { status, body } = await put({ text });
    expect([status, body.items, body.removed]).toEqual([200, [], []]);
    nextMinute();
  });

  it('keeps nothing: no row, no line of a log, no cookie, whatever happens', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
    const failing: Matching = { ...on.world.ctx.matching, match: () => Promise.reject(new Error('cannot rank: quandorumax')) };
    const before = await rowsOfAll();
    for (const matching of [on.world.ctx.matching, failing]) {
      const ctx: Ctx = { ...on.world.ctx, log, matching, config: { ...on.world.ctx.config } };
      const app = await buildApp(ctx);
      const payload = { text: 'Khử mặn nước giếng quandorumax', filters: { trlMin: 6 } };
      const answer = await app.inject({
        method: 'POST',
        url: matchText.url,
        payload,
        headers: { 'sec-fetch-site': 'same-origin', 'x-ketnoi': '1' },
      });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.headers['cache-control']).toMatch(/no-cache|no-store/u);
      await app.inject({ method: 'POST', url: matchText.url, payload: { ...payload, filters: { sectors: ['quandorumax'] } } });
      await app.close();
    }
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes('quandorumax') || line.includes('nước giếng'))).toEqual([]);
    expect(await tablesWith('quandorumax')).toEqual([]);
    expect(await tablesWith('Bãi Bồi')).not.toEqual([]);
    expect(await rowsOfAll()).toEqual(before);
    nextMinute();
  });

  it('lets a network ask so often a minute and so often an hour, and says when it may again', async () => {
    const nobody: Matching = {
      ...on.world.ctx.matching,
      match: async () => ({ matches: [], removed: [], ranker: 'none', limitations: [], considered: 0 }),
    };
    const app = await buildApp({ ...on.world.ctx, matching: nobody });
    const from = (remoteAddress: string) =>
      app.inject({
        method: 'POST',
        url: matchText.url,
        payload: { text: 'water' },
        remoteAddress,
        headers: { 'sec-fetch-site': 'same-origin', 'x-ketnoi': '1' },
      });
    const [minute, hour] = QUESTION_LIMITS;
    const counts: Record<number, number> = {};
    for (let at = 0; at < hour.most; at += 1) {
      if (at > 0 && at % minute.most === 0) {
        const refused = await from('198.51.100.7');
        expect([refused.statusCode, refused.headers['retry-after'], refused.json<{ code: string }>().code]).toEqual([
          429,
          '60',
          'request.limited',
        ]);
        nextMinute();
      }
      const { statusCode } = await from('198.51.100.7');
      counts[statusCode] = (counts[statusCode] ?? 0) + 1;
    }
    expect(counts).toEqual({ 200: hour.most });
    nextMinute();
    const refused = await from('198.51.100.7');
    expect([refused.statusCode, Number(refused.headers['retry-after']) > 60]).toEqual([429, true]);
    expect((await from('198.51.100.8')).statusCode).toBe(200);
    on.world.clock.forward(3_600_000);
    expect((await from('198.51.100.7')).statusCode).toBe(200);
    await app.close();
  });
});

describe('without a matcher', () => {
  const away = (): Promise<never> => Promise.reject(Object.assign(new Error('nobody answers'), { name: 'MatcherAway' }));
  const loading = { matches: [], removed: [], ranker: 'x', limitations: ['loading' as const], considered: 0 };

  it.each([
    ['is away', { match: away, explain: away, standing: away, classify: away }, ['search_only']],
    ['still reads its listings', { match: async () => loading, explain: away, standing: away, classify: away }, ['loading', 'search_only']],
    ['fails', { match: () => Promise.reject(new TypeError('bug')), explain: away, standing: away, classify: away }, ['search_only']],
  ] as const)('that %s, a search answers, without reasons, and says so', async (_what, matching, limitations) => {
    const app = await buildApp({ ...on.world.ctx, matching });
    const world = { ...on.world, app };
    const { items, ranker, removed, ...rest } = await matchesOf(world, on.seeker, on.need);
    expect(rest.limitations).toEqual(limitations);
    expect([ids(items)[0], ranker, removed]).toEqual([on.membrane, 'search', []]);
    for (const item of items)
      expect(item).toMatchObject({ side: 'offer', score: null, band: null, reasons: [], matchId: expect.any(String) as string });
    const similar = await as(world, visitor).call(listSimilar, { params: { id: on.membrane }, query: {} });
    expect([similar.status, ids(similar.body.items).includes(on.membrane)]).toEqual([200, false]);
    const box = await as(world, visitor).call(matchText, { body: { text: 'desalination of brackish water' } });
    expect([box.status, ids(box.body.items)[0], box.body.limitations]).toEqual([200, on.membrane, limitations]);
    const gone = await as(world, visitor).call(listRemoved, { params: { id: on.need }, query: { reason: 'territory' } });
    expect([gone.status, gone.body.items]).toEqual([200, []]);
    expect((await as(world, visitor).call(matcherStanding, {})).body).toEqual({
      ready: false,
      listings: 0,
      done: 0,
      ranker: 'search',
      limitations: ['search_only'],
    });
    const hidden = await as(world, visitor).call(listMatches, { params: { id: '01930000-0000-7000-8000-000000000001' }, query: {} });
    expect(hidden.status).toBe(404);
    await app.close();
  });
});
