import { randomUUID } from 'node:crypto';
import type { Endpoint, Input, Output } from '@ketnoi/contracts/endpoint';
import type { OrganisationId } from '@ketnoi/domain/ids';
import type { World } from './context.ts';

/** Who calls: a token of a session, and in whose name. */
export type Caller = { token: string | null; organisation?: OrganisationId };

export const visitor: Caller = { token: null };

export type Options = { key?: string; version?: number | string; headers?: Record<string, string> };

export type Answer<Body> = {
  status: number;
  body: Body;
  headers: Record<string, string | string[] | number | undefined>;
  problem: Problem;
};
type Problem = { code: string; title: string; detail?: string; errors?: { field: string; code: string; message: string }[] };

type Parameter = string | number | boolean | undefined;

function queryText(query: Record<string, Parameter | Parameter[]>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) if (one !== undefined) search.append(name, String(one));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** Calls a contract as somebody, through HTTP; a fresh Idempotency-Key goes with every POST and PATCH unless one is given. */
export function as(world: World, caller: Caller) {
  return {
    async call<E extends Endpoint>(endpoint: E, input: Input<E>, options: Options = {}): Promise<Answer<Output<E>>> {
      const { params, query, body } = input as {
        params?: Record<string, string>;
        query?: Record<string, Parameter | Parameter[]>;
        body?: unknown;
      };
      const path = endpoint.url.replaceAll(/:([a-zA-Z]+)/gu, (_whole, name: string) => encodeURIComponent(params?.[name] ?? ''));
      const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin', 'x-ketnoi': '1', ...options.headers };
      if (caller.token !== null) headers['authorization'] = `Bearer ${caller.token}`;
      if (caller.organisation !== undefined) headers['ketnoi-organisation'] = caller.organisation;
      if (endpoint.method === 'POST' || endpoint.method === 'PATCH') headers['idempotency-key'] = options.key ?? randomUUID();
      if (options.version !== undefined)
        headers['if-match'] = typeof options.version === 'number' ? `"v${options.version}"` : options.version;
      const response = await world.app.inject({
        method: endpoint.method,
        url: path + queryText(query ?? {}),
        headers,
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const json =
        (response.headers['content-type'] ?? '').includes('json') && response.body !== ''
          ? (JSON.parse(response.body) as unknown)
          : response.body;
      return { status: response.statusCode, body: json as Output<E>, headers: response.headers, problem: json as Problem };
    },
  };
}
