import { createHash, randomUUID } from 'node:crypto';
import { changePassword } from '@ketnoi/contracts/accounts';
import { inviteMember } from '@ketnoi/contracts/invitations';
import { createListing, listMyListings } from '@ketnoi/contracts/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, type Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { completeOffer } from './support/listings.ts';
import { freshEmail, PASSWORD, peopledWorld, signedUp } from './support/people.ts';

let world: World;
beforeAll(async () => {
  world = await peopledWorld();
});
afterAll(() => world.close());

describe('the repeat of a request', () => {
  it('tells nothing to who has lost the right to it meanwhile', async () => {
    const organisation = await given.organisation(world);
    await given.person(world, { organisation });
    const leaving = await given.person(world, { organisation, role: 'admin' });
    const email = freshEmail();
    const key = randomUUID();
    const invite = () => as(world, leaving).call(inviteMember, { params: { id: organisation }, body: { email, role: 'viewer' } }, { key });
    expect((await invite()).status).toBe(201);
    expect((await invite()).headers['idempotent-replayed']).toBe('true');
    await world.admin.updateTable('membership').set({ role: 'viewer' }).where('accountId', '=', leaving.accountId).execute();
    const repeated = await invite();
    expect([repeated.status, repeated.problem.code]).toEqual([403, 'access.forbidden']);
    expect(JSON.stringify(repeated.body)).not.toContain(email);
    await world.admin.deleteFrom('membership').where('accountId', '=', leaving.accountId).execute();
    expect(
      (
        await as(world, { token: leaving.token }).call(
          inviteMember,
          { params: { id: organisation }, body: { email, role: 'viewer' } },
          { key },
        )
      ).status,
    ).toBe(403);
  });

  it('in the name of another organisation is another request', async () => {
    const [one, other] = [await given.organisation(world), await given.organisation(world)];
    const person = await given.person(world, { organisation: one });
    await world.admin
      .insertInto('membership')
      .values({ accountId: person.accountId, organisationId: other, role: 'owner', createdAt: world.clock.now() })
      .execute();
    const key = randomUUID();
    const create = (organisation: Caller['organisation']) =>
      as(world, { token: person.token, ...(organisation === undefined ? {} : { organisation }) }).call(
        createListing,
        { body: completeOffer() },
        { key },
      );
    expect((await create(one)).status).toBe(201);
    const second = await create(other);
    expect([second.status, second.problem.code]).toEqual([422, 'request.idempotency_mismatch']);
    expect((await create(one)).headers['idempotent-replayed']).toBe('true');
    const mine = await as(world, { token: person.token, organisation: other }).call(listMyListings, { query: {} });
    expect(mine.body.items).toEqual([]);
  });

  it('is known again without anything kept that a password could be tried against', async () => {
    const person = await signedUp(world);
    const key = randomUUID();
    const body = { currentPassword: PASSWORD, password: 'gió mùa đông bắc 7 độ' };
    expect((await as(world, person).call(changePassword, { body }, { key })).status).toBe(200);
    const kept = await world.admin.selectFrom('idempotencyKey').where('key', '=', key).selectAll().executeTakeFirstOrThrow();
    const guessed = [
      [changePassword.url, '', JSON.stringify(body)],
      [changePassword.url, '', '', JSON.stringify(body)],
      [changePassword.url, '', person.organisation, JSON.stringify(body)],
    ].map((facts) => createHash('sha256').update(facts.join('\n')).digest('hex'));
    expect(guessed).not.toContain(kept.bodyHash.toString('hex'));
  });

  it('many times at once after its time is one new act and never an error of ours', async () => {
    const organisation = await given.organisation(world);
    const person = await given.person(world, { organisation });
    for (let round = 0; round < 3; round += 1) {
      const key = randomUUID();
      const create = () => as(world, person).call(createListing, { body: completeOffer() }, { key });
      expect((await create()).status).toBe(201);
      world.clock.forward(73 * 3_600_000);
      const answers = await Promise.all(Array.from({ length: 6 }, create));
      expect(answers.filter((one) => one.status !== 201 && one.status !== 409).map((one) => one.status)).toEqual([]);
      const ids = new Set(answers.filter((one) => one.status === 201).map((one) => one.body.id));
      expect(ids.size).toBe(1);
    }
    const rows = await world.admin.selectFrom('listing').select('id').where('ownerOrganisationId', '=', organisation).execute();
    expect(rows).toHaveLength(6);
  });
});
