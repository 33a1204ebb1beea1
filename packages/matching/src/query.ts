import type { Language } from '@ketnoi/domain/language';
import { hasMarks } from '@ketnoi/language/fold';
import { glossText, type GlossPiece, type GlossTables } from '@ketnoi/language/gloss';
import { restoreMarks, type MarksTable } from '@ketnoi/language/marks';
import { unitsOf, type Reading } from '@ketnoi/language/units';
import { encodedTexts } from './collection.ts';
import type { EmbeddingProvider } from './embedding.ts';
import { glossed, wantedMeanings, wantedUnits, type WantedUnits } from './wanted-units.ts';

/** How the asking text is written: Vietnamese typed without marks is read by likely ones. */
export type Spelling = 'marked' | 'unmarked';

/** A text made ready to ask with. */
export type MatchQuery = {
  language: Language;
  spelling: Spelling;
  /** What it wants of each index; nothing of the Vietnamese one when it is English. */
  wanted: Readonly<Record<Reading, WantedUnits>>;
  /** The terms of a Vietnamese text and what they mean. */
  pieces: readonly GlossPiece[];
  vectors: QueryVectors | null;
};

/** The vector of the whole text, and of each of its sentences when it has several. */
export type QueryVectors = { model: string; whole: Float32Array; sentences: readonly Float32Array[] };

/** What texts are read with. */
export type QueryTables = GlossTables & { marks: MarksTable };

const NOTHING: WantedUnits = { words: new Map(), pairs: new Map() };
const MOST_SENTENCES = 24;

/** Reads a text to ask with; without a provider words alone will count. */
export async function matchQuery(
  text: string,
  language: Language,
  { tables, provider }: { tables: QueryTables; provider: EmbeddingProvider | null },
): Promise<MatchQuery> {
  const spelling = language === 'en' || hasMarks(text) ? 'marked' : 'unmarked';
  const likely = spelling === 'marked' ? text : restoreMarks(text, tables.marks).text;
  const pieces = language === 'vi' ? glossed(likely, tables) : [];
  const wanted = {
    english: language === 'vi' ? wantedMeanings(pieces) : wantedUnits(unitsOf(text, 'english')),
    vietnamese: language === 'vi' ? wantedUnits(unitsOf(likely, 'vietnamese')) : NOTHING,
    folded: wantedUnits(unitsOf(text, 'folded')),
  };
  const parts = encodedTexts(likely, language, { tables, most: MOST_SENTENCES }).sentences;
  const whole = language === 'vi' ? glossText(pieces) : text;
  return { language, spelling, wanted, pieces, vectors: provider === null ? null : await encode(provider, whole, parts) };
}

async function encode(provider: EmbeddingProvider, whole: string, parts: readonly string[]): Promise<QueryVectors> {
  const [first = new Float32Array(provider.dimensions), ...sentences] = await provider.embed([whole, ...(parts.length > 1 ? parts : [])]);
  return { model: provider.model, whole: first, sentences: sentences.length > 0 ? sentences : [first] };
}
