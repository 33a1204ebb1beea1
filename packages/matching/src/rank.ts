import type { Language } from '@ketnoi/domain/language';
import { calibrationsOf, type Calibrations, type Channel, type MatchTask } from './channels.ts';
import type { Collection, DocumentVectors, MatchDocument } from './collection.ts';
import { addLexicalScores, lexicalQuery } from './lexical-query.ts';
import type { MatchQuery, QueryVectors } from './query.ts';
import { highest } from './highest.ts';

/** What a channel adds to a score, and the measure it was made of. */
export type Contribution = { channel: Channel; measured: number; contribution: number };

/** A ranked document by its number. The score is the sum of the contributions, in their order. */
export type Ranked = { doc: number; score: number; contributions: readonly Contribution[] };

/** `only`: these documents and no others are scored, whether or not anything in them is asked for. */
type RankOptions = { limit: number; task: MatchTask; only?: readonly number[] };

/** How many by each way of looking are looked at closer. */
const BY_WORDS = 300;
const BY_SPELLING = 100;
const BY_MEANING = 500;
const LEAST_COSINE = -1;

/**
 * The documents that suit a query best, best first; equal ones by their ids, so that their order in the collection decides nothing. Without vectors
 * of the query's model words alone count.
 */
export function rank(collection: Collection, query: MatchQuery, { limit, task, only }: RankOptions): Ranked[] {
  const lexical = lexicalMeasures(collection, query);
  const vectors = vectorsFor(collection, query);
  const whole = vectors === null ? null : wholeCosines(vectors, collection.documents.length);
  const candidates = new Set(only ?? [...highest(lexical.words, BY_WORDS), ...highest(lexical.spelling, BY_SPELLING)]);
  if (only === undefined && whole !== null) for (const doc of highest(whole, BY_MEANING, LEAST_COSINE)) candidates.add(doc);
  const calibrationsFor = perLanguages(query, task);
  const ranked = [...candidates].map((doc): Ranked => {
    const measures: [Channel, number][] = [
      ['words', lexical.words[doc] ?? 0],
      ['spelling', lexical.spelling[doc] ?? 0],
      ...(vectors === null ? [] : vectorMeasures(vectors, doc, whole?.[doc] ?? 0)),
      ['length', collection.lengths[doc] ?? 0],
    ];
    return scored(doc, measures, calibrationsFor(collection.documents[doc]));
  });
  const idOf = ({ doc }: Ranked): string => collection.documents[doc]?.id ?? '';
  return ranked.sort((one, other) => other.score - one.score || (idOf(one) < idOf(other) ? -1 : 1)).slice(0, limit);
}

/** The language a document is compared in: one that the query has too, English before Vietnamese; else its only one. */
function comparedIn({ texts: { vi, en } }: MatchDocument, { languages }: MatchQuery): Language {
  if (vi === null || en === null) return vi === null ? 'en' : 'vi';
  return languages.has('en') ? 'en' : 'vi';
}

/** The language a query asks in where a document is compared in another or the same. */
function askedIn(language: Language, { languages }: MatchQuery): Language {
  if (languages.has(language)) return language;
  return languages.has('vi') ? 'vi' : 'en';
}

function perLanguages(query: MatchQuery, task: MatchTask): (document: MatchDocument | undefined) => Calibrations {
  const asking = { task, spelling: query.spelling, sentences: query.vectors?.sentences.length ?? 1 };
  const to = (language: Language): Calibrations => calibrationsOf(askedIn(language, query), language, asking);
  const calibrations = { vi: to('vi'), en: to('en') };
  return (document) => calibrations[document === undefined ? 'en' : comparedIn(document, query)];
}

function scored(doc: number, measures: readonly [Channel, number][], calibrations: Calibrations): Ranked {
  const contributions = measures
    .map(([channel, measured]): Contribution => {
      const { mean, deviation, weight } = calibrations[channel];
      return { channel, measured, contribution: (weight * (measured - mean)) / deviation };
    })
    .filter(({ channel }) => calibrations[channel].weight !== 0);
  return { doc, contributions, score: contributions.reduce((sum, { contribution }) => sum + contribution, 0) };
}

/** BM25 over the root of what the query could reach: long and short queries then vary alike. */
function lexicalMeasures({ documents, lexical }: Collection, query: MatchQuery): Record<'words' | 'spelling', Float64Array> {
  const measured = (reading: keyof typeof lexical): Float64Array => {
    const asked = lexicalQuery(lexical[reading], query.wanted[reading]);
    const scores = new Float64Array(documents.length);
    addLexicalScores(lexical[reading], asked, scores);
    const scale = asked.self > 0 ? 1 / Math.sqrt(asked.self) : 0;
    return scores.map((score) => score * scale);
  };
  const english = measured('english');
  const vietnamese = query.languages.has('vi') ? measured('vietnamese') : english;
  const words = english.map((score, doc) => {
    const document = documents[doc];
    return document !== undefined && comparedIn(document, query) === 'vi' ? (vietnamese[doc] ?? 0) : score;
  });
  return { words, spelling: measured('folded') };
}

type Vectors = DocumentVectors & { query: QueryVectors };

function vectorsFor({ vectors }: Collection, query: MatchQuery): Vectors | null {
  return vectors === null || query.vectors === null || vectors.model !== query.vectors.model ? null : { ...vectors, query: query.vectors };
}

function wholeCosines({ table, query }: Vectors, documents: number): Float32Array {
  const cosines = new Float32Array(documents);
  table.cosines(query.whole, 0, cosines);
  return cosines;
}

function vectorMeasures({ table, starts, query }: Vectors, doc: number, whole: number): [Channel, number][] {
  const first = starts[doc] ?? 0;
  const near = new Float32Array((starts[doc + 1] ?? 0) - first);
  const nearest = (vector: Float32Array): number => {
    table.cosines(vector, first, near);
    return near.reduce((best, cosine) => Math.max(best, cosine), -1);
  };
  const best = near.length === 0 ? whole : nearest(query.whole);
  return [
    ['meaning', whole],
    ['sentence', best],
    ['sentences', query.sentences.length === 1 ? 0 : meanNearest({ table, starts, query }, doc, nearest)],
  ];
}

function meanNearest(
  { table, query }: Pick<Vectors, 'table' | 'starts' | 'query'>,
  doc: number,
  nearest: (vector: Float32Array) => number,
): number {
  const one = new Float32Array(1);
  const sum = query.sentences.reduce((total, vector) => {
    table.cosines(vector, doc, one);
    return total + Math.max(one[0] ?? 0, nearest(vector));
  }, 0);
  return sum / query.sentences.length;
}
