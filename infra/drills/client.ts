import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from './history.ts';

export type Request = { method: 'GET' | 'POST' | 'PATCH'; path: string; body?: unknown; form?: FormData; version?: number };
export type Answer = { outcome: Outcome; status: number; body: Record<string, unknown> };

const PATIENCE_MILLIS = 60_000;
const PAUSE_MILLIS = 100;
const ANSWER_MILLIS = 10_000;

/** A caller who signs in anew when the token has run out. */
export type Client = {
  /** A persistent request is repeated with its key until it is answered for good; any other is sent once and may stay unknown. */
  send: (request: Request, persistent: boolean) => Promise<Answer>;
};

/** Nothing was decided: no answer, a server in trouble, a twin still running, a token that ran out. */
function isOpen(answer: Omit<Answer, 'outcome'> | null): boolean {
  if (answer === null || answer.status >= 500 || answer.status === 401 || answer.status === 429) return true;
  return answer.body['code'] === 'request.in_progress';
}

export function openClient(address: string, { email, password }: { email: string; password: string }): Client {
  const common = { 'sec-fetch-site': 'same-origin', 'x-ketnoi': '1', origin: address };
  let token = '';
  const signIn = async (): Promise<void> => {
    const headers = { ...common, 'content-type': 'application/json' };
    const response = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email, password }),
      signal: AbortSignal.timeout(ANSWER_MILLIS),
    });
    if (!response.ok) throw new Error(`signing in answered ${response.status}`);
    token = ((await response.json()) as { accessToken: string }).accessToken;
  };
  const once = async ({ method, path, body, form, version }: Request, key: string): Promise<Omit<Answer, 'outcome'>> => {
    if (token === '') await signIn();
    const headers: Record<string, string> = { ...common, authorization: `Bearer ${token}` };
    if (method !== 'GET') headers['idempotency-key'] = key;
    if (version !== undefined) headers['if-match'] = `"v${version}"`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const payload = form ?? (body === undefined ? null : JSON.stringify(body));
    const response = await fetch(address + path, { method, headers, body: payload, signal: AbortSignal.timeout(ANSWER_MILLIS) });
    if (response.status === 401) token = '';
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    send: async (request, persistent) => {
      const key = randomUUID();
      const deadline = Date.now() + (persistent ? PATIENCE_MILLIS : 0);
      for (;;) {
        const answer = await once(request, key).catch(() => null);
        if (answer !== null && answer.status < 300) return { outcome: 'ok', ...answer };
        if (answer !== null && !isOpen(answer)) return { outcome: 'fail', ...answer };
        if (Date.now() >= deadline) return { outcome: 'info', status: answer?.status ?? 0, body: answer?.body ?? {} };
        await sleep(PAUSE_MILLIS);
      }
    },
  };
}
