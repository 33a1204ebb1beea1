import type { Endpoint, Input, Output } from '@ketnoi/contracts/endpoint';
import { keepPreviousData, useMutation, useQuery, type QueryKey } from '@tanstack/react-query';
import { CallProblem, problemOf } from './call-problem.ts';
import { given } from './given.ts';
import { language } from './language.ts';
import { queryClient } from './query-client.ts';
import { accessToken, actingOrganisation, renew } from './session.ts';

/** What the contract plugin leaves of an endpoint in the browser. */
type Address = Pick<Endpoint, 'method' | 'url' | 'idempotent' | 'conditional'>;

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };

export type CallOptions = {
  signal?: AbortSignal;
  /** The key of one act: the same again when the act is tried again. A fresh one is made when none is given. */
  idempotencyKey?: string;
  /** The ETag of the record that is changed (`etagOf`). */
  etag?: string | undefined;
};

const tags = new WeakMap<object, string>();

/** The ETag that came with an answer, to send back when the record is changed. */
export function etagOf(answer: object | undefined): string | undefined {
  return answer === undefined ? undefined : tags.get(answer);
}

type Plain = string | number | boolean | null | undefined;

/** The ETag of a record in a list, which comes without a header of its own. */
export const etagOfVersion = ({ version }: { version: number }): string => `"v${String(version)}"`;

function queryString(query: Record<string, unknown> = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value as Plain | Plain[]].flat().map((one) => [name, one] as const));
  const filled = pairs.flatMap(([name, one]) => (given(one) ? [[name, String(one)]] : []));
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
}

/** The address of a call: path with its parameters, repeated query parameters. */
function addressOf(endpoint: Address, parts: Parts): string {
  const path = endpoint.url.replaceAll(/:([a-zA-Z]+)/gu, (_, name: string) => encodeURIComponent(String(parts.params?.[name])));
  return `${path}${queryString(parts.query)}`;
}

function headersOf(endpoint: Address, parts: Parts, options: CallOptions): Headers {
  const headers = new Headers({ accept: 'application/json', 'accept-language': language, 'x-ketnoi': '1' });
  const token = accessToken();
  const organisation = actingOrganisation();
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  if (token !== null && organisation !== null) headers.set('ketnoi-organisation', organisation);
  if (parts.body !== undefined && !(parts.body instanceof FormData)) headers.set('content-type', 'application/json');
  if (endpoint.idempotent === true) headers.set('idempotency-key', options.idempotencyKey ?? crypto.randomUUID());
  if (options.etag !== undefined) headers.set('if-match', options.etag);
  return headers;
}

function send(endpoint: Address, parts: Parts, options: CallOptions): Promise<Response> {
  const { body } = parts;
  const init: RequestInit = { method: endpoint.method, headers: headersOf(endpoint, parts, options), credentials: 'same-origin' };
  if (options.signal !== undefined) init.signal = options.signal;
  if (body !== undefined) init.body = body instanceof FormData ? body : JSON.stringify(body);
  return fetch(addressOf(endpoint, parts), init).catch((error: unknown) => {
    if (options.signal?.aborted === true) throw error;
    throw new CallProblem({ code: 'network.unreachable', status: 0 });
  });
}

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204 || response.headers.get('content-length') === '0') return null;
  const body = (await response.json()) as unknown;
  const etag = response.headers.get('etag');
  if (etag !== null && typeof body === 'object' && body !== null) tags.set(body, etag);
  return body;
}

/** Calls an endpoint as its contract says. Throws a CallProblem for every answer that is no success. */
export async function call<E extends Endpoint>(endpoint: E, input: Input<E>, options: CallOptions = {}): Promise<Output<E>> {
  const parts = input as Parts;
  const sent: CallOptions = endpoint.idempotent === true ? { idempotencyKey: crypto.randomUUID(), ...options } : options;
  let response = await send(endpoint, parts, sent);
  if (response.status === 401 && accessToken() !== null && (await renew())) response = await send(endpoint, parts, sent);
  return (await answerOf(response)) as Output<E>;
}

function keyOf(endpoint: Address, input?: Parts): QueryKey {
  return input === undefined ? [endpoint.method, endpoint.url] : [endpoint.method, endpoint.url, addressOf(endpoint, input)];
}

/** How a call is kept: under its address, for as long as it is looked at and a while longer. */
export function keptCall<E extends Endpoint>(endpoint: E, input: Input<E>) {
  const queryKey = keyOf(endpoint, input);
  return { queryKey, queryFn: ({ signal }: { signal: AbortSignal }): Promise<Output<E>> => call(endpoint, input, { signal }) };
}

type Keep = { enabled?: boolean; keepPrevious?: boolean; staleMillis?: number };

/** The answer of a reading endpoint, kept and shared by its address. `enabled: false` waits; `keepPrevious` shows the last answer meanwhile. */
export function useCall<E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  { enabled = true, keepPrevious = false, staleMillis }: Keep = {},
) {
  return useQuery<Output<E>, CallProblem>({
    ...keptCall(endpoint, input),
    enabled,
    ...(staleMillis === undefined ? {} : { staleTime: staleMillis }),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Starts a call before its component is there; a route's loader does not wait for it. */
export function prefetch<E extends Endpoint>(endpoint: E, input: Input<E>): void {
  void queryClient.prefetchQuery(keptCall(endpoint, input));
}

export type Act<E extends Endpoint> = Input<E> & { etag?: string | undefined };

const inputOf = (act: object): object => Object.fromEntries(Object.entries(act).filter(([name]) => name !== 'etag'));

/** An act of the reader: one idempotency key per act, kept while that same act is retried. */
export function useAct<E extends Endpoint>(endpoint: E) {
  return useMutation<Output<E>, CallProblem, Act<E>>({
    mutationFn: (act) => call(endpoint, inputOf(act) as Input<E>, { etag: act.etag, idempotencyKey: keyOfAct(endpoint, inputOf(act)) }),
    onSuccess: (_answer, act) => acts.delete(nameOfAct(endpoint, inputOf(act))),
    onError: (problem, act) => {
      if (problem.status !== 0 && problem.status < 500) acts.delete(nameOfAct(endpoint, inputOf(act)));
    },
  });
}

const acts = new Map<string, string>();

const nameOfAct = (endpoint: Address, input: object): string => `${endpoint.method} ${endpoint.url} ${JSON.stringify(input)}`;

/** The same act (same endpoint, same input) that failed on the way keeps its key until the server has answered it. */
function keyOfAct(endpoint: Address, input: object): string {
  const name = nameOfAct(endpoint, input);
  const key = acts.get(name) ?? crypto.randomUUID();
  acts.set(name, key);
  return key;
}

/** Forgets every kept answer of an endpoint; what is on the screen is read again. */
export function invalidate(endpoint: Endpoint): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: keyOf(endpoint) });
}

/** Puts an answer where `useCall` finds it, with its ETag. */
export function remember<E extends Endpoint>(endpoint: E, input: Input<E>, answer: Output<E>): void {
  queryClient.setQueryData(keyOf(endpoint, input), answer);
}
