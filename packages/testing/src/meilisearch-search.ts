import { fold } from '@ketnoi/language/fold';

type Json = Record<string, unknown>;
type Index = { settings: Json; documents: ReadonlyMap<string, Json> };
type Refusal = { code: string; message: string };

/** Lists for each query, or why the whole request is refused; null where it asks for what the stand-in cannot do. */
export type Searched = { results: Json[] } | { refused: Refusal } | null;

type Query = {
  indexUid: string;
  q?: string;
  vector?: number[];
  hybrid?: { embedder: string; semanticRatio: number };
  filter?: string[];
  attributesToSearchOn?: string[];
  attributesToRetrieve?: string[];
  matchingStrategy?: string;
  limit?: number;
};

const NAMES = [
  'indexUid',
  'q',
  'vector',
  'hybrid',
  'filter',
  'attributesToSearchOn',
  'attributesToRetrieve',
  'matchingStrategy',
  'limit',
] as const satisfies readonly (keyof Query)[];

/**
 * Searches that are no recordings: lists of their own, by vectors alone or by words alone, with filters of the form `name = "value"`. Vectors are compared one by
 * one. Words as the engine does under `last`: as many as hold from the first on, then by the attribute; without typing errors and beginnings of words,
 * which a real one finds as well.
 */
export function searched(indexes: ReadonlyMap<string, Index>, body: unknown): Searched {
  const { queries, ...more } = body as { queries?: Query[] };
  if (!Array.isArray(queries) || Object.keys(more).length > 0) return null;
  const results: Json[] = [];
  for (const query of queries) {
    const result = answer(indexes, query);
    if (result === null || 'refused' in result) return result;
    results.push(result.list);
  }
  return { results };
}

function answer(indexes: ReadonlyMap<string, Index>, query: Query): { list: Json } | { refused: Refusal } | null {
  if (Object.keys(query).some((name) => !(NAMES as readonly string[]).includes(name))) return null;
  const index = indexes.get(query.indexUid);
  if (index === undefined) return { refused: { code: 'index_not_found', message: `Index \`${query.indexUid}\` not found.` } };
  const documents = [...index.documents.values()].filter((one) => (query.filter ?? []).every((part) => holds(one, part)));
  const found = query.vector === undefined ? byWords(documents, query) : byVector(index, documents, query);
  if (found === null || 'refused' in found) return found;
  const { limit = 20, attributesToRetrieve = ['id'] } = query;
  const hits = found.documents.slice(0, limit).map((one) => Object.fromEntries(attributesToRetrieve.map((name) => [name, one[name]])));
  return { list: { indexUid: query.indexUid, hits, query: query.q ?? '', limit, offset: 0, estimatedTotalHits: found.documents.length } };
}

const FILTER = /^(\w+) = "((?:[^"\\]|\\.)*)"$/u;

function holds(document: Json, part: string): boolean {
  const [, name, value] = FILTER.exec(part) ?? [];
  if (name === undefined || value === undefined) throw new Error(`the stand-in does not know the filter ${part}`);
  return [document[name]].flat().includes(value.replaceAll(/\\(.)/gu, '$1'));
}

type Ranked = { documents: Json[] } | { refused: Refusal } | null;

function byVector({ settings }: Index, documents: readonly Json[], { vector = [], hybrid }: Query): Ranked {
  if (hybrid?.semanticRatio !== 1) return null;
  const wanted = (settings['embedders'] as Record<string, { dimensions: number }> | undefined)?.[hybrid.embedder];
  if (wanted === undefined)
    return { refused: { code: 'invalid_search_embedder', message: `Cannot find embedder with name \`${hybrid.embedder}\`.` } };
  if (wanted.dimensions !== vector.length)
    return { refused: { code: 'invalid_vector_dimensions', message: `Expected ${wanted.dimensions} dimensions, got ${vector.length}.` } };
  const near = documents.flatMap((document) => {
    const held = (document['_vectors'] as Record<string, number[] | null> | undefined)?.[hybrid.embedder];
    return held === null || held === undefined ? [] : [{ document, cosine: cosine(vector, held) }];
  });
  return { documents: near.sort((one, other) => other.cosine - one.cosine).map(({ document }) => document) };
}

function cosine(one: readonly number[], other: readonly number[]): number {
  let [product, ofOne, ofOther] = [0, 0, 0];
  for (const [at, value] of one.entries()) {
    const against = other[at] ?? 0;
    product += value * against;
    ofOne += value * value;
    ofOther += against * against;
  }
  return product / Math.sqrt(ofOne * ofOther || 1);
}

type Words = { order: readonly string[]; set: ReadonlySet<string> };
const read = new WeakMap<Json, Map<string, Words>>();

function wordsOf(document: Json, attribute: string): Words {
  const kept = read.get(document) ?? new Map<string, Words>();
  read.set(document, kept);
  const order = kept.get(attribute)?.order ?? split([document[attribute] ?? ''].flat().map(String).join(' \n '));
  const words = kept.get(attribute) ?? { order, set: new Set(order) };
  kept.set(attribute, words);
  return words;
}

const split = (text: string): string[] => fold(text).match(/[\p{L}\p{Nd}]+/gu) ?? [];

function byWords(documents: readonly Json[], { q = '', attributesToSearchOn = [], matchingStrategy }: Query): Ranked {
  const wanted = split(q).slice(0, 10);
  if (matchingStrategy !== 'last' || wanted.length === 0) return null;
  const isPhrase = q.startsWith('"');
  const ranked = documents.flatMap((document) => {
    const attributes = attributesToSearchOn.map((name) => wordsOf(document, name));
    const held = isPhrase
      ? attributes.some(({ order }) => order.some((_, at) => wanted.every((word, by) => order[at + by] === word)))
        ? wanted.length
        : 0
      : countHeld(wanted, attributes);
    const place = attributes.findIndex(({ set }) => set.has(wanted[0] ?? ''));
    return held === 0 ? [] : [{ document, held, place }];
  });
  return {
    documents: ranked.sort((one, other) => other.held - one.held || one.place - other.place).map(({ document }) => document),
  };
}

function countHeld(wanted: readonly string[], attributes: readonly Words[]): number {
  const missing = wanted.findIndex((word) => !attributes.some(({ set }) => set.has(word)));
  return missing < 0 ? wanted.length : missing;
}
