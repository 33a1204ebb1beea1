import type { Language } from '@ketnoi/domain/language';
import { calibrationsOf, type Calibrations, type Channel, type MatchTask } from './channels.ts';
import type { Collection, MatchDocument } from './collection.ts';
import { addLexicalScores, lexicalQuery } from './lexical-query.ts';
import { highest } from './highest.ts';
import { nearnessOf } from './nearness.ts';
import type { MatchQuery } from './query.ts';

/** What a channel adds to a score, and the measure it was made of. */
export type Contribution = { channel: Channel; measured: number; contribution: number };

/** A ranked document by its number. The score is the sum of the contributions, in their order. */
export type Ranked = { doc: number; score: number; contributions: readonly Contribution[] };

/** `only`: these documents and no others are scored, whether or not anything in them is asked for. */
type RankOptions = { limit: number; task: MatchTask; only?: readonly number[] };

/** How many by each way of looking are looked at closer. */
const BY_WORDS = 300;
const BY_SPELLING = 100;

/**
 * The documents that suit a query best, best first; equal ones by their ids, so that their order in the collection decides nothing. What has no
 * vectors of the query's model is compared without them.
 */
export function rank(collection: Collection, query: MatchQuery, { limit, task, only }: RankOptions): Ranked[] {
  const lexical = lexicalMeasures(collection, query);
  const nearness = nearnessOf(collection, query);
  const candidates = new Set(
    only ?? [...highest(lexical.words, BY_WORDS), ...highest(lexical.spelling, BY_SPELLING), ...nearness.nearest()],
  );
  const calibrationsFor = perLanguages(query, task);
  const ranked = [...candidates].map((doc): Ranked => {
    const near = nearness.measuresOf(doc);
    const measures: [Channel, number][] = [
      ['words', lexical.words[doc] ?? 0],
      ['spelling', lexical.spelling[doc] ?? 0],
      ...near,
      ['length', collection.lengths[doc] ?? 0],
    ];
    return scored(
      doc,
      measures,
      calibrationsFor(
        collection.documents[doc],
        near.some(([channel]) => channel === 'meaning'),
      ),
    );
  });
  const idOf = ({ doc }: Ranked): string => collection.documents[doc]?.id ?? '';
  return ranked.sort((one, other) => other.score - one.score || (idOf(one) < idOf(other) ? -1 : 1)).slice(0, limit);
}

/** The language a document is compared in: one that the query has too, English before Vietnamese; else its only one. */
export function comparedIn({ texts: { vi, en } }: MatchDocument, { languages }: MatchQuery): Language {
  if (vi === null || en === null) return vi === null ? 'en' : 'vi';
  return languages.has('en') ? 'en' : 'vi';
}

/** The language a query asks in where a document is compared in another or the same. */
export function askedIn(language: Language, { languages }: MatchQuery): Language {
  if (languages.has(language)) return language;
  return languages.has('vi') ? 'vi' : 'en';
}

/** The calibration of a query against a document, by the languages of both. */
export type CalibrationsFor = (document: MatchDocument | undefined, isEncoded?: boolean) => Calibrations;

/** The calibrations of a query; `isEncoded` is whether the encoder has read the document too, as it mostly has. */
export function perLanguages(query: MatchQuery, task: MatchTask): CalibrationsFor {
  const to = (language: Language): Record<'encoded' | 'plain', Calibrations> => {
    const syllables = query.wanted.vietnamese.words.size;
    const asking = { task, spelling: query.spelling, sentences: query.vectors?.sentences.length ?? 1, syllables };
    const from = askedIn(language, query);
    return {
      encoded: calibrationsOf(from, language, { ...asking, isEncoded: true }),
      plain: calibrationsOf(from, language, { ...asking, isEncoded: false }),
    };
  };
  const calibrations = { vi: to('vi'), en: to('en') };
  return (document, isEncoded = true) =>
    calibrations[document === undefined ? 'en' : comparedIn(document, query)][isEncoded ? 'encoded' : 'plain'];
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
