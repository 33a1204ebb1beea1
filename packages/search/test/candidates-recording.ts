import { readFileSync } from 'node:fs';
import type { Exchange } from '@ketnoi/testing/meilisearch';
import { candidatesRequest, type CandidateQuestion } from '../src/meilisearch/candidates.ts';
import { meiliEngine } from '../src/meilisearch/engine.ts';
import type { DocumentVector, VectorSource } from '../src/meilisearch/vectors.ts';
import { recordedDocuments, searchDocument } from './recordings.ts';

/** In the recordings the index bears this name; on the engine it is one of its own. */
const RECORDED = 'ketnoi_listing';
const ON_ENGINE = 'ketnoi_record_candidates_';
const MODEL = { model: 'recorded', dimensions: 8 };
const documents = recordedDocuments().map(searchDocument);

/** Vectors that differ from one another, made from the place of a document. */
export const vectorAt = (place: number): number[] =>
  Array.from({ length: MODEL.dimensions }, (_, at) => ((place * 37 + at * 53) % 101) - 50);

/** Of each document but every fifth, which has none. */
const vectors: VectorSource = {
  models: async () => [MODEL],
  of: async (ids) =>
    documents.flatMap(({ listingId }, at): DocumentVector[] =>
      at % 5 === 4 || !ids.includes(listingId) ? [] : [{ listingId, model: MODEL.model, vector: vectorAt(at) }],
    ),
};

const near = (place: number) => [{ model: MODEL.model, vector: vectorAt(place).map((value) => value + 3) }];
const QUESTIONS: Readonly<Record<string, CandidateQuestion>> = {
  'a vector among offers': { side: 'offer', words: [], vectors: near(0) },
  'a vector among needs': { side: 'need', words: [], vectors: near(1) },
  'marked words and a pair': {
    side: 'offer',
    words: [{ language: 'vi', words: ['nước', 'mặn', 'tôm'], pairs: ['nhiễm mặn'] }],
    vectors: [],
  },
  'words without marks': { side: 'offer', words: [{ language: 'vi', words: ['sinh', 'hoc'], pairs: [] }], vectors: [] },
  'English words': { side: 'offer', words: [{ language: 'en', words: ['computer', 'vision'], pairs: [] }], vectors: [] },
  'words and a vector': { side: 'offer', words: [{ language: 'vi', words: ['điện', 'mặt', 'trời'], pairs: [] }], vectors: near(2) },
};

export type Asked = { name: string; request: Exchange['request'] };

/** What the adapter asks for candidates, in the name of an index. */
export function candidateRequests(indexUid = RECORDED): Asked[] {
  return Object.entries(QUESTIONS).map(([name, question]) => ({
    name: `candidates: ${name}`,
    request: { method: 'POST', path: '/multi-search', body: JSON.parse(JSON.stringify(candidatesRequest(question, indexUid))) as unknown },
  }));
}

/** What an engine answers, each list as its ids; null where it answers nothing of the kind. */
export function listsIn(body: unknown): string[][] | null {
  const { results } = body as { results?: { hits: { id: string }[] }[] };
  return results?.map(({ hits }) => hits.map(({ id }) => id)) ?? null;
}

/** The recordings of searches for candidates; what no engine was asked yet has no response. */
export function recordedCandidates(): Exchange[] {
  const text = readFileSync(new URL('recordings/candidates.jsonl', import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Exchange);
}

type Engine = { url: string; key: string };

/** Fills an index of the engine with the documents and their vectors, asks it for candidates, and drops the index. */
export async function recordCandidates({ url, key }: Engine): Promise<Exchange[]> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'accept-encoding': 'identity' };
  const engine = meiliEngine({ url, key, indexPrefix: ON_ENGINE, vectors });
  await engine.rebuild(
    async function* () {
      yield documents;
    },
    () => undefined,
  );
  const recorded = candidateRequests();
  const found: Exchange[] = [];
  for (const [at, { request }] of candidateRequests(`${ON_ENGINE}listing`).entries()) {
    const response = await fetch(url + request.path, { method: 'POST', headers, body: JSON.stringify(request.body) });
    const lists = listsIn(await response.json());
    const body = { results: lists?.map((ids) => ({ indexUid: RECORDED, hits: ids.map((id) => ({ id })) })) ?? [] };
    const one = recorded[at];
    if (one !== undefined) found.push({ ...one, response: lists === null ? null : { status: response.status, body } });
  }
  await fetch(`${url}/indexes/${ON_ENGINE}listing`, { method: 'DELETE', headers });
  return found;
}
