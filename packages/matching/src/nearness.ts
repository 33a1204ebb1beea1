import type { Channel } from './channels.ts';
import type { Collection, DocumentVectors } from './collection.ts';
import { highest } from './highest.ts';
import type { MatchQuery, QueryVectors } from './query.ts';

/** How near documents are to a query by their vectors. */
export type Nearness = {
  /** The documents that are nearest by any of the vectors. */
  nearest: () => number[];
  /** The measures of a document that there are vectors for. */
  measuresOf: (doc: number) => [Channel, number][];
};

/** How many by each kind of vectors are looked at closer. */
const BY_MEANING = 500;
const BY_STATIC = 300;
const LEAST_COSINE = -1;

/** Compares vectors of the same model only; a side that has none is left out, and so is a document that could not be read. */
export function nearnessOf(collection: Collection, query: MatchQuery): Nearness {
  const documents = collection.documents.length;
  const encoded = encodedFor(collection, query);
  const wholes = encoded === null ? null : cosinesOf(encoded.table, beyondCommon(encoded.query), documents);
  const statics = staticCosines(collection, query);
  return {
    nearest: () => [
      ...(wholes === null ? [] : highest(wholes, BY_MEANING, LEAST_COSINE)),
      ...(statics === null ? [] : highest(statics, BY_STATIC, LEAST_COSINE)),
    ],
    measuresOf: (doc) => [
      ...(encoded === null || wholes === null || !isRead(encoded, doc) ? [] : encodedMeasures(encoded, doc, wholes[doc] ?? 0)),
      ...(statics === null || statics[doc] === LEAST_COSINE ? [] : ([['static', statics[doc] ?? 0]] satisfies [Channel, number][])),
    ],
  };
}

/** A text that is near what all texts have in common is near to every query: this share of that nearness is taken off. Measured in infra/bench/matching.md. */
const COMMON_SHARE = 0.3;

function beyondCommon({ whole, common }: QueryVectors): Float32Array {
  return common === null ? whole : whole.map((value, at) => value - COMMON_SHARE * (common[at] ?? 0));
}

type Encoded = DocumentVectors & { query: QueryVectors };

function encodedFor({ vectors }: Collection, query: MatchQuery): Encoded | null {
  return vectors === null || query.vectors === null || vectors.model !== query.vectors.model ? null : { ...vectors, query: query.vectors };
}

function staticCosines({ staticVectors, documents }: Collection, { staticVector }: MatchQuery): Float32Array | null {
  if (staticVectors === null || staticVector === null || staticVectors.model !== staticVector.model) return null;
  return cosinesOf(staticVectors.table, staticVector.vector, documents.length);
}

function cosinesOf(table: DocumentVectors['table'], vector: Float32Array, documents: number): Float32Array {
  const cosines = new Float32Array(documents);
  const read = Math.min(documents, table.stored.scales.length);
  table.cosines(vector, 0, cosines.subarray(0, read));
  // What was not read is near to nothing, also where everything else is far.
  const { scales } = table.stored;
  for (let doc = 0; doc < documents; doc += 1) if (doc >= read || scales[doc] === 0) cosines[doc] = LEAST_COSINE;
  return cosines;
}

/** A text of which the encoder read nothing has an empty row. */
function isRead({ table }: Pick<Encoded, 'table'>, doc: number): boolean {
  return (table.stored.scales[doc] ?? 0) !== 0;
}

function encodedMeasures({ table, starts, ends, query }: Encoded, doc: number, meaning: number): [Channel, number][] {
  const first = starts[doc] ?? 0;
  const near = new Float32Array((ends[doc] ?? 0) - first);
  const nearest = (vector: Float32Array): number => {
    table.cosines(vector, first, near);
    return near.reduce((best, cosine) => Math.max(best, cosine), -1);
  };
  return [
    ['meaning', meaning],
    ['sentence', near.length === 0 ? cosineWith(table, query.whole, doc) : nearest(query.whole)],
    ['sentences', query.sentences.length === 1 ? 0 : meanNearest({ table, query }, doc, nearest)],
  ];
}

function meanNearest({ table, query }: Pick<Encoded, 'table' | 'query'>, doc: number, nearest: (vector: Float32Array) => number): number {
  const sum = query.sentences.reduce((total, vector) => total + Math.max(cosineWith(table, vector, doc), nearest(vector)), 0);
  return sum / query.sentences.length;
}

function cosineWith(table: DocumentVectors['table'], vector: Float32Array, row: number): number {
  const one = new Float32Array(1);
  table.cosines(vector, row, one);
  return one[0] ?? 0;
}
