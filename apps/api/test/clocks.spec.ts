import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as contracts from '@ketnoi/contracts/listings';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { drafted, published, submitted } from './support/listings.ts';
import { steps } from './support/steps.ts';

const DAY = 86_400_000;

let world: World;
let organisation: OrganisationId;
let writer: Caller & { email: string };
let moderator: Caller & { email: string };
let go: ReturnType<typeof steps>;

beforeEach(async () => {
  await world?.close();
  world = await testWorld();
  organisation = await given.organisation(world);
  writer = await given.person(world, { organisation });
  moderator = await given.person(world, { grant: 'moderator' });
  go = steps(world);
});
afterAll(() => world.close());

/** One stroke of the clock, and all that follows from it. */
async function tick(): Promise<void> {
  await world.ctx.db.transaction().execute((tx) => enqueue(tx, 'clock.tick', {}));
  await drain(world);
}
/** Time passes, with the clock striking at its end. */
async function pass(days: number): Promise<void> {
  world.clock.forward(days * DAY);
  await tick();
}
const letters = async (): Promise<string[]> =>
  (await world.admin.selectFrom('mail').select(['template', 'recipient']).orderBy('createdAt').orderBy('id').execute()).map(
    (row) => `${row.template} ${row.recipient}`,
  );
const stateOf = async (id: string): Promise<string> =>
  (await world.admin.selectFrom('listing').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
const isListed = async (id: string): Promise<boolean> =>
  (await as(world, visitor).call(contracts.listListings, { query: { limit: 100 } })).body.items.some((one) => one.id === id);
const lettersTo = async (email: string): Promise<string[]> =>
  (await letters()).filter((one) => one.endsWith(email)).map((one) => one.split(' ')[0] ?? '');

describe('the life of a listing, left to time', () => {
  it('comes near its end, is told to its people, ends, and is archived when its late renewal is over', async () => {
    const { id } = await published(world, { writer, moderator });
    const before = (await lettersTo(writer.email)).length;
    await pass(334);
    expect([await stateOf(id), await isListed(id)]).toEqual(['published', true]);
    await pass(2);
    expect([await stateOf(id), await isListed(id)]).toEqual(['expiring', true]);
    expect((await lettersTo(writer.email)).slice(before)).toEqual([]);
    await pass(15.5);
    expect((await lettersTo(writer.email)).slice(before)).toEqual(['listing_expiring']);
    await pass(14);
    expect([await stateOf(id), await isListed(id)]).toEqual(['expired', false]);
    expect((await go.read(visitor, id)).status).toBe(404);
    await pass(364);
    expect(await stateOf(id)).toBe('expired');
    await pass(2);
    expect(await stateOf(id)).toBe('archived');
    expect((await lettersTo(writer.email)).slice(before)).toEqual(['listing_expiring', 'listing_expired', 'listing_archived']);
    expect((await go.historyOf(id)).slice(-3)).toEqual([
      ['published', 'approach_expiry', 'expiring'],
      ['expiring', 'expire', 'expired'],
      ['expired', 'archive', 'archived'],
    ]);
    const entries = await world.admin
      .selectFrom('auditEvent')
      .select('canonical')
      .where('canonical', 'like', `%"listing.expire","listing","${id}"%`)
      .execute();
    expect(entries).toHaveLength(1);
  });

  it('takes every step at once after a standstill, each written down', async () => {
    const { id } = await published(world, { writer, moderator });
    await pass(800);
    expect(await stateOf(id)).toBe('archived');
    expect((await go.historyOf(id)).slice(-3).map((step) => step[1])).toEqual(['approach_expiry', 'expire', 'archive']);
  });

  it('moves nothing and writes nobody twice when the clock strikes again', async () => {
    const { id } = await published(world, { writer, moderator });
    await pass(352);
    const [history, mails] = [await go.historyOf(id), await letters()];
    for (let n = 0; n < 3; n += 1) await tick();
    expect(await go.historyOf(id)).toEqual(history);
    expect(await letters()).toEqual(mails);
  });

  it('starts anew with a renewal, and needs no notice while hidden or withdrawn', async () => {
    const renewed = await published(world, { writer, moderator });
    const withdrawn = await published(world, { writer, moderator });
    await pass(340);
    // Nobody's session lasts that long: somebody of the same organisation signs in.
    const colleague = await given.person(world, { organisation });
    await go.step(colleague, contracts.renewListing, (await go.read(colleague, renewed.id)).body);
    await go.step(colleague, contracts.withdrawListing, (await go.read(colleague, withdrawn.id)).body);
    const before = (await letters()).length;
    await pass(13);
    await pass(20);
    expect((await letters()).slice(before).filter((one) => one.startsWith('listing_expir'))).toEqual([]);
    expect([await stateOf(renewed.id), await stateOf(withdrawn.id)]).toEqual(['published', 'withdrawn']);
    expect(await isListed(renewed.id)).toBe(true);
  });

  it('leaves alone what comes from another exchange, and drafts', async () => {
    const draft = await drafted(world, writer);
    const { id } = await published(world, { writer, moderator });
    await world.admin
      .insertInto('exchangeNode')
      .values({ code: 'QN', nameVi: 'Quảng Ninh', nameEn: 'Quang Ninh' })
      .onConflict((on) => on.doNothing())
      .execute();
    await world.admin.updateTable('listing').set({ originNode: 'QN' }).where('id', '=', id).execute();
    await pass(800);
    expect([await stateOf(id), await stateOf(draft.id)]).toEqual(['published', 'draft']);
  });
});

describe('a review', () => {
  it('that nobody does within three working days is told to the moderators, once, but not to those it concerns', async () => {
    const own = await given.person(world, { organisation, grant: 'moderator' });
    await submitted(world, writer);
    // Handed in on Monday 23 November; the 24th is Culture Day, so that the third working day is Friday.
    world.clock.set('2026-11-27T16:59:00Z');
    await tick();
    expect(await lettersTo(moderator.email)).toEqual([]);
    world.clock.set('2026-11-27T17:01:00Z');
    await tick();
    await tick();
    expect(await lettersTo(moderator.email)).toEqual(['review_overdue']);
    expect(await lettersTo(own.email)).toEqual([]);
    const [deadline] = await world.admin.selectFrom('deadline').select(['breachedAt', 'metAt']).where('kind', '=', 'review').execute();
    expect(deadline).toMatchObject({ breachedAt: world.clock.now(), metAt: null });
  });

  it('that was done in time is told to nobody', async () => {
    await published(world, { writer, moderator });
    await pass(10);
    expect(await lettersTo(moderator.email)).toEqual([]);
  });
});

describe('what has had its time', () => {
  it('is taken away: keys of repeated requests after three days, files of imports nobody finished after seven', async () => {
    const folder = join(world.ctx.config.dataFolder, 'imports');
    await mkdir(folder);
    for (const name of ['old', 'new']) await writeFile(join(folder, name), 'x');
    const day = (days: number): Date => new Date(world.clock.now().getTime() + days * DAY);
    await utimes(join(folder, 'old'), day(-8), day(-8));
    await utimes(join(folder, 'new'), day(-1), day(-1));
    await drafted(world, writer);
    const keys = async (): Promise<number> => (await world.admin.selectFrom('idempotencyKey').select('key').execute()).length;
    await tick();
    expect(await readdir(folder)).toEqual(['new']);
    expect(await keys()).toBeGreaterThan(0);
    await pass(3.1);
    expect(await keys()).toBe(0);
  });
});
