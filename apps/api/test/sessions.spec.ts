import { getMe } from '@ketnoi/contracts/accounts';
import { endOtherSessions, endSession, listSessions, refreshSession, signIn, signOut } from '@ketnoi/contracts/sessions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../src/app.ts';
import { as, visitor, type Answer } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { cookieOf, letterTo, PASSWORD, peopledWorld, signedUp, signInAs } from './support/people.ts';

let world: World;
beforeAll(async () => {
  world = await peopledWorld();
});
afterAll(() => world.close());

const refresh = (cookie: string) => as(world, visitor).call(refreshSession, {}, { headers: { cookie: `ketnoi=${cookie}` } });
const isAlive = async (answer: Answer<{ accessToken: string }>) =>
  (await as(world, { token: answer.body.accessToken }).call(getMe, {})).status === 200;

describe('a refresh token', () => {
  it('works once and is followed by another', async () => {
    const { refresh: first, accountId } = await signedUp(world);
    const answer = await refresh(first);
    expect(answer.status).toBe(200);
    expect(answer.body.account.id).toBe(accountId);
    expect(await isAlive(answer)).toBe(true);
    const second = cookieOf(answer) ?? '';
    expect(second).not.toBe(first);
    expect((await refresh(second)).status).toBe(200);
  });

  it('that comes a second time ends its whole family, is written down once, and its person is told', async () => {
    const person = await signedUp(world);
    const next = await refresh(person.refresh);
    expect((await refresh(person.refresh)).problem.code).toBe('session.expired');
    expect((await refresh(cookieOf(next) ?? '')).status).toBe(401);
    expect(await isAlive(next)).toBe(false);
    expect((await refresh(person.refresh)).status).toBe(401);
    expect((await letterTo(world, person.email)).template).toBe('session_reuse');
    const events = await world.admin.selectFrom('auditEvent').select('canonical').execute();
    expect(events.filter((one) => one.canonical.includes('session.reuse') && one.canonical.includes(person.accountId))).toHaveLength(1);
  });

  it('presented twenty times at once succeeds at most once, and the family is dead', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { refresh: token } = await signedUp(world);
      const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(token)));
      const won = answers.filter((one) => one.status === 200);
      expect(won.length).toBeLessThanOrEqual(1);
      expect(answers.filter((one) => one.status !== 200 && one.status !== 401)).toEqual([]);
      for (const one of won) expect([await isAlive(one), (await refresh(cookieOf(one) ?? '')).status]).toEqual([false, 401]);
    }
  });

  it('of two generations ago never works again, however fast the rotations were', async () => {
    const { refresh: first } = await signedUp(world);
    let token = first;
    for (let at = 0; at < 10; at += 1) token = cookieOf(await refresh(token)) ?? '';
    expect((await refresh(first)).status).toBe(401);
    expect((await refresh(token)).status).toBe(401);
  });

  it('that was used is known as used after a restart too', async () => {
    const { refresh: first } = await signedUp(world);
    const second = cookieOf(await refresh(first)) ?? '';
    const restarted = await buildApp(world.ctx);
    const again = (cookie: string) =>
      restarted.inject({ method: 'POST', url: '/api/session/refresh', headers: { cookie: `ketnoi=${cookie}`, 'x-ketnoi': '1' } });
    expect((await again(first)).statusCode).toBe(401);
    expect((await again(second)).statusCode).toBe(401);
    await restarted.close();
  });

  it('dies after fourteen idle days and after thirty days in all', async () => {
    const idle = await signedUp(world);
    const busy = await signedUp(world);
    let token = busy.refresh;
    for (let days = 0; days < 27; days += 9) {
      world.clock.forward(9 * 86_400_000);
      token = cookieOf(await refresh(token)) ?? '';
      expect(token).not.toBe('');
    }
    expect((await refresh(idle.refresh)).status).toBe(401);
    world.clock.forward(4 * 86_400_000);
    expect((await refresh(token)).status).toBe(401);
  });

  it('is no access token, and an access token is no refresh token', async () => {
    const person = await signedUp(world);
    expect((await as(world, { token: person.refresh }).call(getMe, {})).status).toBe(401);
    expect((await refresh(person.token)).status).toBe(401);
    expect((await refresh('')).status).toBe(401);
    expect((await as(world, visitor).call(refreshSession, {})).status).toBe(401);
  });

  it('is stored as a hash alone', async () => {
    const { refresh: token } = await signedUp(world);
    const rows = await world.admin.selectFrom('refreshToken').select('tokenHash').execute();
    expect(rows.every((row) => row.tokenHash.length === 32 && !row.tokenHash.toString('latin1').includes(token))).toBe(true);
  });
});

describe('a request that another site made the browser send', () => {
  const shapes: [string, 'POST' | 'GET' | 'DELETE', string, Record<string, string>, string?][] = [
    [
      'a form',
      'POST',
      '/api/session/refresh',
      { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
      'a=b',
    ],
    ['a text/plain form', 'POST', '/api/session/refresh', { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' }, '{}'],
    ['a fetch without cors', 'POST', '/api/session/refresh', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a sister host', 'POST', '/api/session/refresh', { 'sec-fetch-site': 'same-site', 'x-ketnoi': '1' }],
    ['an address typed by hand', 'POST', '/api/session/refresh', { 'sec-fetch-site': 'none', 'x-ketnoi': '1' }],
    ['another origin', 'POST', '/api/session/refresh', { origin: 'https://evil.test', 'x-ketnoi': '1' }],
    ['the origin null of a sandbox', 'POST', '/api/session/refresh', { origin: 'null', 'x-ketnoi': '1' }],
    ['our origin as a prefix', 'POST', '/api/session/refresh', { origin: 'http://ketnoi.test.evil.test', 'x-ketnoi': '1' }],
    ['no header of ours', 'POST', '/api/session/refresh', { 'sec-fetch-site': 'same-origin' }],
    ['an image', 'GET', '/api/session/refresh', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }],
    ['a frame', 'GET', '/api/session/refresh', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' }],
    ['a sign-out', 'DELETE', '/api/session', { 'sec-fetch-site': 'cross-site', 'x-ketnoi': '1' }],
    ['a sign-out without our header', 'DELETE', '/api/session', { 'sec-fetch-site': 'same-origin' }],
  ];

  it.each(shapes)('changes nothing: %s', async (...[, method, url, headers, payload]) => {
    const { refresh: token } = await signedUp(world);
    const answer = await world.app.inject({
      method,
      url,
      headers: { cookie: `ketnoi=${token}`, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    expect([403, 405, 415]).toContain(answer.statusCode);
    expect((await refresh(token)).status).toBe(200);
  });

  it('does not sign anybody in', async () => {
    const person = await signedUp(world);
    const body = { email: person.email, password: PASSWORD };
    const cross = await as(world, visitor).call(signIn, { body }, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect([cross.status, cross.problem.code, cross.headers['set-cookie']]).toEqual([403, 'session.cross_site', undefined]);
    const plain = await world.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'text/plain' },
      payload: JSON.stringify(body),
    });
    expect([plain.statusCode, plain.headers['set-cookie']]).toEqual([415, undefined]);
  });

  it('is told apart from our own by the origin where a browser says no more', async () => {
    const { refresh: token } = await signedUp(world);
    const headers = { cookie: `ketnoi=${token}`, origin: 'http://ketnoi.test', 'x-ketnoi': '1' };
    expect((await world.app.inject({ method: 'POST', url: '/api/session/refresh', headers })).statusCode).toBe(200);
  });
});

describe('signing out', () => {
  it('ends the session of the cookie and of the token on the next request, and has the browser forget', async () => {
    const person = await signedUp(world);
    const answer = await as(world, person).call(signOut, {}, { headers: { cookie: `ketnoi=${person.refresh}` } });
    expect(answer.status).toBe(204);
    expect(cookieOf(answer)).toBe('');
    expect(answer.headers['clear-site-data']).toContain('"storage"');
    expect((await as(world, person).call(getMe, {})).status).toBe(401);
    expect((await refresh(person.refresh)).status).toBe(401);
  });

  it('works with the cookie alone, with the token alone, and with neither', async () => {
    const [one, other] = [await signedUp(world), await signedUp(world)];
    expect((await as(world, { token: 'a.b.c' }).call(signOut, {}, { headers: { cookie: `ketnoi=${one.refresh}` } })).status).toBe(204);
    expect((await as(world, one).call(getMe, {})).status).toBe(401);
    expect((await as(world, other).call(signOut, {})).status).toBe(204);
    expect((await refresh(other.refresh)).status).toBe(401);
    expect((await as(world, visitor).call(signOut, {})).status).toBe(204);
  });
});

describe('one’s own sessions', () => {
  it('are listed and ended one by one or all but this one', async () => {
    const person = await signedUp(world);
    const [second, third] = [await signInAs(world, person.email), await signInAs(world, person.email)];
    const list = (await as(world, person).call(listSessions, {})).body.items;
    expect(list.map((one) => one.current).filter(Boolean)).toHaveLength(1);
    expect(list).toHaveLength(3);
    const mine = (await as(world, { token: second.body.accessToken }).call(listSessions, {})).body.items.find((one) => one.current);
    expect((await as(world, person).call(endSession, { params: { id: mine?.id ?? '' } })).status).toBe(204);
    expect([await isAlive(second), await isAlive(third)]).toEqual([false, true]);
    expect((await as(world, person).call(endOtherSessions, {})).status).toBe(204);
    expect(await isAlive(third)).toBe(false);
    expect((await as(world, person).call(listSessions, {})).body.items).toHaveLength(1);
  });

  it('are nobody else’s to end', async () => {
    const [person, other] = [await signedUp(world), await given.person(world, {})];
    const answer = await as(world, person).call(endSession, { params: { id: other.sessionId } });
    expect([answer.status, answer.problem.code]).toEqual([404, 'record.not_found']);
    expect((await as(world, other).call(getMe, {})).status).toBe(200);
  });
});
