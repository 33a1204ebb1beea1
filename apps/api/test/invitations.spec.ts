import { getMe } from '@ketnoi/contracts/accounts';
import {
  acceptInvitation,
  getInvitation,
  inviteMember,
  listInvitations,
  revokeInvitation,
  signUpByInvitation,
} from '@ketnoi/contracts/invitations';
import { removeMember } from '@ketnoi/contracts/organisations';
import { TERMS_VERSION } from '@ketnoi/domain/account';
import type { MembershipRole } from '@ketnoi/domain/actor';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { cookieOf, freshEmail, letterTo, PASSWORD, peopledWorld, signedUp } from './support/people.ts';

let world: World;
let organisation: OrganisationId;
let owner: Awaited<ReturnType<typeof given.person>>;
beforeAll(async () => {
  world = await peopledWorld();
});
beforeEach(async () => {
  organisation = await given.organisation(world);
  owner = await given.person(world, { organisation });
});
afterAll(() => world.close());

const inviteTo = (id: OrganisationId, caller: Caller, body: { email: string; role: MembershipRole }) =>
  as(world, caller).call(inviteMember, { params: { id }, body });
const invite = (caller: Caller, email: string, role: MembershipRole = 'editor') => inviteTo(organisation, caller, { email, role });
const invited = async (email: string, role: MembershipRole = 'editor'): Promise<string> => {
  world.clock.forward(1000);
  const answer = await invite(owner, email, role);
  if (answer.status !== 201) throw new Error(`invite: ${answer.status} ${answer.problem.code}`);
  return (await letterTo(world, email)).token;
};
const accept = (caller: Caller, token: string) => as(world, caller).call(acceptInvitation, { params: { token } });
const join = (token: string, over: object = {}) =>
  as(world, visitor).call(signUpByInvitation, {
    params: { token },
    body: { fullName: 'Phạm Văn Dũng', password: PASSWORD, language: 'vi', acceptedTerms: TERMS_VERSION, ...over },
  });

describe('an invitation', () => {
  it('is taken up by a new account of the invited address, which needs no further letter', async () => {
    const email = freshEmail();
    const token = await invited(email);
    const answer = await join(token);
    expect(answer.status).toBe(201);
    expect(cookieOf(answer)).toMatch(/^[\w-]{43}$/u);
    expect(answer.body.account).toMatchObject({
      email,
      emailConfirmed: true,
      memberships: [{ role: 'editor', organisation: { id: organisation } }],
    });
  });

  it('is taken up by the account that has the address', async () => {
    const person = await given.person(world, {});
    const token = await invited(person.email, 'viewer');
    expect((await accept(person, token)).body).toEqual({ organisationId: organisation, role: 'viewer' });
    expect((await as(world, person).call(getMe, {})).body.memberships).toMatchObject([{ role: 'viewer' }]);
  });

  it('does not exist for another account, whoever passed the link on', async () => {
    const token = await invited(freshEmail());
    const answer = await accept(await given.person(world, {}), token);
    expect([answer.status, answer.problem.code]).toEqual([404, 'record.not_found']);
  });

  it('waits until an unconfirmed account has confirmed the address', async () => {
    const person = await signedUp(world);
    const token = await invited(person.email);
    expect((await accept({ token: person.token }, token)).problem.code).toBe('account.email_unverified');
  });

  it('works once, fifty times at once too', async () => {
    const person = await given.person(world, {});
    const token = await invited(person.email);
    const answers = await Promise.all(Array.from({ length: 50 }, () => accept(person, token)));
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
    expect(answers.filter((one) => ![200, 410, 409].includes(one.status))).toEqual([]);
    const rows = await world.admin.selectFrom('membership').select('role').where('accountId', '=', person.accountId).execute();
    expect(rows).toHaveLength(1);
    expect((await accept(person, token)).status).toBe(410);
    expect((await as(world, visitor).call(getInvitation, { params: { token } })).status).toBe(410);
  });

  it('taken up by many new accounts at once makes one', async () => {
    const email = freshEmail();
    const token = await invited(email);
    const answers = await Promise.all(Array.from({ length: 12 }, () => join(token)));
    expect(answers.filter((one) => one.status === 201)).toHaveLength(1);
    expect(answers.filter((one) => ![201, 409, 410].includes(one.status))).toEqual([]);
    expect(await world.admin.selectFrom('account').select('id').where('email', '=', email).execute()).toHaveLength(1);
  });

  it('lapses after 72 hours, when it is withdrawn, and when another replaces it', async () => {
    const person = await given.person(world, {});
    const first = await invited(person.email, 'admin');
    const second = await invited(person.email, 'viewer');
    expect((await accept(person, first)).status).toBe(410);
    const waiting = (await as(world, owner).call(listInvitations, { params: { id: organisation } })).body.items.find(
      (one) => one.state === 'pending' && one.email === person.email,
    );
    const withdraw = () => as(world, owner).call(revokeInvitation, { params: { id: organisation, invitationId: waiting?.id ?? '' } });
    expect((await withdraw()).status).toBe(204);
    expect((await withdraw()).status).toBe(410);
    expect((await accept(person, second)).status).toBe(410);
    const third = await invited(person.email);
    world.clock.forward(72 * 3_600_000);
    expect((await as(world, visitor).call(getInvitation, { params: { token: third } })).status).toBe(410);
  });

  it('falls with the right of who sent it', async () => {
    const sender = await given.person(world, { organisation, role: 'admin' });
    const person = await given.person(world, {});
    await invite(sender, person.email);
    const { token } = await letterTo(world, person.email);
    await as(world, owner).call(removeMember, { params: { id: organisation, accountId: sender.accountId } });
    expect((await as(world, visitor).call(getInvitation, { params: { token } })).status).toBe(410);
    expect((await accept(person, token)).problem.code).toBe('invitation.gone');
  });

  it('shows the holder of the link what is public, and the address masked', async () => {
    const email = freshEmail();
    const token = await invited(email, 'admin');
    const { body } = await as(world, visitor).call(getInvitation, { params: { token } });
    expect(Object.keys(body).toSorted()).toEqual(['email', 'expiresAt', 'organisation', 'role']);
    expect(body).toMatchObject({ role: 'admin', organisation: { id: organisation, verified: true } });
    expect(body.email).toBe(`n•••@example.org`);
    const stored = await world.admin.selectFrom('invitation').select('tokenHash').where('email', '=', email).executeTakeFirstOrThrow();
    expect(stored.tokenHash.toString('base64url')).not.toContain(token);
  });

  it('to a new account is refused without terms, name or password, and where the address has an account by now', async () => {
    const email = freshEmail();
    const token = await invited(email);
    expect((await join(token, { acceptedTerms: 'old' })).problem.errors?.[0]?.field).toBe('acceptedTerms');
    expect((await join(token, { password: 'qwertyuiop' })).problem.errors?.[0]?.field).toBe('password');
    expect((await join(token, { role: 'owner' })).problem.errors?.[0]?.field).toBe('role');
    const person = await given.person(world, {});
    await world.admin.updateTable('account').set({ email }).where('id', '=', person.accountId).execute();
    expect((await join(token)).problem.code).toBe('account.email_taken');
    expect((await join('A'.repeat(43))).status).toBe(404);
  });
});

describe('sending invitations', () => {
  it('is for owners and administrators of that organisation, in roles they may give', async () => {
    const manager = await given.person(world, { organisation, role: 'admin' });
    expect((await invite(manager, freshEmail(), 'owner')).status).toBe(403);
    expect((await invite(manager, freshEmail(), 'admin')).status).toBe(201);
    for (const role of ['editor', 'viewer'] as const)
      expect((await invite(await given.person(world, { organisation, role }), freshEmail(), 'viewer')).status).toBe(403);
    const elsewhere = await given.person(world, { organisation: await given.organisation(world) });
    expect((await invite(elsewhere, freshEmail(), 'viewer')).status).toBe(403);
    expect((await as(world, elsewhere).call(listInvitations, { params: { id: organisation } })).status).toBe(403);
    const admin = await given.person(world, { grant: 'admin' });
    expect((await invite(admin, freshEmail(), 'viewer')).status).toBe(403);
    expect((await invite(visitor, freshEmail(), 'viewer')).status).toBe(401);
  });

  it('waits for the sender’s own address to be confirmed', async () => {
    const person = await signedUp(world);
    expect((await inviteTo(person.organisation, person, { email: freshEmail(), role: 'viewer' })).problem.code).toBe(
      'account.email_unverified',
    );
  });

  it('answers alike whether or not the address has an account', async () => {
    const known = await given.person(world, {});
    const answers = [await invite(owner, known.email), await invite(owner, freshEmail())];
    const shape = answers.map((one) => [one.status, Object.keys(one.body).toSorted(), one.body.state, one.body.role]);
    expect(shape[0]).toEqual(shape[1]);
  });

  it('to who is a member already is refused', async () => {
    const member = await given.person(world, { organisation, role: 'viewer' });
    expect((await invite(owner, member.email)).problem.code).toBe('invitation.already_member');
  });

  it('ends at twenty in a day, at once or one by one', async () => {
    const id = await given.organisation(world);
    const person = await given.person(world, { organisation: id });
    const storm = await Promise.all(Array.from({ length: 26 }, () => inviteTo(id, person, { email: freshEmail(), role: 'viewer' })));
    expect(storm.filter((one) => one.status === 201)).toHaveLength(20);
    expect(storm.filter((one) => one.status !== 201).map((one) => [one.status, one.problem.code])).toEqual(
      Array.from({ length: 6 }, () => [429, 'invitation.too_many']),
    );
    world.clock.forward(24 * 3_600_000);
    expect((await inviteTo(id, person, { email: freshEmail(), role: 'viewer' })).status).toBe(201);
  });

  it.each([
    ['email', { email: 'x', role: 'viewer' }],
    ['email', { email: 'a@example.org\nbcc: b@example.org', role: 'viewer' }],
    ['email', { email: 'a@example.org, b@example.org', role: 'viewer' }],
    ['role', { email: 'a@example.org', role: 'moderator' }],
    ['organisationId', { email: 'a@example.org', role: 'viewer', organisationId: 'x' }],
  ])('names the field that is wrong: %s', async (field, body) => {
    const answer = await as(world, owner).call(inviteMember, {
      params: { id: organisation },
      body: body as { email: string; role: 'viewer' },
    });
    expect([answer.status, answer.problem.errors?.[0]?.field]).toEqual([400, field]);
  });
});
