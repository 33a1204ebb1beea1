import * as contracts from '@ketnoi/contracts/listings';
import { sql } from '@ketnoi/testing/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { completeNeed, completeOffer, drafted, published, submitted } from './support/listings.ts';
import { steps } from './support/steps.ts';

let world: World;
let writer: Caller;
let moderator: Caller;
let go: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await testWorld();
  writer = await given.person(world, { organisation: await given.organisation(world) });
  moderator = await given.person(world, { grant: 'moderator' });
  go = steps(world);
});
afterAll(() => world.close());

const { listListings } = contracts;
const listed = async (id: string): Promise<boolean> => {
  const page = await as(world, visitor).call(listListings, { query: { limit: 100 } });
  return page.body.items.some((one) => one.id === id);
};
describe('a listing', () => {
  it('is published by a moderator under a reference that counts and never changes', async () => {
    const first = await published(world, { writer, moderator });
    const second = await published(world, { writer, moderator }, completeNeed());
    expect([first.reference, second.reference]).toEqual(['DEMO-TO-2026-000001', 'DEMO-TN-2026-000001']);
    expect(await go.historyOf(first.id)).toEqual([
      [null, 'create', 'draft'],
      ['draft', 'submit', 'client_check'],
      ['client_check', 'confirm', 'in_review'],
      ['in_review', 'publish', 'published'],
    ]);
    const byReference = await go.read(visitor, 'DEMO-TO-2026-000001');
    expect(byReference.body.id).toBe(first.id);
    expect(second.progress).toBe('open');
    const third = await published(world, { writer, moderator });
    expect(third.reference).toBe('DEMO-TO-2026-000002');
  });

  it('tells each caller what he may do with it', async () => {
    const listing = await published(world, { writer, moderator });
    expect(listing.can).toEqual(['edit', 'hold', 'withdraw', 'retract', 'close']);
    expect((await go.read(visitor, listing.id)).body.can).toEqual([]);
    expect((await go.read(moderator, listing.id)).body.can).toEqual(['hold', 'flag', 'retract']);
    const viewer = await given.person(world, { organisation: writer.organisation ?? (await given.organisation(world)), role: 'viewer' });
    expect((await go.read(viewer, listing.id)).body.can).toEqual([]);
  });

  it('is out of sight on hold and when flagged, and comes back', async () => {
    let listing = await published(world, { writer, moderator });
    listing = await go.step(writer, contracts.holdListing, listing);
    expect([(await go.read(visitor, listing.id)).status, await listed(listing.id)]).toEqual([404, false]);
    listing = await go.step(writer, contracts.resumeListing, listing);
    expect([(await go.read(visitor, listing.id)).status, await listed(listing.id)]).toEqual([200, true]);
    listing = await go.step(moderator, contracts.flagListing, { ...listing, body: { note: 'Số liệu cần kiểm tra' } });
    expect((await go.read(visitor, listing.id)).status).toBe(404);
    expect((await go.tried(writer, contracts.clearListing, listing)).status).toBe(403);
    listing = await go.step(moderator, contracts.clearListing, listing);
    expect([listing.state, await listed(listing.id)]).toEqual(['published', true]);
  });

  it('is gone for everyone else on the next request after it was withdrawn, and leaves a tombstone', async () => {
    const listing = await published(world, { writer, moderator });
    const after = await go.step(writer, contracts.withdrawListing, listing);
    expect([after.state, after.can]).toEqual(['withdrawn', []]);
    expect([
      (await go.read(visitor, listing.id)).status,
      (await go.read(visitor, listing.reference ?? '')).status,
      await listed(listing.id),
    ]).toEqual([404, 404, false]);
    const row = await world.admin.selectFrom('listing').where('id', '=', listing.id).select('tombstonedAt').executeTakeFirstOrThrow();
    expect(row.tombstonedAt).toEqual(world.clock.now());
    const jobs = await sql<{
      n: number;
    }>`select count(*)::int as n from pgboss.job where name = 'listing.index' and data->>'listingId' = ${listing.id}`.execute(world.admin);
    expect(jobs.rows[0]?.n).toBe(1);
  });

  it('stays with its notice when retracted, and leaves the lists', async () => {
    const listing = await published(world, { writer, moderator });
    const notice = { vi: 'Kết quả đo không lặp lại được.', en: 'The measurements could not be repeated.' };
    await go.step(writer, contracts.retractListing, { ...listing, body: { notice } });
    const shown = await go.read(visitor, listing.id);
    expect(shown.body).toMatchObject({ state: 'retracted', retracted: true, notice });
    expect(await listed(listing.id)).toBe(false);
    const own = await as(world, visitor).call(listListings, { query: { organisation: listing.organisation?.id ?? '', limit: 100 } });
    expect(own.body.items.find((one) => one.id === listing.id)).toMatchObject({ retracted: true, notice });
    const bySector = await as(world, visitor).call(listListings, { query: { sector: ['IND-ENVIRONMENT'], limit: 100 } });
    expect(bySector.body.items.map((one) => one.id)).not.toContain(listing.id);
    const mine = await as(world, writer).call(contracts.listMyListings, { query: { state: ['retracted'] } });
    expect(mine.body.items[0]).toMatchObject({ id: listing.id, notice });
    expect((await go.tried(writer, contracts.retractListing, { ...listing, body: { notice: { vi: 'x' } } })).status).toBe(400);
  });

  it('is closed with an outcome that fits its side', async () => {
    const offer = await published(world, { writer, moderator });
    expect((await go.tried(writer, contracts.closeListing, { ...offer, body: { outcome: 'solved' } })).problem.code).toBe(
      'listing.outcome_unfit',
    );
    expect((await go.step(writer, contracts.closeListing, { ...offer, body: { outcome: 'deal' } })).state).toBe('closed_deal');
    const need = await published(world, { writer, moderator }, completeNeed());
    const closed = await go.step(writer, contracts.closeListing, { ...need, body: { outcome: 'partly_solved' } });
    expect([closed.state, closed.progress]).toEqual(['closed_owner', 'partly_solved']);
    expect((await go.read(visitor, need.id)).status).toBe(404);
  });

  it('is renewed once, when its end is near', async () => {
    const listing = await published(world, { writer, moderator });
    expect((await go.tried(writer, contracts.renewListing, listing)).problem.code).toBe('listing.action_not_possible');
    await world.admin.updateTable('listing').set({ state: 'expiring' }).where('id', '=', listing.id).execute();
    expect((await go.tried(writer, contracts.renewListing, listing)).problem.code).toBe('listing.not_renewable');
    const soon = new Date(world.clock.now().getTime() + 20 * 86_400_000);
    await world.admin.updateTable('listing').set({ expiresAt: soon }).where('id', '=', listing.id).execute();
    const renewed = await go.step(writer, contracts.renewListing, listing);
    expect([renewed.state, renewed.control?.renewals]).toEqual(['published', 1]);
    expect(Date.parse(renewed.expiresAt ?? '')).toBe(soon.getTime() + 365 * 86_400_000);
    await world.admin.updateTable('listing').set({ state: 'expiring' }).where('id', '=', listing.id).execute();
    expect((await go.tried(writer, contracts.renewListing, renewed)).problem.code).toBe('listing.not_renewable');
  });

  it('refuses a step its state does not have, and one that is not the caller’s', async () => {
    const draft = await drafted(world, writer);
    expect((await go.tried(writer, contracts.holdListing, draft)).problem.code).toBe('listing.action_not_possible');
    expect((await go.tried(writer, contracts.publishListing, { ...draft, body: {} })).status).toBe(403);
    const stranger = await given.person(world, { organisation: await given.organisation(world) });
    expect((await go.tried(stranger, contracts.submitListing, draft)).status).toBe(404);
    const shown = await published(world, { writer, moderator });
    expect((await go.tried(stranger, contracts.withdrawListing, shown)).status).toBe(403);
  });

  it('answers the same for what is hidden and for what does not exist', async () => {
    const draft = await drafted(world, writer);
    const hidden = await go.read(visitor, draft.id);
    const absent = await go.read(visitor, '01930000-0000-7000-8000-00000000dead');
    const told = ({ status, body }: Awaited<ReturnType<typeof go.read>>) => ({ status, ...(body as object), requestId: null });
    expect(told(hidden)).toEqual(told(absent));
  });
});

describe('a step with a stale or missing version', () => {
  it('is refused with 412 and 428 and changes nothing', async () => {
    const listing = await submitted(world, writer);
    const stale = await go.tried(moderator, contracts.publishListing, { ...listing, version: listing.version - 1, body: {} });
    expect([stale.status, stale.problem.code]).toEqual([412, 'record.stale']);
    const missing = await as(world, moderator).call(contracts.publishListing, { params: { id: listing.id }, body: {} });
    expect([missing.status, missing.problem.code]).toEqual([428, 'record.version_required']);
    const edit = await as(world, writer).call(contracts.editListing, { params: { id: listing.id }, body: {} });
    expect(edit.status).toBe(428);
    expect((await go.read(writer, listing.id)).body.state).toBe('in_review');
  });
});

describe('acts at one moment', () => {
  it('give each listing a reference of its own and leave no number out', async () => {
    const waiting = await Promise.all(Array.from({ length: 5 }, () => submitted(world, writer)));
    const shown = await Promise.all(waiting.map((one) => go.step(moderator, contracts.publishListing, { ...one, body: {} })));
    const numbers = shown.map((one) => Number(one.reference?.slice(-6))).toSorted((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: 5 }, (_, index) => (numbers[0] ?? 0) + index));
  });

  it('on one listing let the first pass and tell the other that it is stale', async () => {
    const listing = await submitted(world, writer);
    const second = await given.person(world, { grant: 'moderator' });
    const answers = await Promise.all([moderator, second].map((one) => go.tried(one, contracts.publishListing, { ...listing, body: {} })));
    expect(answers.map((one) => one.status).toSorted((one, other) => one - other)).toEqual([200, 412]);
  });
});

describe('a repeated request', () => {
  it('has one effect, and its answer is made anew for whoever repeats it', async () => {
    const key = 'a-key-of-its-own-1';
    const draft = completeOffer({ texts: { technicalDetail: { vi: 'Bí quyết phủ graphene', en: null } } });
    const first = await as(world, writer).call(contracts.createListing, { body: draft }, { key });
    const again = await as(world, writer).call(contracts.createListing, { body: draft }, { key });
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, 'true']);
    expect(again.body).toEqual(first.body);
    const kept = await world.admin.selectFrom('idempotencyKey').where('key', '=', key).select('body').executeTakeFirstOrThrow();
    expect(kept.body).not.toContain('graphene');
    const other = await as(world, writer).call(contracts.createListing, { body: completeOffer() }, { key });
    expect(other.problem.code).toBe('request.idempotency_mismatch');
  });

  it('tells somebody who has lost access nothing', async () => {
    const organisation = await given.organisation(world);
    const person = await given.person(world, { organisation });
    const { organisation: _named, ...nameless } = person;
    const key = 'a-key-of-its-own-2';
    const draft = completeOffer({ texts: { technicalDetail: { vi: 'canary', en: null } } });
    await as(world, nameless).call(contracts.createListing, { body: draft }, { key });
    await world.admin.deleteFrom('membership').where('accountId', '=', person.accountId).execute();
    await world.admin
      .insertInto('membership')
      .values({ accountId: person.accountId, organisationId: await given.organisation(world), role: 'owner', createdAt: world.clock.now() })
      .execute();
    const again = await as(world, nameless).call(contracts.createListing, { body: draft }, { key });
    expect([again.status, JSON.stringify(again.body).includes('canary')]).toEqual([404, false]);
  });

  it('tells him of a shown listing what everyone is told, not the version that waits for review', async () => {
    const organisation = await given.organisation(world);
    const person = await given.person(world, { organisation });
    const listing = await published(world, { writer: person, moderator });
    const body = { texts: { title: { vi: 'Màng lọc canary', en: null } } };
    const draft = await go.step(person, contracts.editListing, { ...listing, body });
    const key = 'a-key-of-its-own-3';
    const options = { key, version: draft.version };
    const { organisation: _named, ...nameless } = person;
    const first = await as(world, nameless).call(contracts.submitListing, { params: { id: listing.id } }, options);
    expect(first.body.title.vi).toBe('Màng lọc canary');
    await world.admin
      .updateTable('membership')
      .set({ organisationId: await given.organisation(world) })
      .where('accountId', '=', person.accountId)
      .execute();
    const again = await as(world, nameless).call(contracts.submitListing, { params: { id: listing.id } }, options);
    expect([again.status, again.body.title, again.body.control]).toEqual([200, listing.title, null]);
    expect(JSON.stringify(again.body)).not.toContain('canary');
  });
});
