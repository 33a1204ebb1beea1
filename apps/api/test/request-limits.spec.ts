import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@ketnoi/domain/ids';
import { buildApp } from '../src/app.ts';
import { issueAccessToken } from '../src/http/auth.ts';
import { networkOf, storedAddress } from '../src/network.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';

const ALLOWED = 5;
let world: World;
let app: FastifyInstance;
beforeAll(async () => {
  world = await testWorld();
  app = await buildApp({ ...world.ctx, config: { ...world.ctx.config, rateLimit: ALLOWED } });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await world.close();
});

type From = { ip: string; authorization?: string };
const ask = async ({ ip, authorization }: From, url = '/api/figures'): Promise<number> => {
  const headers = authorization === undefined ? {} : { authorization };
  return (await app.inject({ url, remoteAddress: ip, headers })).statusCode;
};
const times = async (count: number, from: (at: number) => From): Promise<number[]> => {
  const statuses = [];
  for (let at = 0; at < count; at += 1) statuses.push(await ask(from(at)));
  return statuses;
};

describe('the limit of requests a minute', () => {
  it('holds for an address, whatever it makes up as a token', async () => {
    const statuses = await times(ALLOWED + 3, (at) => ({ ip: '192.0.2.1', authorization: `Bearer ${String(at).repeat(50)}` }));
    expect(statuses.slice(ALLOWED)).toEqual([429, 429, 429]);
    expect(await ask({ ip: '192.0.2.1' })).toBe(429);
    expect(await ask({ ip: '192.0.2.2' })).toBe(200);
  });

  it.each([
    ['that leads nowhere', '/api/nothing', 404],
    ['that is for members alone', '/api/me', 401],
  ])('counts an address %s', async (_what, url, status) => {
    const statuses = [];
    for (let at = 0; at <= ALLOWED; at += 1) statuses.push(await ask({ ip: `203.0.113.${status % 200}` }, url));
    expect(statuses).toEqual([...Array.from({ length: ALLOWED }, () => status), 429]);
  });

  it('counts a person by the account, with whichever token and from whatever address', async () => {
    const person = await given.person(world, {});
    const fresh = () => `Bearer ${issueAccessToken(world.app, world.ctx, { ...person, tokenId: newId(Date.now()) })}`;
    expect(await times(ALLOWED + 1, (at) => ({ ip: `198.51.100.${at}`, authorization: fresh() }))).toEqual([200, 200, 200, 200, 200, 429]);
    const other = await given.person(world, {});
    expect(await ask({ ip: '198.51.100.1', authorization: `Bearer ${other.token}` })).toBe(200);
  });

  it('counts an IPv6 network as one caller, however its addresses are written', async () => {
    const statuses = await times(ALLOWED + 1, (at) => ({ ip: at % 2 === 0 ? `2001:db8::${at}:1` : `2001:db8:0:0:${at}::1` }));
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::a:b:c:d', '2001:db8:0:0'],
    ['2001:DB8:0001::1', '2001:db8:1:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    ['not an address', 'not an address'],
  ])('of %s is %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});

describe('the stored address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['fe80::1%eth0', 'fe80::1'],
    ['unknown', null],
    ['192.0.2.7:443', null],
  ])('of %s is %s', (ip, stored) => {
    expect(storedAddress(ip)).toBe(stored);
  });
});
