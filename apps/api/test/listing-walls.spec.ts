import * as contracts from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { asActor, inTransaction } from '@ketnoi/db/transaction';
import { fieldsOf } from '@ketnoi/domain/listing-fields';
import { tierIn } from '@ketnoi/domain/listing-tiers';
import { EMPTY_CONTENT } from '@ketnoi/domain/listing-content';
import { isConfidential } from '@ketnoi/domain/tiers';
import { sql } from '@ketnoi/testing/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { canary, codesInForce, samples } from './support/field-samples.ts';
import { given } from './support/given.ts';
import { completeOffer, published } from './support/listings.ts';
import { steps } from './support/steps.ts';

const CONFIDENTIAL_TABLES = ['listing_confidential_content', 'listing_confidential_text'];
const secrets = fieldsOf('offer').filter((name) => isConfidential(tierIn(EMPTY_CONTENT, name)));

let world: World;
let writer: Awaited<ReturnType<typeof given.person>>;
let stranger: Caller;
let listing: ListingDetail;
beforeAll(async () => {
  world = await testWorld();
  writer = await given.person(world, { organisation: await given.organisation(world) });
  stranger = await given.person(world, { organisation: await given.organisation(world) });
  const moderator = await given.person(world, { grant: 'moderator' });
  const { texts, values } = samples(secrets, 1, await codesInForce(world));
  listing = await published(world, { writer, moderator }, completeOffer({ texts, values }));
});
afterAll(() => world.close());

/** How many rows of the confidential tables the application's role sees while these organisations are said to act. */
async function rowsSeenBy(organisations: Parameters<typeof asActor>[1]['organisationIds'] | null): Promise<number> {
  return inTransaction(world.ctx.db, async (tx) => {
    if (organisations !== null) await asActor(tx, { accountId: null, organisationIds: organisations });
    const { rows } = await sql<{
      n: number;
    }>`select (select count(*) from listing_confidential_text) + (select count(*) from listing_confidential_content) as n`.execute(tx);
    return rows[0]?.n ?? -1;
  });
}

describe('what lies beyond the member tier', () => {
  it('is seen by the database’s own policy only for the listing’s organisations, and by nobody when nobody acts', async () => {
    expect(await rowsSeenBy(null)).toBe(0);
    expect(await rowsSeenBy(stranger.organisation === undefined ? [] : [stranger.organisation])).toBe(0);
    expect(await rowsSeenBy(writer.organisation === undefined ? [] : [writer.organisation])).toBeGreaterThan(0);
  });

  it('cannot be written in the name of another organisation', async () => {
    const copy = inTransaction(world.ctx.db, async (tx) => {
      await asActor(tx, { accountId: null, organisationIds: stranger.organisation === undefined ? [] : [stranger.organisation] });
      await sql`insert into listing_confidential_content (version_id, listing_id, owner_organisation_id, entering_organisation_id, tier, content)
        select ${listing.id}::uuid, ${listing.id}::uuid, ${writer.organisation}::uuid, ${writer.organisation}::uuid, 'nda', '{}'`.execute(
        tx,
      );
    });
    await expect(copy).rejects.toThrow('row-level security');
  });

  it('is in no table but the confidential ones: no history, no chain, no job, no kept answer, no letter, no projection', async () => {
    expect(secrets.length).toBeGreaterThan(5);
    const tables = await sql<{
      name: string;
    }>`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in ('public', 'pgboss') and not c.relispartition`.execute(world.admin);
    const holding: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ text: string | null }>`select string_agg(t::text, ' ') as text from ${sql.raw(name)} t`.execute(
        world.admin,
      );
      const text = rows[0]?.text ?? '';
      if (secrets.some((secret) => text.includes(canary(secret, 1)))) holding.push(name.replace('public.', ''));
    }
    expect(holding.toSorted((one, other) => one.localeCompare(other))).toEqual(CONFIDENTIAL_TABLES);
  });
});

describe('somebody of another organisation', () => {
  const bodies: Partial<Record<string, object>> = {
    editListing: {},
    closeListing: { outcome: 'deal' },
    returnListing: { findings: [], note: 'x' },
    retractListing: { notice: { vi: 'x', en: 'x' } },
  };
  const acts = Object.entries(contracts).filter(([, one]) => 'conditional' in one && one.access !== 'moderator');

  it('can do nothing to a listing, and does not learn of one that is not shown', async () => {
    const go = steps(world);
    const draft = (await as(world, writer).call(contracts.createListing, { body: completeOffer() })).body;
    expect(acts.length).toBeGreaterThan(8);
    for (const [name, act] of acts) {
      const body = bodies[name];
      const given = (one: ListingDetail) => ({ id: one.id, version: one.version, ...(body === undefined ? {} : { body }) });
      const shown = await go.tried(stranger, act as typeof contracts.submitListing, given(listing));
      expect([name, shown.status, shown.problem.code]).toEqual([name, 403, 'access.forbidden']);
      const hidden = await go.tried(stranger, act as typeof contracts.submitListing, given(draft));
      expect([name, hidden.status, hidden.problem.code]).toEqual([name, 404, 'record.not_found']);
    }
  });
});
