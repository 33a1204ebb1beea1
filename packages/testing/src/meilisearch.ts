import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { searched } from './meilisearch-search.ts';
import { documentAnswer, openState, type StateOptions } from './meilisearch-state.ts';

/** One recorded request and what a real engine answered; null was not recorded yet. */
export type Exchange = {
  name: string;
  request: { method: string; path: string; body: unknown; key?: 'none' | 'invalid' };
  response: { status: number; body: unknown } | null;
};

/**
 * What the stand-in does to a request instead of answering it: no answer; what is no JSON, JSON cut short, JSON of another shape; 503; 429; a
 * full disk, told at once or by the task; a connection that breaks.
 */
export type Fault = 'none' | 'frozen' | 'garbage' | 'truncated' | 'misshapen' | 'unavailable' | 'busy' | 'full' | 'full-later' | 'broken';

export type StandIn = {
  url: string;
  key: string;
  /** Changes that were taken in so far. */
  tasks: () => number;
  /** The documents of an index as they are held now. */
  documents: (uid: string) => Record<string, unknown>[];
  /** From now on every request meets this; `slow` delays answers by so many milliseconds. */
  suffer: (fault: Fault, slow?: number) => void;
  /** Searches that were asked and are not recorded. */
  unrecorded: unknown[];
  /** The encodings answers were asked for in. */
  encodings: Set<string>;
  close: () => Promise<void>;
};

type Answer = { status: number; body: unknown };

const KEY = 'stand-in-master-key';
type Reason = { code: string; message: string; type?: string };
const failure = (status: number, { code, message, type = 'invalid_request' }: Reason): Answer => ({
  status,
  body: { message, code, type, link: `https://docs.meilisearch.com/errors#${code}` },
});

const SUFFERING: Readonly<Partial<Record<Fault, Answer>>> = {
  misshapen: { status: 200, body: { hits: [{ id: 7 }], results: 'none', taskUid: 'soon', status: 'fine' } },
  unavailable: failure(503, { code: 'internal', message: 'The service is unavailable.', type: 'internal' }),
  busy: failure(429, { code: 'too_many_search_requests', message: 'Too many search requests running at the same time.', type: 'system' }),
  full: failure(507, { code: 'no_space_left_on_device', message: 'There is no more space left on the device.', type: 'system' }),
};
const NO_KEY = {
  code: 'missing_authorization_header',
  message: 'The Authorization header is missing. It must use the bearer authorization method.',
  type: 'auth',
};
const WRONG_KEY = { code: 'invalid_api_key', message: 'The provided API key is invalid.', type: 'auth' };

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? null : (JSON.parse(text) as unknown);
}

function refused(request: IncomingMessage): Answer | null {
  if (request.url === '/health') return null;
  const { authorization } = request.headers;
  if (authorization === undefined) return failure(401, NO_KEY);
  return authorization === `Bearer ${KEY}` ? null : failure(403, WRONG_KEY);
}

/**
 * A server that stands in for Meilisearch in specs. Its document side is real and small: indexes, settings, documents, tasks that end a little
 * later, swaps. Its search side answers what was recorded, word for word, searches by itself where lists of vectors and words are asked for, and says
 * `not_recorded` for anything else. It can be made to suffer.
 */
export async function standIn(exchanges: readonly Exchange[], options: StateOptions & { port?: number } = {}): Promise<StandIn> {
  const state = openState(options);
  const unrecorded: unknown[] = [];
  const encodings = new Set<string>();
  let fault: Fault = 'none';
  let slow = 0;
  const recorded = (path: string, body: unknown): Answer => {
    const found = exchanges.find(
      ({ request }) => request.method === 'POST' && request.path === path && isDeepStrictEqual(request.body, body),
    );
    if (found?.response) return found.response;
    const own = path === '/multi-search' ? searched(state.indexes, body) : null;
    if (own !== null) return 'refused' in own ? failure(400, own.refused) : { status: 200, body: own };
    unrecorded.push(body);
    return failure(501, { code: 'not_recorded', message: 'No recording answers this search.', type: 'internal' });
  };
  const answerTo = (request: IncomingMessage, body: unknown): Answer => {
    const path = (request.url ?? '/').replace(/\?.*$/u, '');
    if (request.method === 'POST' && (path === '/multi-search' || path.endsWith('/search'))) return recorded(path, body);
    return (
      documentAnswer(state, { method: request.method ?? 'GET', path, body }) ??
      failure(404, { code: 'not_found', message: `The path ${path} is not known.` })
    );
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    encodings.add(request.headers['accept-encoding']?.toString() ?? 'any');
    if (slow > 0) await sleep(slow);
    if (fault === 'frozen') return;
    if (fault === 'broken') return void response.destroy();
    const spoilt = SPOILT[fault];
    if (spoilt !== undefined) return void response.writeHead(200, { 'content-type': 'application/json' }).end(spoilt);
    const answer = SUFFERING[fault] ?? refused(request) ?? answerTo(request, body);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  };
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    key: KEY,
    tasks: () => state.tasks.length,
    documents: (uid) => [...(state.indexes.get(uid)?.documents.values() ?? [])],
    suffer: (next, delay = 0) => {
      fault = next;
      slow = delay;
      state.isFull = next === 'full-later';
    },
    unrecorded,
    encodings,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const SPOILT: Readonly<Partial<Record<Fault, string>>> = { garbage: '<html>not what you think</html>', truncated: '{"hits":[{"id":"0192' };

/** The engine that MEILI_URL and MEILI_KEY name, for specs that judge a live one; null without. */
export function liveMeilisearch(): { url: string; key: string } | null {
  const url = process.env['MEILI_URL'];
  return url ? { url, key: process.env['MEILI_KEY'] ?? '' } : null;
}
