import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorld, type World } from './support/context.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

type Operation = { operationId: string; 'x-access': string; responses: Record<string, unknown> };
const document = async () =>
  (await world.app.inject({ url: '/openapi.json' })).json<{ paths: Record<string, Record<string, Operation>> }>();

describe('an address that leads nowhere', () => {
  it('answers 404 as problem+json with a request id, in the reader’s language', async () => {
    const response = await world.app.inject({ url: '/api/nothing', headers: { 'accept-language': 'en' } });
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ code: 'request.not_found', status: 404, title: 'There is nothing at this address.' });
    expect((await world.app.inject({ url: '/api/nothing' })).json()).toMatchObject({ title: 'Không có gì ở địa chỉ này.' });
  });
});

describe('a known path with a method it does not have', () => {
  it('answers 405 and says which it has', async () => {
    const response = await world.app.inject({ method: 'DELETE', url: '/livez' });
    expect(response.statusCode).toBe(405);
    expect(response.headers['allow']).toBe('GET, HEAD');
  });
});

describe('the health of the service', () => {
  it('is told with and without the database in the answer', async () => {
    expect((await world.app.inject({ url: '/livez' })).json()).toEqual({ status: 'ok' });
    expect((await world.app.inject({ url: '/readyz' })).json()).toMatchObject({ status: 'ok', database: 'ok' });
  });
});

describe('the description of the API', () => {
  it('names every operation after its contract, with its access and the problems it answers with', async () => {
    const { paths } = await document();
    const operations = Object.values(paths).flatMap((one) => Object.values(one));
    expect(operations.length).toBeGreaterThan(1);
    expect(new Set(operations.map((one) => one.operationId)).size).toBe(operations.length);
    for (const one of operations) {
      expect(one['x-access']).toMatch(/^[a-z_]+$/u);
      expect(Object.keys(one.responses)).toContain('400');
    }
  });

  it('is also a page that reads without script', async () => {
    const response = await world.app.inject({ url: '/docs/api' });
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('GET /livez');
    expect(response.body).not.toContain('<script');
  });
});

describe('every answer', () => {
  it('carries the security headers', async () => {
    const { headers } = await world.app.inject({ url: '/livez' });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});
