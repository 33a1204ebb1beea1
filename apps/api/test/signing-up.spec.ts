import { getMe } from '@ketnoi/contracts/accounts';
import { changeOrganisation, getOrganisation, signUpOrganisation } from '@ketnoi/contracts/organisations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { cookieOf, freshEmail, letterTo, peopledWorld, signedUp, signInAs, signUpBody } from './support/people.ts';

let world: World;
beforeAll(async () => {
  world = await peopledWorld();
});
afterAll(() => world.close());

const attempt = (over: Parameters<typeof signUpBody>[0]) => as(world, visitor).call(signUpOrganisation, { body: signUpBody(over) });

describe('signing up an organisation', () => {
  it('gives its first owner a session at once, and a letter to confirm the address', async () => {
    const body = signUpBody({ organisation: { legalName: '  Viện   Nghiên cứu  Biển ', shortName: 'VNCB' } });
    const answer = await as(world, visitor).call(signUpOrganisation, { body });
    expect(answer.status).toBe(201);
    expect(cookieOf(answer)).toMatch(/^[\w-]{43}$/u);
    expect(answer.headers['cache-control']).toBe('no-store');
    const me = await as(world, { token: answer.body.accessToken }).call(getMe, {});
    expect(me.body).toMatchObject({
      email: body.owner.email,
      emailConfirmed: false,
      memberships: [{ role: 'owner', organisation: { name: 'VNCB', verified: false } }],
    });
    const letter = await letterTo(world, body.owner.email);
    expect(letter.template).toBe('verify_email');
    expect(letter.text).toContain('http://ketnoi.test/verify-email/');
  });

  it('shows the organisation to its own people alone until an owner has confirmed the address', async () => {
    const person = await signedUp(world);
    const input = { params: { id: person.organisation } };
    expect((await as(world, visitor).call(getOrganisation, input)).status).toBe(404);
    expect((await as(world, person).call(getOrganisation, input)).body).toMatchObject({
      legalName: 'Công ty TNHH Thử nghiệm Ánh Dương',
      verified: false,
    });
  });

  it('writes who did it and the terms that were accepted into the chain of the organisation', async () => {
    const person = await signedUp(world);
    const events = await world.admin.selectFrom('auditEvent').select('canonical').where('chainId', '=', person.organisation).execute();
    expect(events).toHaveLength(1);
    expect(events[0]?.canonical).toContain('organisation.sign_up');
    expect(events[0]?.canonical).toContain(person.accountId);
    const account = await world.admin
      .selectFrom('account')
      .select(['termsVersion', 'passwordHash'])
      .where('id', '=', person.accountId)
      .executeTakeFirstOrThrow();
    expect(account.termsVersion).toBe('2026-11');
    expect(account.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
  });

  it('has one effect under one key, and shows its secrets once', async () => {
    const body = signUpBody();
    const send = () => as(world, visitor).call(signUpOrganisation, { body }, { key: 'sign-up-once-1' });
    expect((await send()).status).toBe(201);
    const again = await send();
    expect([again.status, again.problem.code]).toEqual([409, 'request.secret_shown_once']);
    const accounts = await world.admin.selectFrom('account').select('id').where('email', '=', body.owner.email).execute();
    expect(accounts).toHaveLength(1);
  });
});

describe('an address that has an account', () => {
  it('is answered like any other, and only its mailbox learns the truth', async () => {
    const known = await given.person(world, {});
    const [first, second] = [await attempt({ owner: { email: known.email } }), await attempt({ owner: { email: freshEmail() } })];
    expect([first.status, second.status]).toEqual([201, 201]);
    const shape = (body: object) =>
      JSON.stringify(body)
        .replaceAll(/"[^"]*"(?=[,}\]])/gu, '""')
        .replaceAll(/\d+/gu, '0');
    expect(shape(first.body)).toBe(shape(second.body));
    expect(Object.keys(first.headers).toSorted()).toEqual(Object.keys(second.headers).toSorted());
    expect((await letterTo(world, known.email)).template).toBe('account_exists');
  });

  it('can be signed in to with either password, so that trying out tells nothing', async () => {
    const known = await signedUp(world);
    await world.admin.updateTable('account').set({ emailVerifiedAt: world.clock.now() }).where('id', '=', known.accountId).execute();
    await signedUp(world, { owner: { email: known.email, password: 'một mật khẩu khác hẳn' } });
    expect((await signInAs(world, known.email)).body.account.id).toBe(known.accountId);
    const other = await signInAs(world, known.email, { password: 'một mật khẩu khác hẳn' });
    expect(other.status).toBe(200);
    expect(other.body.account.id).not.toBe(known.accountId);
  });

  it('is written to at most five times an hour, and nobody is told', async () => {
    const email = freshEmail();
    const statuses = [];
    for (let at = 0; at < 7; at += 1) statuses.push((await attempt({ owner: { email } })).status);
    expect(statuses).toEqual(Array.from({ length: 7 }, () => 201));
    expect(await world.admin.selectFrom('mail').select('id').where('recipient', '=', email).execute()).toHaveLength(5);
  });
});

describe('what a sign-up must say', () => {
  it.each([
    ['acceptedTerms', { acceptedTerms: '1999-01' }, 'account.terms_not_accepted'],
    ['organisation.typeCode', { organisation: { typeCode: 'pirate' } }, 'listing.code_unknown'],
    ['organisation.provinceCode', { organisation: { provinceCode: '99' } }, 'listing.code_unknown'],
    ['organisation.provinceCode', { organisation: { provinceCode: null } }, 'organisation.province_required'],
    ['organisation.provinceCode', { organisation: { country: 'JP' } }, 'organisation.province_required'],
    ['organisation.country', { organisation: { country: 'QQ', provinceCode: null } }, 'listing.code_unknown'],
    ['organisation.taxCode', { organisation: { taxCode: '12345' } }, 'organisation.tax_code_form'],
    ['organisation.taxCode', { organisation: { taxCode: '012345678901' } }, 'organisation.tax_code_form'],
    ['organisation.taxCode', { organisation: { taxCode: '0101234567' } }, 'organisation.tax_code_invalid'],
    ['owner.phone', { owner: { phone: '12 34 56' } }, 'account.phone_invalid'],
    ['owner.password', { owner: { password: '1234567890' } }, 'account.password_weak'],
    ['owner.password', { owner: { password: 'manchester' } }, 'account.password_weak'],
    ['owner.password', { owner: { password: 'TranThiBinh1' } }, 'account.password_weak'],
    ['owner.password', { owner: { password: 'aaaaaaaaaaaa' } }, 'account.password_weak'],
  ])('names %s', async (field, over, code) => {
    const answer = await attempt(over);
    expect([answer.status, answer.problem.code, answer.problem.errors?.[0]?.field]).toEqual([422, code, field]);
  });

  it.each([
    ['owner.email', { owner: { email: 'no address' } }],
    ['owner.email', { owner: { email: 'a@example.org\r\nbcc: b@example.org' } }],
    ['owner.password', { owner: { password: 'short' } }],
    ['owner.role', { owner: { role: 'admin' } }],
    ['organisation.verified', { organisation: { verified: true } }],
    ['organisation.legalName', { organisation: { legalName: 17 } }],
    ['organisation.trusted', { organisation: { trusted: true } }],
    ['owner.fullName', { owner: { fullName: 'A\u0000B' } }],
  ])('refuses what is no such field or type: %s', async (field, over) => {
    const answer = await attempt(over);
    expect([answer.status, answer.problem.errors?.[0]?.field]).toEqual([400, field]);
  });

  it('takes a code with a wrong check digit once it is confirmed, a personal number from a household business, any code from abroad', async () => {
    const codes = [
      { taxCode: '0101234567', taxCodeConfirmed: true },
      { taxCode: '0314409058-002' },
      { typeCode: 'household_business', taxCode: '022123456789' },
      { typeCode: 'foreign_partner', country: 'JP', provinceCode: null, taxCode: '1010001112577' },
    ];
    for (const organisation of codes) expect((await attempt({ organisation })).status).toBe(201);
  });
});

describe('a tax code', () => {
  it('is held by an organisation whose owner confirmed, not by one that only claimed it', async () => {
    const organisation = { taxCode: '0100233488' };
    const first = await signedUp(world, { organisation });
    expect((await attempt({ organisation })).status).toBe(201);
    await world.admin.updateTable('account').set({ emailVerifiedAt: world.clock.now() }).where('id', '=', first.accountId).execute();
    const taken = await attempt({ organisation });
    expect([taken.status, taken.problem.code]).toEqual([409, 'organisation.tax_code_taken']);
  });

  it('that is a person’s number is never said to be known here, neither at sign-up nor later', async () => {
    const organisation = { typeCode: 'household_business', taxCode: '022123456791' };
    const person = await signedUp(world, { organisation });
    await world.admin.updateTable('account').set({ emailVerifiedAt: world.clock.now() }).where('id', '=', person.accountId).execute();
    expect((await attempt({ organisation })).status).toBe(201);
    const asking = await signedUp(world, { organisation: { typeCode: 'household_business' } });
    const input = { params: { id: asking.organisation }, body: { taxCode: organisation.taxCode } };
    expect((await as(world, asking).call(changeOrganisation, input, { version: 1 })).status).toBe(200);
  });

  it('that is a person’s number is shown to nobody in full', async () => {
    const person = await signedUp(world, { organisation: { typeCode: 'household_business', taxCode: '022123456790' } });
    await world.admin.updateTable('account').set({ emailVerifiedAt: world.clock.now() }).where('id', '=', person.accountId).execute();
    const input = { params: { id: person.organisation } };
    expect((await as(world, visitor).call(getOrganisation, input)).body.taxCode).toBeNull();
    expect((await as(world, person).call(getOrganisation, input)).body.taxCode).toBe('•••••••••790');
  });
});
