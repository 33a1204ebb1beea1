import { LANGUAGES, type Bilingual, type Language } from '@ketnoi/domain/language';
import { hasMarks } from '@ketnoi/language/fold';
import type { GlossPiece, GlossTables } from '@ketnoi/language/gloss';
import { restoreMarks, type MarksTable } from '@ketnoi/language/marks';
import { isVietnameseStopWord } from '@ketnoi/language/stop-words';
import { unitsOf, type Reading } from '@ketnoi/language/units';
import { encodedTexts } from './collection.ts';
import type { EmbeddingProvider } from './embedding.ts';
import { glossed, wantedMeanings, wantedUnits, type WantedUnits } from './wanted-units.ts';

/** How the asking text is written: Vietnamese typed without marks is read by likely ones. */
export type Spelling = 'marked' | 'unmarked';

/** A text made ready to ask with. */
export type MatchQuery = {
  /** The languages it is written in. */
  languages: ReadonlySet<Language>;
  /** Of its Vietnamese text. */
  spelling: Spelling;
  /** What it wants of each index; nothing of the Vietnamese one when it is in English alone. */
  wanted: Readonly<Record<Reading, WantedUnits>>;
  /** The terms of the Vietnamese text and what they mean. */
  pieces: readonly GlossPiece[];
  vectors: QueryVectors | null;
  staticVector: { model: string; vector: Float32Array } | null;
};

/** The vector of the whole text, and of each of its sentences when it has several; and of what all texts have in common, where that is known. */
export type QueryVectors = { model: string; whole: Float32Array; sentences: readonly Float32Array[]; common: Float32Array | null };

/** What texts are read with. */
export type QueryTables = GlossTables & { marks: MarksTable };

const NOTHING: WantedUnits = { words: new Map(), pairs: new Map() };
const MOST_SENTENCES = 24;

/** What reads texts. `provider` is the encoder, which reads English; `statics` reads both languages. */
export type QueryReaders = { tables: QueryTables; provider: EmbeddingProvider | null; statics?: EmbeddingProvider | null };

/**
 * Reads a text to ask with, in either language or in both: then each index is asked with the text of its own language, and the encoder reads the English
 * one. Without any provider words alone will count.
 */
export async function matchQuery({ vi, en }: Bilingual, { tables, provider, statics = null }: QueryReaders): Promise<MatchQuery> {
  const spelling = vi === null || hasMarks(vi) ? 'marked' : 'unmarked';
  const likely = vi === null || spelling === 'marked' ? vi : restoreMarks(vi, tables.marks).text;
  const pieces = likely === null ? [] : glossed(likely, tables);
  const wanted = {
    english: en === null ? wantedMeanings(pieces) : wantedUnits(unitsOf(en, 'english')),
    vietnamese: likely === null ? NOTHING : wantedUnits(unitsOf(likely, 'vietnamese')),
    folded: wantedUnits(unitsOf([vi, en].filter((text) => text !== null).join('\n'), 'folded')),
  };
  const { whole, sentences } = encodedTexts({ vi: likely, en }, { tables, most: MOST_SENTENCES });
  return {
    languages: new Set(LANGUAGES.filter((language) => (language === 'vi' ? vi : en) !== null)),
    spelling,
    wanted,
    pieces,
    vectors: provider === null || whole === '' ? null : await encode(provider, whole, sentences),
    staticVector: statics === null ? null : await staticVector(statics, { vi: likely, en }),
  };
}

/** Whether nothing is asked: no word but those that every text has. */
export function asksNothing({ wanted }: MatchQuery): boolean {
  return wanted.english.words.size === 0 && [...wanted.vietnamese.words.keys()].every(isVietnameseStopWord);
}

async function encode(provider: EmbeddingProvider, whole: string, parts: readonly string[]): Promise<QueryVectors> {
  const [first = new Float32Array(provider.dimensions), ...sentences] = await provider.embed([whole, ...(parts.length > 1 ? parts : [])]);
  return { model: provider.model, whole: first, sentences: sentences.length > 0 ? sentences : [first], common: provider.common ?? null };
}

async function staticVector(statics: EmbeddingProvider, { vi, en }: Bilingual): Promise<MatchQuery['staticVector']> {
  const [vector] = await statics.embed([en ?? vi ?? ''], en === null ? 'vi' : 'en');
  return vector === undefined ? null : { model: statics.model, vector };
}
