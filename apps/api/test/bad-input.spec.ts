import type { Endpoint } from '@ketnoi/contracts/endpoint';
import { randomUUID } from 'node:crypto';
import type { TSchema } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractNames } from '../src/docs/contract-names.ts';
import type { Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { sample, wrongBodies } from './support/sample.ts';

let world: World;
let callers: Caller[];
let endpoints: [string, Endpoint][];

beforeAll(async () => {
  world = await testWorld();
  const organisation = await given.organisation(world);
  callers = [
    await given.person(world, { organisation }),
    await given.person(world, { organisation, grant: 'admin' }),
    await given.person(world, { grant: 'moderator' }),
  ];
  endpoints = [...(await contractNames()).endpoints].map(([endpoint, name]) => [name, endpoint]);
});
afterAll(() => world.close());

type Problem = { status: number; code: string; errors?: { field: string }[] };

async function send(endpoint: Endpoint, caller: Caller, more: { url?: string; method?: string; body?: unknown; raw?: string }) {
  const path = endpoint.url.replaceAll(/:[a-zA-Z]+/gu, '01930000-0000-7000-8000-000000000001');
  const headers: Record<string, string> = {
    'idempotency-key': randomUUID(),
    'if-match': '"v1"',
    'x-ketnoi': '1',
    'sec-fetch-site': 'same-origin',
  };
  if (caller.token !== null) headers['authorization'] = `Bearer ${caller.token}`;
  if (caller.organisation !== undefined) headers['ketnoi-organisation'] = caller.organisation;
  if (more.raw !== undefined || more.body !== undefined) headers['content-type'] = 'application/json';
  const payload = more.raw ?? (more.body === undefined ? undefined : JSON.stringify(more.body));
  return world.app.inject({
    method: (more.method ?? endpoint.method) as 'GET',
    url: more.url ?? path,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
}

/** The parameters a query cannot do without, as text. */
function required(endpoint: Endpoint): string {
  const { properties = {}, required: names = [] } = (endpoint.query ?? {}) as { properties?: Record<string, TSchema>; required?: string[] };
  return names.map((name) => `${name}=${encodeURIComponent(String(sample(properties[name] ?? {})))}&`).join('');
}

const jsonBody = (endpoint: Endpoint): boolean => endpoint.body !== undefined && endpoint.consumes === undefined;

/** A caller whom the endpoint lets in, so that it is the input that is refused and not the person. */
async function admitted(endpoint: Endpoint): Promise<Caller | null> {
  if (endpoint.access === 'public') return { token: null };
  for (const caller of callers) {
    const response = await send(endpoint, caller, { body: { surely: 'wrong' } });
    if (response.statusCode === 400) return caller;
  }
  return null;
}

describe('a request that is wrong in one place', () => {
  it('is refused with 400 and the field named, never with 5xx', async () => {
    let tried = 0;
    for (const [name, endpoint] of endpoints.filter(([, one]) => jsonBody(one))) {
      const caller = await admitted(endpoint);
      expect(caller, `${name} lets nobody in`).not.toBeNull();
      if (caller === null || endpoint.body === undefined) continue;
      for (const wrong of wrongBodies(sample(endpoint.body))) {
        const response = await send(endpoint, caller, { body: wrong.value });
        const problem = response.json<Problem>();
        expect([name, wrong.what, wrong.field, response.statusCode]).toEqual([name, wrong.what, wrong.field, 400]);
        expect(problem.errors?.length, `${name} ${wrong.what} ${wrong.field} names no field`).toBeGreaterThan(0);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(100);
  });

  it('is refused when the body is no JSON, too deep, or too large', async () => {
    for (const [name, endpoint] of endpoints.filter(([, one]) => jsonBody(one))) {
      const caller = await admitted(endpoint);
      if (caller === null) continue;
      expect([name, (await send(endpoint, caller, { raw: '{"a":' })).statusCode]).toEqual([name, 400]);
      expect([name, (await send(endpoint, caller, { raw: '['.repeat(5000) + ']'.repeat(5000) })).statusCode]).toEqual([name, 400]);
      expect([name, (await send(endpoint, caller, { raw: `"${'a'.repeat(300_000)}"` })).statusCode]).toEqual([name, 413]);
    }
  });

  it('is refused when an id is none, a query parameter unknown, or text in the address cannot be stored', async () => {
    for (const [name, endpoint] of endpoints) {
      const caller = (await admitted(endpoint)) ?? callers[0] ?? { token: null };
      const bad = endpoint.url.replaceAll(/:[a-zA-Z]+/gu, 'not-an-id%00');
      if (bad !== endpoint.url)
        expect([name, (await send(endpoint, caller, { url: bad, body: endpoint.body && sample(endpoint.body) })).statusCode < 500]).toEqual(
          [name, true],
        );
      if (endpoint.method !== 'GET' || endpoint.query === undefined) continue;
      const path = endpoint.url.replaceAll(/:[a-zA-Z]+/gu, '01930000-0000-7000-8000-000000000001');
      const unknown = await send(endpoint, caller, { url: `${path}?${required(endpoint)}nonsense=1` });
      if (unknown.statusCode === 403 || unknown.statusCode === 422) continue;
      expect([name, unknown.statusCode]).toEqual([name, 400]);
      expect(unknown.json<Problem>().errors?.[0]?.field).toBe('nonsense');
      expect([name, (await send(endpoint, caller, { url: `${path}?${required(endpoint)}limit=1e9` })).statusCode]).toEqual([name, 400]);
      expect([name, (await send(endpoint, caller, { url: `${path}?${required(endpoint)}lang=%00` })).statusCode]).toEqual([name, 400]);
    }
  });

  it('is refused with 405 when the method does not exist there', async () => {
    for (const [name, endpoint] of endpoints) {
      const methods = endpoints.filter(([, one]) => one.url === endpoint.url).map(([, one]) => one.method as string);
      const other = ['DELETE', 'PUT', 'PATCH', 'GET', 'POST'].find((method) => !methods.includes(method));
      const response = await send(endpoint, { token: null }, { method: other ?? 'PUT' });
      expect([name, other, response.statusCode]).toEqual([name, other, 405]);
      expect(response.headers['allow']).toContain(endpoint.method);
    }
  });
});

describe('every contract', () => {
  it('is bound to a route and every route has a contract', async () => {
    const { paths } = (await world.app.inject({ url: '/openapi.json' })).json<{
      paths: Record<string, Record<string, { operationId: string }>>;
    }>();
    const served = Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
    expect(served.toSorted()).toEqual(endpoints.map(([name]) => name).toSorted());
  });
});
