import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from '@ketnoi/testing/meilisearch';
import { meiliEngine } from '../src/meilisearch/engine.ts';
import type { Reach } from '../src/meilisearch/settings.ts';
import type { SearchDocument } from '../src/port.ts';
import { answerTo, documentsOf, fill, type Collections } from './asking.ts';
import { FURTHER_CASES } from './conformance-further.ts';
import type { Case } from './conformance-case.ts';
import { CASES, titleOf, unmet } from './conformance.ts';

type Response = Exchange['response'];

/** In the recordings the indexes bear these prefixes; on the engine they are indexes of their own, so that none in use is touched. */
export const PREFIXES = { world: 'ketnoi_', further: 'ketnoi_further_' } as const;
const ON_ENGINE = { world: 'ketnoi_record_', further: 'ketnoi_record_further_' } as const;

const named = (text: string): string =>
  text
    .replaceAll(`${ON_ENGINE.further}listing`, `${PREFIXES.further}listing`)
    .replaceAll(`${ON_ENGINE.world}listing`, `${PREFIXES.world}listing`);
const onEngine = (text: string): string => text.replaceAll(`${PREFIXES.world}listing`, `${ON_ENGINE.world}listing`);

const isSearch = ({ method, path }: Exchange['request']): boolean =>
  method === 'POST' && (path === '/multi-search' || path.endsWith('/search'));

export type Recorder = {
  /** The engine, its key, and how far the searches look. */
  engine: { url: string; key: string };
  reach: Reach;
  collections: Collections;
  documents: readonly SearchDocument[];
  /** What was recorded before; its searches are asked anew, the rest stays. */
  before: readonly Exchange[];
};
export type Recording = { exchanges: Exchange[]; unmet: string[]; unanswered: number };

/** Asks the engine as it stands, past our adapter. What it says it cannot answer is not recorded. */
async function asked({ url, key }: Recorder['engine'], path: string, text: string): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'accept-encoding': 'identity' };
  const response = await fetch(url + onEngine(path), { method: 'POST', headers, body: onEngine(text) });
  if (response.status >= 500) return null;
  const { processingTimeMs: _time, requestUid: _uid, ...body } = JSON.parse(named(await response.text())) as Record<string, unknown>;
  return { status: response.status, body: withoutTimes(body) };
}

/** Times and ids of requests differ from run to run and mean nothing. */
function withoutTimes(body: Record<string, unknown>): Record<string, unknown> {
  const results = body['results'];
  if (!Array.isArray(results)) return body;
  const plain = results.map((one: Record<string, unknown>) => {
    const { processingTimeMs: _time, requestUid: _uid, ...rest } = one;
    return rest;
  });
  return { ...body, results: plain };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** A server our adapter asks: every search is written down with the engine's answer. */
async function listener(recorder: Recorder, heard: (path: string, body: unknown, response: Response) => void): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const text = await textOf(request);
      const found = await asked(recorder.engine, request.url ?? '', text);
      heard(request.url ?? '', JSON.parse(text), found);
      response.writeHead(found?.status ?? 501, { 'content-type': 'application/json' }).end(JSON.stringify(found?.body ?? {}));
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/**
 * Fills two indexes of the engine with the documents of the conformance table, asks it every search that was recorded before and every search
 * of every case, and drops the indexes. @returns the recordings as they now are, and what of the cases the engine did not meet.
 */
export async function record(recorder: Recorder): Promise<Recording> {
  const { engine, reach, collections, before } = recorder;
  const world = meiliEngine({ ...engine, indexPrefix: ON_ENGINE.world, reach });
  const further = meiliEngine({ ...engine, indexPrefix: ON_ENGINE.further, reach });
  await fill(world, recorder.documents);
  await fill(further, await documentsOf(collections.further));
  const exchanges: Exchange[] = [];
  for (const one of before.filter(({ name }) => !name.startsWith('case ')))
    exchanges.push(
      isSearch(one.request) ? { ...one, response: await asked(engine, one.request.path, JSON.stringify(one.request.body)) } : one,
    );
  const found = await recordCases(recorder, exchanges);
  for (const prefix of Object.values(ON_ENGINE))
    await fetch(`${engine.url}/indexes/${prefix}listing`, { method: 'DELETE', headers: { authorization: `Bearer ${engine.key}` } });
  return { exchanges, unmet: found, unanswered: exchanges.filter((one) => one.response === null).length };
}

async function recordCases(recorder: Recorder, exchanges: Exchange[]): Promise<string[]> {
  const { reach, collections, engine } = recorder;
  let title = '';
  const server = await listener(recorder, (path, body, response) => {
    const request = { method: 'POST', path, body };
    if (!exchanges.some((one) => one.request.path === path && isDeepStrictEqual(one.request.body, body)))
      exchanges.push({ name: `case ${title}`, request, response });
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const failed: string[] = [];
  const run = async (where: keyof Collections, cases: readonly Case[], from: number): Promise<void> => {
    const ours = meiliEngine({ url, key: engine.key, indexPrefix: PREFIXES[where], reach });
    for (const [at, one] of cases.entries()) {
      title = titleOf(one, from + at);
      const result = await answerTo(ours, one, collections[where]).catch(() => null);
      if (result !== null) failed.push(...unmet(one, result).map((what) => `${titleOf(one, from + at)}: ${what}`));
    }
  };
  await run('world', CASES, 0);
  await run('further', FURTHER_CASES, CASES.length);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return failed;
}
