import { confirmAddress, getMe, sendConfirmation } from '@ketnoi/contracts/accounts';
import { getOrganisation } from '@ketnoi/contracts/organisations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { letterTo, PASSWORD, peopledWorld, signedUp, signInAs } from './support/people.ts';

let world: World;
beforeAll(async () => {
  world = await peopledWorld();
});
afterAll(() => world.close());

const confirm = (caller: Caller, body: { token: string; password?: string }) => as(world, caller).call(confirmAddress, { body });

describe('confirming an address', () => {
  it('needs the letter and the session that signed up', async () => {
    const person = await signedUp(world);
    const { token } = await letterTo(world, person.email);
    expect((await confirm(person, { token })).body).toEqual({ email: person.email, accountId: person.accountId });
    expect((await as(world, person).call(getMe, {})).body.emailConfirmed).toBe(true);
    expect((await as(world, visitor).call(getOrganisation, { params: { id: person.organisation } })).status).toBe(200);
    expect((await confirm(person, { token })).status).toBe(410);
  });

  it('needs the password where the letter is opened elsewhere, so that nobody confirms a stranger’s account by a click', async () => {
    const person = await signedUp(world);
    const stranger = await signedUp(world);
    const { token } = await letterTo(world, person.email);
    for (const caller of [visitor, stranger]) {
      const answer = await confirm(caller, { token });
      expect([answer.status, answer.problem.errors?.[0]]).toMatchObject([403, { field: 'password', code: 'required' }]);
    }
    expect((await confirm(visitor, { token, password: 'không phải' })).problem.errors?.[0]?.code).toBe('wrong');
    expect((await confirm(visitor, { token, password: PASSWORD })).status).toBe(200);
  });

  it('is good for thirty minutes; a new letter replaces the last', async () => {
    const person = await signedUp(world);
    const first = await letterTo(world, person.email);
    world.clock.forward(60_000);
    expect((await as(world, person).call(sendConfirmation, {})).status).toBe(202);
    expect((await confirm(person, { token: first.token })).status).toBe(410);
    const second = await letterTo(world, person.email);
    world.clock.forward(31 * 60_000);
    expect((await confirm(person, { token: second.token })).status).toBe(410);
  });

  it('brings what was entered under a known address into the account that has it', async () => {
    const person = await signedUp(world);
    await confirm(person, { token: (await letterTo(world, person.email)).token });
    world.clock.forward(1000);
    const second = await signedUp(world, { owner: { email: person.email, password: 'mật khẩu lần thứ hai' } });
    const letter = await letterTo(world, person.email);
    expect(letter.template).toBe('account_exists');
    const alone = await confirm(second, { token: letter.token });
    expect([alone.status, alone.problem.code]).toEqual([409, 'account.email_taken']);
    expect((await confirm(person, { token: letter.token })).body.accountId).toBe(person.accountId);
    const me = await as(world, person).call(getMe, {});
    expect(me.body.memberships.map((one) => one.organisation.id).toSorted()).toEqual([person.organisation, second.organisation].toSorted());
    expect((await as(world, second).call(getMe, {})).status).toBe(401);
    expect((await signInAs(world, person.email, { password: 'mật khẩu lần thứ hai' })).status).toBe(401);
    expect((await signInAs(world, person.email)).body.account.id).toBe(person.accountId);
  });

  it('belongs to one of two who signed up with it: the first whose letter was answered', async () => {
    const [one, other] = [await signedUp(world), await signedUp(world)];
    await world.admin.updateTable('account').set({ email: one.email }).where('id', '=', other.accountId).execute();
    const letters = [await letterTo(world, one.email), await letterTo(world, other.email)];
    const answers = await Promise.all([
      confirm(one, { token: letters[0]?.token ?? '' }),
      confirm(other, { token: letters[1]?.token ?? '' }),
    ]);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 409]));
  });
});
