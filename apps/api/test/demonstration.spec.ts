import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listSuggestedPairs } from '@ketnoi/contracts/broker-queue';
import { listListings } from '@ketnoi/contracts/listings';
import { signIn } from '@ketnoi/contracts/sessions';
import { createDb } from '@ketnoi/db/database';
import { findPlatformImport } from '@ketnoi/db/imports';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { allDocuments } from '@ketnoi/search/all-documents';
import { createSearch } from '@ketnoi/search/create';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../src/context.ts';
import { makeAccounts, type DemoAccount } from '../src/demonstration/accounts.ts';
import { makeBroker } from '../src/demonstration/broker.ts';
import { demoFile } from '../src/demonstration/files.ts';
import { loadListings, SOURCES } from '../src/demonstration/listings.ts';
import { loadOrganisations } from '../src/demonstration/organisations.ts';
import { saveSearches } from '../src/demonstration/saved-searches.ts';
import { as, visitor } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';

/** What was written for the exchange; the large public sources are loaded by the very same code. */
const sources = SOURCES.filter((source) => source.file === 'listings.jsonl');

let world: World;
let ctx: Ctx;
beforeAll(async () => {
  world = await testWorld();
  ctx = { ...world.ctx, db: createDb({ url: world.database.url('worker'), poolSize: 3 }) };
});
afterAll(async () => {
  await ctx.db.destroy();
  await world.close();
});

const path = (): string => join(ctx.config.dataFolder, 'demo-accounts.json');
const accounts = (): DemoAccount[] => JSON.parse(readFileSync(path(), 'utf8')) as DemoAccount[];
const session = async ({ email, password }: DemoAccount) => (await as(world, visitor).call(signIn, { body: { email, password } })).status;

describe('the demonstration', () => {
  it('goes on where a load was cut off, and comes out whole, every row good', async () => {
    expect(await loadOrganisations(ctx)).toBeGreaterThan(2000);
    const cut = (): void => {
      throw new Error('cut off');
    };
    await expect(loadListings(ctx, { begin: cut, say: () => undefined, sources })).rejects.toThrow('cut off');
    let begun = 0;
    await loadListings(ctx, { begin: () => (begun += 1), say: () => undefined, sources });
    expect(begun).toBe(1);
    const { records, edition } = demoFile('listings.jsonl');
    const run = await findPlatformImport(ctx.db, { fileName: `demo/listings.jsonl ${edition}` });
    expect(run).toMatchObject({ state: 'finished', created: records.length, skipped: 0, failed: 0, findings: [] });
  });

  it('does nothing when it is loaded already', async () => {
    expect(await loadOrganisations(ctx)).toBe(0);
    const never = (): void => {
      throw new Error('nothing was left to do');
    };
    expect(await loadListings(ctx, { begin: never, say: never, sources })).toEqual([]);
  });

  it('shows its listings as published in the past days, each by an organisation that says it is invented', async () => {
    const { body } = await as(world, visitor).call(listListings, { query: { limit: 100 } });
    expect(body.total).toBeGreaterThan(100);
    const now = world.clock.now().getTime();
    for (const card of body.items) {
      expect(Date.parse(card.publishedAt ?? '')).toBeLessThan(now);
      expect(Date.parse(card.expiresAt ?? '')).toBeGreaterThan(now);
      if (card.organisation !== null)
        expect(card.organisation).toMatchObject({ demo: true, name: expect.stringContaining('(minh họa)') as string });
    }
  });

  it('has an account for each of six roles, with a password of this installation, readable by its owner alone', async () => {
    expect(await makeAccounts(ctx)).toBe(6);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    const made = accounts();
    expect(made.map((one) => one.role)).toEqual(['admin', 'moderator', 'enterprise', 'institute', 'startup', 'broker']);
    expect(new Set(made.map((one) => one.password)).size).toBe(6);
    for (const account of made) expect(await session(account)).toBe(200);
    const owners = await world.admin
      .selectFrom('membership')
      .innerJoin('organisation as o', 'o.id', 'membership.organisationId')
      .select(['role', 'o.verifiedAt', 'o.demo'])
      .execute();
    expect(owners).toHaveLength(4);
    for (const owner of owners) expect(owner).toMatchObject({ role: 'owner', demo: true, verifiedAt: expect.any(Date) as Date });
    const grants = await world.admin.selectFrom('accountGrant').select('role').orderBy('role').execute();
    expect(grants).toEqual([{ role: 'admin' }, { role: 'moderator' }]);
  });

  it('has two people who look for something and are told of what was written for the exchange', async () => {
    const worker = createSearch({ db: ctx.db, clock: world.clock });
    await worker.rebuild(
      () => allDocuments(ctx.db),
      () => undefined,
    );
    expect(await saveSearches(ctx, world.ctx.db)).toBe(2);
    expect(await saveSearches(ctx, world.ctx.db)).toBe(0);
    const told = await world.admin.selectFrom('savedSearchAlert').select('accountId').distinct().execute();
    expect(told).toHaveLength(2);
  });

  it('has a broker with a queue', async () => {
    expect(await makeBroker(ctx)).toBe(true);
    expect(await makeBroker(ctx)).toBe(false);
    const broker = accounts().find(({ role }) => role === 'broker');
    const { body } = await as(world, visitor).call(signIn, { body: { email: broker?.email ?? '', password: broker?.password ?? '' } });
    const organisation = body.account.memberships[0]?.organisation.id as OrganisationId;
    expect((await as(world, { token: body.accessToken, organisation }).call(listSuggestedPairs, { query: {} })).status).toBe(200);
  });

  it('keeps the passwords while the file is there, and makes new ones when it is lost', async () => {
    const before = accounts();
    expect(await makeAccounts(ctx)).toBe(0);
    expect(accounts()).toEqual(before);
    rmSync(path());
    expect(await makeAccounts(ctx)).toBe(6);
    const [old, fresh] = [before[2], accounts()[2]];
    expect(old === undefined ? 0 : await session(old)).toBe(401);
    expect(fresh === undefined ? 0 : await session(fresh)).toBe(200);
  });
});
