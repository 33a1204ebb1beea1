import { getAccount, getMe, grantRole, listGrants, reinstateAccount, revokeGrant, suspendAccount } from '@ketnoi/contracts/accounts';
import { listReviewQueue } from '@ketnoi/contracts/listings';
import { signIn } from '@ketnoi/contracts/sessions';
import { moderatorsFor } from '@ketnoi/db/mail';
import { newId } from '@ketnoi/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { PASSWORD, peopledWorld, signedUp } from './support/people.ts';

let world: World;
let admin: Awaited<ReturnType<typeof given.person>>;
beforeAll(async () => {
  world = await peopledWorld();
  admin = await given.person(world, { grant: 'admin' });
});
afterAll(() => world.close());

describe('suspending an account', () => {
  it('ends its sessions with the same act, refuses sign-in, and can be taken back', async () => {
    const person = await signedUp(world);
    const params = { id: person.accountId };
    const account = (await as(world, admin).call(getAccount, { params })).body;
    expect(account).toMatchObject({ state: 'active', email: person.email });
    const suspended = await as(world, admin).call(suspendAccount, { params, body: { reason: 'Spam' } }, { version: account.version });
    expect(suspended.body).toMatchObject({ state: 'suspended', version: account.version + 1 });
    expect((await as(world, person).call(getMe, {})).status).toBe(401);
    const attempt = () => as(world, visitor).call(signIn, { body: { email: person.email, password: PASSWORD } });
    expect((await attempt()).status).toBe(401);
    expect(
      (await as(world, admin).call(suspendAccount, { params, body: { reason: 'Spam' } }, { version: account.version + 1 })).status,
    ).toBe(412);
    const back = await as(world, admin).call(reinstateAccount, { params, body: { reason: 'Nhầm' } }, { version: account.version + 1 });
    expect(back.body.state).toBe('active');
    expect((await as(world, person).call(getMe, {})).status).toBe(401);
    expect((await attempt()).status).toBe(200);
    const states = await world.admin
      .selectFrom('stateChange')
      .select(['action', 'toState', 'note'])
      .where('nounId', '=', person.accountId)
      .orderBy('id')
      .execute();
    expect(states.map((one) => [one.action, one.toState, one.note])).toEqual([
      ['suspend', 'suspended', 'Spam'],
      ['reinstate', 'active', 'Nhầm'],
    ]);
  });

  it('is for the platform’s administrators, and never one’s own', async () => {
    const person = await signedUp(world);
    const params = { id: person.accountId };
    const body = { reason: 'x' };
    for (const caller of [person, await given.person(world, { grant: 'moderator' }), await given.person(world, { grant: 'operator' })]) {
      expect((await as(world, caller).call(suspendAccount, { params, body }, { version: 1 })).status).toBe(403);
      expect((await as(world, caller).call(getAccount, { params })).status).toBe(403);
    }
    const own = await as(world, admin).call(suspendAccount, { params: { id: admin.accountId }, body }, { version: 1 });
    expect(own.problem.code).toBe('account.own_account');
    expect((await as(world, admin).call(suspendAccount, { params, body })).status).toBe(428);
    expect((await as(world, admin).call(getAccount, { params: { id: '01a20621-ad00-7198-af19-ba4e2fcf1570' } })).status).toBe(404);
  });
});

describe('a grant', () => {
  it('works on the next request and is gone on the next request', async () => {
    const person = await given.person(world, {});
    expect((await as(world, person).call(listGrants, {})).status).toBe(403);
    const given_ = await as(world, admin).call(grantRole, { body: { email: person.email, role: 'admin', scope: 'platform' } });
    expect(given_.body).toMatchObject({ role: 'admin', scope: 'platform', scopeId: null, account: { id: person.accountId } });
    expect((await as(world, person).call(listGrants, {})).body.items.map((one) => one.id)).toContain(given_.body.id);
    expect((await as(world, person).call(revokeGrant, { params: { id: given_.body.id } })).problem.code).toBe('account.own_account');
    expect((await as(world, admin).call(revokeGrant, { params: { id: given_.body.id } })).status).toBe(204);
    expect((await as(world, person).call(listGrants, {})).status).toBe(403);
    expect((await as(world, admin).call(revokeGrant, { params: { id: given_.body.id } })).status).toBe(404);
  });

  it('lapses at its end', async () => {
    const person = await given.person(world, {});
    const until = new Date(world.clock.now().getTime() + 3_600_000).toISOString();
    await as(world, admin).call(grantRole, { body: { email: person.email, role: 'admin', scope: 'platform', until } });
    expect((await as(world, person).call(listGrants, {})).status).toBe(200);
    world.clock.forward(3_600_000);
    expect((await as(world, person).call(listGrants, {})).status).toBe(403);
  });

  it.each([
    ['node', 'DEMO', 200],
    ['node', 'QN', 403],
    ['province', '22', 403],
  ] as const)('for the %s %s is answered with %i in the review queue, and written to alike', async (scope, scopeId, status) => {
    const person = await given.person(world, {});
    await as(world, admin).call(grantRole, { body: { email: person.email, role: 'moderator', scope, scopeId } });
    expect((await as(world, person).call(listReviewQueue, { query: {} })).status).toBe(status);
    const readers = await moderatorsFor(world.admin, { listingId: newId(Date.now()), now: world.clock.now() });
    expect(readers.some((one) => one.email === person.email)).toBe(status === 200);
  });

  it.each([
    ['scopeId', { role: 'moderator', scope: 'platform', scopeId: 'DEMO' }],
    ['scopeId', { role: 'moderator', scope: 'province' }],
    ['until', { role: 'moderator', scope: 'platform', until: '2020-01-01T00:00:00Z' }],
  ])('with a wrong %s is refused', async (field, over) => {
    const person = await given.person(world, {});
    const answer = await as(world, admin).call(grantRole, {
      body: { email: person.email, ...over } as { email: string; role: 'moderator'; scope: 'platform' },
    });
    expect([answer.status, answer.problem.errors?.[0]?.field]).toEqual([422, field]);
  });

  it('is never one’s own to give, and only a confirmed account can hold one', async () => {
    const own = await as(world, admin).call(grantRole, { body: { email: admin.email, role: 'operator', scope: 'platform' } });
    expect(own.problem.code).toBe('account.own_account');
    const waiting = await signedUp(world);
    const answer = await as(world, admin).call(grantRole, { body: { email: waiting.email, role: 'operator', scope: 'platform' } });
    expect([answer.status, answer.problem.errors?.[0]?.field]).toEqual([404, 'email']);
  });
});
