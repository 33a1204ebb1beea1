import { hasMarks } from '@ketnoi/language/fold';
import { toTelex } from '@ketnoi/language/telex';
import { MeilisearchApiError, type Meilisearch } from 'meilisearch';
import { away } from '../away.ts';
import { asking, openClients, type MeiliAddress } from './client.ts';
import { literal, type IndexQuery } from './requests.ts';
import { embeddersIn, searchedAttributes } from './settings.ts';
import { embedderOf } from './vectors.ts';

/** Words a text is looked for by, the most telling first, in the attributes of their language; and pairs of neighbours. */
export type CandidateWords = { language: 'vi' | 'en'; words: readonly string[]; pairs: readonly string[] };

/** What looks for candidates: of one side, by words and by vectors. A vector of a model that the index does not hold is left out. */
export type CandidateQuestion = {
  side: string;
  words: readonly CandidateWords[];
  vectors: readonly { model: string; vector: readonly number[] }[];
};

/** Ids of what is worth ranking for a question, at most `MOST_CANDIDATES`. Throws `EngineAway` when the engine does not answer. */
export type CandidateFinder = (question: CandidateQuestion) => Promise<string[]>;

export const MOST_CANDIDATES = 400;
const BY_VECTOR = 200;
const BY_WORDS = 50;
const BY_PAIR = 25;
/** A query counts ten words at most, and drops the last ones first: asked again without the first, it finds what lacks that one. */
const WORDS_OF_A_QUERY = 8;
const BEGINNINGS = 5;
const MOST_PAIRS = 6;

/** The one request: a list for each way of asking. */
export function candidatesRequest({ side, words, vectors }: CandidateQuestion, indexUid: string): { queries: IndexQuery[] } {
  const shared = { indexUid, attributesToRetrieve: ['id'], filter: [`side = ${literal(side)}`] };
  const byVectors = vectors.map(({ model, vector }) => ({
    ...shared,
    q: '',
    vector,
    hybrid: { embedder: embedderOf(model), semanticRatio: 1 },
    limit: BY_VECTOR,
  }));
  const byWords = words.flatMap((one) =>
    wordQueries(one).map(({ text, limit }) => {
      // Marks count where they are spelt out; otherwise letters alone do.
      const isMarked = one.language === 'vi' && hasMarks(text);
      return {
        ...shared,
        q: isMarked ? toTelex(text) : text,
        attributesToSearchOn: searchedAttributes(isMarked ? 'marks' : one.language, 'everything'),
        matchingStrategy: 'last',
        limit,
      };
    }),
  );
  return { queries: [...byVectors, ...byWords] };
}

function wordQueries({ words, pairs }: CandidateWords): { text: string; limit: number }[] {
  const beginnings = words.slice(0, BEGINNINGS).map((_, at) => ({
    text: words.slice(at, at + WORDS_OF_A_QUERY).join(' '),
    limit: BY_WORDS,
  }));
  return [...beginnings, ...pairs.slice(0, MOST_PAIRS).map((pair) => ({ text: `"${pair}"`, limit: BY_PAIR }))];
}

/** Which embedders the index has is asked so often. */
const KNOWN_MILLIS = 10_000;

type Known = { embedders: ReadonlySet<string>; until: number };

/** Finds candidates in the index that searches are answered from. */
export function meiliCandidates(options: MeiliAddress & { indexPrefix: string }): CandidateFinder {
  const { quick } = openClients(options);
  const uid = `${options.indexPrefix}listing`;
  let known: Known | null = null;
  const embedders = async (): Promise<ReadonlySet<string>> => {
    if (known === null || known.until < performance.now()) {
      const theirs: unknown = await asking(quick.index(uid).getSettings());
      known = { embedders: new Set(embeddersIn(theirs)), until: performance.now() + KNOWN_MILLIS };
    }
    return known.embedders;
  };
  const ask = async (question: CandidateQuestion): Promise<string[]> => {
    const has = await embedders();
    const vectors = question.vectors.filter(({ model }) => has.has(embedderOf(model)));
    const request = candidatesRequest({ ...question, vectors }, uid);
    if (request.queries.length === 0) return [];
    return shared(idsIn(await multiSearch(quick, request), request.queries));
  };
  return async (question) => {
    try {
      return await ask(question);
    } catch (error) {
      // The index may have been built anew by other models since it was looked at.
      known = null;
      if (!(error instanceof MeilisearchApiError)) throw error;
      return ask(question);
    }
  };
}

function multiSearch(client: Meilisearch, request: { queries: IndexQuery[] }): Promise<unknown> {
  return asking<unknown>(client.multiSearch(request));
}

/** The ids of each list. Throws when the answer is not one, whatever its status said. */
function idsIn(answer: unknown, queries: readonly IndexQuery[]): string[][] {
  const results = (answer as { results?: unknown } | null)?.results;
  if (!Array.isArray(results) || results.length !== queries.length) throw away('answered without a list for each query');
  return results.map((result: { hits?: unknown } | null, at) => {
    const hits = result?.hits;
    if (!Array.isArray(hits) || hits.length > Number(queries[at]?.['limit']))
      throw away('answered without hits, or with more than were asked for');
    return hits.map((hit: { id?: unknown } | null) => {
      if (typeof hit?.id !== 'string') throw away('answered hits without id');
      return hit.id;
    });
  });
}

/** The lists in turn, the best of each first, each id once. */
function shared(lists: readonly (readonly string[])[]): string[] {
  const found = new Set<string>();
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let at = 0; at < longest; at += 1)
    for (const list of lists) {
      const id = list[at];
      if (id !== undefined && found.size < MOST_CANDIDATES) found.add(id);
    }
  return [...found];
}
