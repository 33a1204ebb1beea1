import { changeMe, changePassword, completePasswordReset, getMe, requestPasswordReset } from '@ketnoi/contracts/accounts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor } from './support/as.ts';
import type { World } from './support/context.ts';
import { cookieOf, freshEmail, letterTo, PASSWORD, peopledWorld, signedUp, signInAs } from './support/people.ts';

let world: World;
beforeAll(async () => {
  world = await peopledWorld();
});
afterAll(() => world.close());

const NEXT = 'gió mùa đông bắc 7 độ';
const ask = (email: string) => as(world, visitor).call(requestPasswordReset, { body: { email } });
const complete = (token: string, password = NEXT, key?: string) =>
  as(world, visitor).call(completePasswordReset, { body: { token, password } }, key === undefined ? {} : { key });

describe('changing one’s password', () => {
  it('ends every session, opens a new one for who asked, and tells the person', async () => {
    const person = await signedUp(world);
    const other = await signInAs(world, person.email);
    const answer = await as(world, person).call(changePassword, { body: { currentPassword: PASSWORD, password: NEXT } });
    expect(answer.status).toBe(200);
    expect((await as(world, person).call(getMe, {})).status).toBe(401);
    expect((await as(world, { token: other.body.accessToken }).call(getMe, {})).status).toBe(401);
    expect((await as(world, { token: answer.body.accessToken }).call(getMe, {})).status).toBe(200);
    expect(cookieOf(answer)).not.toBe(person.refresh);
    expect((await signInAs(world, person.email)).status).toBe(401);
    expect((await signInAs(world, person.email, { password: NEXT })).status).toBe(200);
    expect((await letterTo(world, person.email)).template).toBe('password_changed');
  });

  it('needs the present one and a good new one', async () => {
    const person = await signedUp(world);
    const wrong = await as(world, person).call(changePassword, { body: { currentPassword: 'không phải', password: NEXT } });
    expect([wrong.status, wrong.problem.code, wrong.problem.errors?.[0]?.field]).toEqual([
      403,
      'account.password_wrong',
      'currentPassword',
    ]);
    const weak = await as(world, person).call(changePassword, { body: { currentPassword: PASSWORD, password: 'qwertyuiop' } });
    expect([weak.status, weak.problem.errors?.[0]?.field]).toEqual([422, 'password']);
    expect((await as(world, person).call(getMe, {})).status).toBe(200);
  });
});

describe('a letter to set a new password', () => {
  it('works once, ends every session and shows the address to be the person’s', async () => {
    const person = await signedUp(world);
    await ask(person.email);
    const { token } = await letterTo(world, person.email);
    expect((await complete(token)).status).toBe(204);
    expect((await as(world, person).call(getMe, {})).status).toBe(401);
    const opened = await signInAs(world, person.email, { password: NEXT });
    expect(opened.body.account.emailConfirmed).toBe(true);
    const again = await complete(token, 'một mật khẩu thứ ba');
    expect([again.status, again.problem.code]).toEqual([410, 'account.letter_gone']);
  });

  it('gives a repeat of the same act its answer', async () => {
    const person = await signedUp(world);
    await ask(person.email);
    const { token } = await letterTo(world, person.email);
    expect((await complete(token, NEXT, 'reset-repeat-1')).status).toBe(204);
    expect((await complete(token, NEXT, 'reset-repeat-1')).status).toBe(204);
  });

  it('fifty times at once works once', async () => {
    const person = await signedUp(world);
    await ask(person.email);
    const { token } = await letterTo(world, person.email);
    const answers = await Promise.all(Array.from({ length: 50 }, () => complete(token)));
    expect(answers.filter((one) => one.status === 204)).toHaveLength(1);
    expect(answers.filter((one) => ![204, 410, 503].includes(one.status))).toEqual([]);
  });

  it('lapses after thirty minutes, and when a newer one was sent', async () => {
    const person = await signedUp(world);
    await ask(person.email);
    const first = await letterTo(world, person.email);
    world.clock.forward(60_000);
    await ask(person.email);
    expect((await complete(first.token)).status).toBe(410);
    const second = await letterTo(world, person.email);
    world.clock.forward(30 * 60_000);
    expect((await complete(second.token)).status).toBe(410);
  });

  it('carries the configured address, whatever host the request claimed', async () => {
    const person = await signedUp(world);
    const hosts = ['evil.test', 'ketnoi.test.evil.test', 'ketnoi.test:80@evil.test', 'evil.test#ketnoi.test', 'localhost:1'];
    for (const host of hosts) {
      world.clock.forward(30 * 60_000);
      for (const headers of [
        { host },
        { 'x-forwarded-host': host, forwarded: `host=${host}`, 'x-forwarded-proto': 'http', 'x-host': host },
      ]) {
        await as(world, visitor).call(requestPasswordReset, { body: { email: person.email } }, { headers });
        const { text } = await letterTo(world, person.email);
        expect(text).toContain('http://ketnoi.test/reset-password/');
        expect(text).not.toContain('evil');
        expect(text).not.toContain('localhost');
      }
    }
  });

  it('does not flood an address, and asking too often does not end the letter that was sent', async () => {
    const person = await signedUp(world);
    for (let at = 0; at < 4; at += 1) await ask(person.email);
    const { token } = await letterTo(world, person.email);
    for (let at = 0; at < 5; at += 1) expect((await ask(person.email)).status).toBe(202);
    expect(await world.admin.selectFrom('mail').select('id').where('recipient', '=', person.email).execute()).toHaveLength(5);
    expect((await complete(token)).status).toBe(204);
  });

  it('is worth nothing with another token or a weak password', async () => {
    expect((await complete('A'.repeat(43))).status).toBe(410);
    expect((await complete('short')).problem.errors?.[0]?.field).toBe('token');
    const person = await signedUp(world);
    await ask(person.email);
    const { token } = await letterTo(world, person.email);
    const weak = await complete(token, person.email);
    expect([weak.status, weak.problem.errors?.[0]?.field]).toEqual([422, 'password']);
    expect((await complete(token)).status).toBe(204);
  });

  it('in a request that is malformed names the field', async () => {
    for (const body of [{ email: 'x' }, { email: freshEmail(), host: 'x' }, {}]) {
      const answer = await as(world, visitor).call(requestPasswordReset, { body: body as { email: string } });
      expect(answer.status).toBe(400);
      expect(answer.problem.errors?.[0]?.field).toMatch(/^(email|host)$/u);
    }
  });
});

describe('one’s own account', () => {
  it('is changed with the version that was read, and by no other field than its own', async () => {
    const person = await signedUp(world);
    const { version } = (await as(world, person).call(getMe, {})).body;
    const body = { fullName: ' Lê  Văn  Cường ', phone: '0912 345 678', language: 'en' as const };
    const changed = await as(world, person).call(changeMe, { body }, { version });
    expect(changed.body).toMatchObject({ fullName: 'Lê Văn Cường', phone: '+84912345678', language: 'en', version: version + 1 });
    expect(changed.headers['etag']).toBe(`"v${version + 1}"`);
    expect((await as(world, person).call(changeMe, { body }, { version })).status).toBe(412);
    expect((await as(world, person).call(changeMe, { body })).status).toBe(428);
    const other = await as(world, person).call(changeMe, { body: { email: 'x@example.org' } as object }, { version: version + 1 });
    expect([other.status, other.problem.errors?.[0]?.field]).toEqual([400, 'email']);
  });
});
