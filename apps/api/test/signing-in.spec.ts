import { setTimeout as sleep } from 'node:timers/promises';
import { getMe, requestPasswordReset } from '@ketnoi/contracts/accounts';
import { signUpOrganisation } from '@ketnoi/contracts/organisations';
import { signIn } from '@ketnoi/contracts/sessions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor } from './support/as.ts';
import type { World } from './support/context.ts';
import {
  cookieLine,
  cookieOf,
  freshEmail,
  letterTo,
  PASSWORD,
  peopledWorld,
  signedUp,
  signInAs,
  signUpBody,
  type Person,
} from './support/people.ts';

let world: World;
let person: Person;
beforeAll(async () => {
  world = await peopledWorld();
  person = await signedUp(world);
});
afterAll(() => world.close());

describe('signing in', () => {
  it('answers with a short access token, its end, and the account', async () => {
    const answer = await signInAs(world, person.email.toUpperCase());
    expect(answer.status).toBe(200);
    expect(answer.body.account).toMatchObject({ id: person.accountId, email: person.email });
    expect(Date.parse(answer.body.expiresAt) - world.clock.now().getTime()).toBe(600_000);
    const claims = JSON.parse(Buffer.from(answer.body.accessToken.split('.')[1] ?? '', 'base64url').toString()) as Record<string, number>;
    expect(Object.keys(claims).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub']);
    expect((claims['exp'] ?? 0) - (claims['iat'] ?? 0)).toBe(600);
    expect((await as(world, { token: answer.body.accessToken }).call(getMe, {})).status).toBe(200);
  });

  it('keeps the refresh token in a cookie no script and no other site can use', async () => {
    const answer = await signInAs(world, person.email);
    const line = cookieLine(answer, 'ketnoi') ?? '';
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', `Max-Age=${14 * 86_400}`]) expect(line).toContain(part);
    expect(JSON.stringify(answer.body)).not.toContain(cookieOf(answer));
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('binds the cookie to the host where the exchange is served over https', async () => {
    const { publicUrl } = world.ctx.config;
    world.ctx.config.publicUrl = 'https://ketnoi.test';
    const answer = await signInAs(world, person.email);
    world.ctx.config.publicUrl = publicUrl;
    const line = cookieLine(answer, '__Host-ketnoi') ?? '';
    for (const part of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/']) expect(line).toContain(part);
    expect(line).not.toContain('Domain');
  });

  it('opens a new session every time and leaves the others open', async () => {
    const [one, other] = [await signInAs(world, person.email), await signInAs(world, person.email)];
    expect(cookieOf(one)).not.toBe(cookieOf(other));
    expect((await as(world, { token: one.body.accessToken }).call(getMe, {})).status).toBe(200);
  });

  it('works with a token that has run out still in the header', async () => {
    const answer = await as(world, { token: 'a.b.c' }).call(signIn, { body: { email: person.email, password: PASSWORD } });
    expect(answer.status).toBe(200);
  });

  it('works from an address of the local network, whose interface stands behind it', async () => {
    const answer = await world.app.inject({
      method: 'POST',
      url: signIn.url,
      remoteAddress: 'fe80::1234%eth0',
      payload: { email: person.email, password: PASSWORD },
    });
    expect(answer.statusCode).toBe(200);
  });

  it('takes a password in whichever Unicode form it was typed', async () => {
    expect((await signInAs(world, person.email, { password: PASSWORD.normalize('NFD') })).status).toBe(200);
  });

  it('is refused to a suspended account in the same words as a wrong password', async () => {
    const other = await signedUp(world);
    await world.admin.updateTable('account').set({ suspendedAt: world.clock.now() }).where('id', '=', other.accountId).execute();
    const answer = await signInAs(world, other.email);
    expect([answer.status, answer.problem.code]).toEqual([401, 'session.invalid_credentials']);
  });

  it('with a password that is replaced at that moment opens no session', async () => {
    const other = await signedUp(world);
    let answer: ReturnType<typeof signInAs> | undefined;
    await world.admin.transaction().execute(async (tx) => {
      await tx.updateTable('account').set({ passwordHash: 'replaced' }).where('id', '=', other.accountId).execute();
      answer = signInAs(world, other.email);
      await sleep(800);
    });
    expect((await answer)?.status).toBe(401);
    const open = await world.admin.selectFrom('session').select('id').where('accountId', '=', other.accountId).execute();
    expect(open).toHaveLength(1);
  });

  it.each([
    ['email', { email: 17, password: 'x' }],
    ['email', { email: 'x', password: 'x' }],
    ['password', { email: 'a@example.org' }],
    ['password', { email: 'a@example.org', password: '' }],
    ['password', { email: 'a@example.org', password: 'x'.repeat(257) }],
    ['totp', { email: 'a@example.org', password: 'x', totp: 'abc' }],
    ['admin', { email: 'a@example.org', password: 'x', admin: true }],
  ])('names the field that is wrong: %s', async (field, body) => {
    const answer = await as(world, visitor).call(signIn, { body: body as { email: string; password: string } });
    expect([answer.status, answer.problem.errors?.[0]?.field]).toEqual([400, field]);
  });
});

describe('an address that is not known', () => {
  const withoutId = (body: object): string => JSON.stringify({ ...body, requestId: '' });
  /** The fast end of the times: what the work takes, without what else the machine was doing. */
  const quick = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 8)] ?? 0;

  it('is refused in the same words, headers and time as a wrong password', async () => {
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    const bodies = new Set<string>();
    for (let at = 0; at < 32; at += 1) {
      world.clock.forward(16 * 60_000);
      for (const kind of at % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        const email = kind === 'known' ? person.email : freshEmail();
        const from = performance.now();
        const answer = await signInAs(world, email, { password: 'không phải mật khẩu này' });
        times[kind].push(performance.now() - from);
        bodies.add(`${answer.status} ${withoutId(answer.body)} ${Object.keys(answer.headers).toSorted().join()}`);
      }
    }
    expect(bodies.size).toBe(1);
    // One comparison left out would halve the time.
    expect(Math.abs(quick(times.known) - quick(times.unknown))).toBeLessThan(Math.max(5, 0.3 * quick(times.known)));
  });

  it('is answered like a known one when somebody asks for a new password; only the mailbox learns which', async () => {
    const unknown = freshEmail();
    const answers = [];
    for (const email of [person.email, unknown]) answers.push(await as(world, visitor).call(requestPasswordReset, { body: { email } }));
    expect(answers.map((one) => [one.status, one.body])).toEqual([
      [202, ''],
      [202, ''],
    ]);
    expect((await letterTo(world, person.email)).template).toBe('reset_password');
    expect((await letterTo(world, unknown)).template).toBe('no_account');
  });
});

const confirmed = (one: Person) =>
  world.admin.updateTable('account').set({ emailVerifiedAt: world.clock.now() }).where('id', '=', one.accountId).execute();

describe('guessing', () => {
  it('is no freer on a device that signed in to an account of the address which nobody confirmed', async () => {
    const victim = await signedUp(world);
    await confirmed(victim);
    const stranger = await as(world, visitor).call(signUpOrganisation, {
      body: signUpBody({ owner: { email: victim.email, password: 'mật khẩu của kẻ lạ 77' } }),
    });
    expect(stranger.status).toBe(201);
    expect(cookieOf(stranger, 'ketnoi-device')).toBeUndefined();
    const answer = await signInAs(world, victim.email, { password: 'mật khẩu của kẻ lạ 77' });
    expect([answer.status, answer.body.account.id === victim.accountId]).toEqual([200, false]);
    expect(cookieOf(answer, 'ketnoi-device')).toBeUndefined();
    expect(cookieOf(await signInAs(world, victim.email), 'ketnoi-device')).toBeDefined();
  });

  it('is slowed after ten failures, and the right password still works', async () => {
    const victim = await signedUp(world);
    for (let at = 0; at < 10; at += 1) expect((await signInAs(world, victim.email, { password: `sai lần thứ ${at}` })).status).toBe(401);
    const from = performance.now();
    expect((await signInAs(world, victim.email)).status).toBe(200);
    expect(performance.now() - from).toBeGreaterThan(450);
  });

  it('many at once is turned away, while a device that signed in before is not', async () => {
    const victim = await signedUp(world);
    await confirmed(victim);
    const home = await signInAs(world, victim.email);
    const mark = cookieOf(home, 'ketnoi-device') ?? '';
    const storm = await Promise.all(
      Array.from({ length: 30 }, (_, at) => signInAs(world, victim.email, { password: `sai lần thứ ${at}` })),
    );
    const refused = storm.filter((one) => one.status === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused[0]?.problem.code).toBe('session.slowed');
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    const from = performance.now();
    const owner = await signInAs(world, victim.email, { headers: { cookie: `ketnoi-device=${mark}` } });
    expect([owner.status, performance.now() - from < 400]).toEqual([200, true]);
    const forged = await signInAs(world, victim.email, { headers: { cookie: `ketnoi-device=${mark.slice(0, -2)}AA` } });
    expect(forged.status).toBe(429);
    world.clock.forward(16 * 60_000);
    expect((await signInAs(world, victim.email)).status).toBe(200);
  });
});
