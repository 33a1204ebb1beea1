import {
  changeSavedSearch,
  deleteSavedSearch,
  getSavedSearch,
  listAlerts,
  listSavedSearches,
  markAlertsSeen,
  pauseSavedSearch,
  resumeSavedSearch,
  saveSearch,
  testSavedSearch,
} from '@ketnoi/contracts/saved-searches';
import { createDb } from '@ketnoi/db/database';
import { newId, type AccountId, type OrganisationId } from '@ketnoi/domain/ids';
import { SAVED_SEARCHES_MOST } from '@ketnoi/domain/saved-search';
import { sql } from '@ketnoi/testing/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reread, saved } from './support/alerts.ts';
import { as, visitor, type Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeOffer, published } from './support/listings.ts';
import { peopledWorld } from './support/people.ts';

let world: World;
let firm: OrganisationId;
let owner: Caller & { accountId: AccountId; email: string };
let stranger: Caller;
let colleague: Caller;
beforeAll(async () => {
  world = await peopledWorld();
  firm = await given.organisation(world);
  owner = await given.person(world, { organisation: firm, role: 'editor' });
  colleague = await given.person(world, { organisation: firm });
  stranger = await given.person(world, { grant: 'admin' });
});
afterAll(() => world.close());

const words = { q: 'màng lọc nước lợ' };

describe('a saved search', () => {
  it('is kept as it was given, with what its owner may do', async () => {
    const query = { q: '  lọc nước  ', in: ['offer' as const], sector: ['IND-ENVIRONMENT'], trlMin: 4, exact: true };
    const search = await saved(world, owner, query, { name: ' Nước\u202e lợ ', rhythm: 'weekly', threshold: 'title', language: 'en' });
    expect(search).toMatchObject({
      version: 1,
      name: 'Nước lợ',
      query: { ...query, q: 'lọc nước' },
      rhythm: 'weekly',
      threshold: 'title',
      language: 'en',
      organisationId: firm,
      stopped: null,
      newCount: 0,
      can: ['edit', 'pause', 'test', 'delete'],
    });
    // Monday of the exchange, 7 o'clock, after Monday 9 o'clock.
    expect(search.nextSendAt).toBe('2026-11-30T00:00:00.000Z');
    expect(await reread(world, owner, search)).toEqual(search);
    const { body } = await as(world, owner).call(listSavedSearches, {});
    expect(body.items[0]).toEqual(search);
  });

  it('is changed by who has read it, and planned anew', async () => {
    const search = await saved(world, owner, words);
    const asked = async () =>
      (await world.admin.selectFrom('savedSearch').where('id', '=', search.id).select(['asked']).executeTakeFirstOrThrow()).asked;
    const before = await asked();
    const change = (version: number, body: object) =>
      as(world, owner).call(changeSavedSearch, { params: { id: search.id }, body }, { version });
    const named = await change(1, { name: 'Tên khác', rhythm: 'daily' });
    expect([named.body.name, named.body.rhythm, named.body.version, await asked()]).toEqual(['Tên khác', 'daily', 2, before]);
    expect((await change(1, { name: 'Cũ' })).problem.code).toBe('record.stale');
    const asking = await change(2, { query: { q: 'máy sấy' } });
    expect(asking.body.query).toEqual({ q: 'máy sấy' });
    expect(await asked()).not.toBe(before);
    expect((await change(3, {})).status).toBe(400);
    expect((await as(world, owner).call(changeSavedSearch, { params: { id: search.id }, body: { name: 'x' } })).status).toBe(428);
  });

  it('rests and goes on, each only when it can', async () => {
    const search = await saved(world, owner, words);
    const act = (contract: typeof pauseSavedSearch | typeof resumeSavedSearch, version: number) =>
      as(world, owner).call(contract, { params: { id: search.id } }, { version });
    expect((await act(resumeSavedSearch, 1)).problem.code).toBe('saved_search.action_not_possible');
    const paused = await act(pauseSavedSearch, 1);
    expect([paused.body.stopped, paused.body.can, paused.body.nextSendAt]).toEqual(['paused', ['edit', 'resume', 'test', 'delete'], null]);
    expect((await act(pauseSavedSearch, 1)).problem.code).toBe('record.stale');
    expect((await act(pauseSavedSearch, 2)).problem.code).toBe('saved_search.action_not_possible');
    expect((await act(resumeSavedSearch, 2)).body.stopped).toBeNull();
    const steps = await world.admin.selectFrom('stateChange').where('nounId', '=', search.id).orderBy('id').select('action').execute();
    expect(steps.map((step) => step.action)).toEqual(['save', 'pause', 'resume']);
  });

  it('is gone when it is deleted, with its keys', async () => {
    const search = await saved(world, owner, words);
    expect((await as(world, owner).call(deleteSavedSearch, { params: { id: search.id } })).status).toBe(204);
    expect((await as(world, owner).call(getSavedSearch, { params: { id: search.id } })).status).toBe(404);
    const left = await world.admin.selectFrom('savedSearchKey').where('savedSearchId', '=', search.id).select('lexeme').execute();
    expect(left).toEqual([]);
  });

  it('shows by a test what it would tell of, but for the listings of one’s own firm', async () => {
    const institute = await given.organisation(world);
    const moderator = await given.person(world, { grant: 'moderator' });
    const offer = completeOffer({ texts: { title: both('Bẫy côn trùng bằng đèn', 'Insect light trap') } });
    const theirs = await published(world, { writer: await given.person(world, { organisation: institute }), moderator }, offer);
    await published(world, { writer: colleague, moderator }, offer);
    await drain(world);
    const search = await saved(world, owner, { q: 'bẫy côn trùng' });
    const { body } = await as(world, owner).call(testSavedSearch, { params: { id: search.id } });
    expect([body.items.map((item) => item.id), body.total]).toEqual([[theirs.id], 1]);
    const rows = await world.admin.selectFrom('savedSearchAlert').where('savedSearchId', '=', search.id).select('listingId').execute();
    expect(rows).toEqual([]);
  });
});

describe('what cannot be saved', () => {
  const tried = async (query: object) => (await as(world, owner).call(saveSearch, { body: { name: 'x', query } })).problem;

  it('names the code that does not exist, and takes provinces by their old codes and names', async () => {
    expect(await tried({ q: 'x', sector: ['NONE'], province: ['Atlantis'] })).toMatchObject({
      code: 'listing.code_unknown',
      errors: [{ field: 'query.sector' }, { field: 'query.province' }],
    });
    const search = await saved(world, owner, { province: ['Bắc Giang', '22'] });
    const { asked } = await world.admin.selectFrom('savedSearch').where('id', '=', search.id).select('asked').executeTakeFirstOrThrow();
    // Bắc Giang went into Bắc Ninh.
    expect(asked).toBe("'@province:24' | '@province:22'");
  });

  it('is a search for nothing, in a plain word', async () => {
    for (const query of [{}, { q: '  ' }, { q: '!?' }, { sector: [] }])
      expect(await tried(query)).toMatchObject({ code: 'saved_search.empty', errors: [{ field: 'query' }] });
  });

  it('is one more than a hundred, however many ask at once', async () => {
    const hoarder = await given.person(world, {});
    const now = world.clock.now();
    const rows = Array.from({ length: SAVED_SEARCHES_MOST - 1 }, () => ({
      id: newId<'saved_search'>(now.getTime()),
      accountId: hoarder.accountId,
      name: 'x',
      query: '{}',
      language: 'vi',
      rhythm: 'daily',
      threshold: 'all_words',
      asked: "'x'",
      planVersion: '1',
      activeSince: now,
      createdAt: now,
      updatedAt: now,
    }));
    await world.admin.insertInto('savedSearch').values(rows).execute();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => as(world, hoarder).call(saveSearch, { body: { name: 'x', query: words } })),
    );
    expect(answers.map((answer) => answer.status).toSorted((one, other) => one - other)).toEqual([201, 409, 409, 409]);
    expect(answers.find((answer) => answer.status === 409)?.problem.code).toBe('saved_search.too_many');
  });
});

describe('whose it is', () => {
  it('is nobody’s to know of but its owner’s: not a colleague’s, not an administrator’s', async () => {
    const { id } = await saved(world, owner, words);
    for (const caller of [colleague, stranger]) {
      const all = [
        await as(world, caller).call(getSavedSearch, { params: { id } }),
        await as(world, caller).call(changeSavedSearch, { params: { id }, body: { name: 'x' } }, { version: 1 }),
        await as(world, caller).call(pauseSavedSearch, { params: { id } }, { version: 1 }),
        await as(world, caller).call(resumeSavedSearch, { params: { id } }, { version: 1 }),
        await as(world, caller).call(testSavedSearch, { params: { id } }),
        await as(world, caller).call(listAlerts, { params: { id }, query: {} }),
        await as(world, caller).call(markAlertsSeen, { params: { id }, body: {} }),
        await as(world, caller).call(deleteSavedSearch, { params: { id } }),
      ];
      const nowhere = await as(world, caller).call(getSavedSearch, { params: { id: newId(1) } });
      for (const answer of all) expect([answer.status, answer.problem.code]).toEqual([nowhere.status, nowhere.problem.code]);
      expect((await as(world, caller).call(listSavedSearches, {})).body.items.map((item) => item.id)).not.toContain(id);
    }
    expect((await as(world, visitor).call(listSavedSearches, {})).status).toBe(401);
    expect((await reread(world, owner, { id })).version).toBe(1);
  });

  it('is kept from every query of the service that does not act for its owner', async () => {
    await saved(world, owner, words);
    const { rows } = await sql<{ seen: number }>`select count(*)::int as seen from saved_search`.execute(world.ctx.db);
    expect(rows[0]?.seen).toBe(0);
  });

  it('can be planned and told of by the worker, who can rename, hand over or ask nothing; the service can look at what was found, not tell it', async () => {
    await saved(world, owner, words);
    const worker = createDb({ url: world.ctx.config.databaseWorkerUrl, poolSize: 1 });
    const refused = async (db: typeof worker, statement: string): Promise<string> =>
      sql`${sql.raw(statement)}`.execute(db).then(
        () => 'done',
        (error: Error) => error.message,
      );
    expect(await refused(worker, 'update saved_search set last_sent_at = last_sent_at, asked = asked, plan_version = plan_version')).toBe(
      'done',
    );
    expect(await refused(worker, 'select id from saved_search for update')).toBe('done');
    for (const column of ['name', 'query', 'account_id', 'organisation_id', 'paused_at', 'rhythm'])
      expect(await refused(worker, `update saved_search set ${column} = null`)).toContain('permission denied');
    await worker.destroy();
    expect(await refused(world.ctx.db, 'update saved_search_alert set seen_at = seen_at')).toBe('done');
    expect(await refused(world.ctx.db, 'update saved_search_alert set digest_id = null')).toContain('permission denied');
    expect(await refused(world.ctx.db, 'delete from saved_search_alert')).toContain('permission denied');
  });

  it('leaves its words in no audit entry, no kept answer and no job', async () => {
    const secret = 'zirconium quokka';
    const { id } = await saved(world, owner, { q: secret }, { name: secret });
    await as(world, owner).call(changeSavedSearch, { params: { id }, body: { query: { q: `${secret} oxide` } } }, { version: 1 });
    const { rows } = await sql<{ dump: string }>`
      select (select string_agg(canonical, ' ') from audit_event) || (select string_agg(body, ' ') from idempotency_key)
        || (select coalesce(string_agg(data::text, ' '), '') from pgboss.job_common) as dump`.execute(world.admin);
    expect(rows[0]?.dump).toContain(id);
    expect(rows[0]?.dump).not.toMatch(/quokka/u);
  });

  it('gives a repeated request the same answer and one search', async () => {
    const key = 'a-key-of-the-spec-1';
    const call = () => as(world, owner).call(saveSearch, { body: { name: 'Một lần', query: words } }, { key });
    const [one, other] = [await call(), await call()];
    expect(other.body).toEqual(one.body);
    const kept = await world.admin.selectFrom('savedSearch').where('name', '=', 'Một lần').select('id').execute();
    expect(kept).toHaveLength(1);
  });
});
