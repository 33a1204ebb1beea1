import type { Bilingual, Language } from '@ketnoi/domain/language';
import { glossText, type GlossTables } from '@ketnoi/language/gloss';
import { sentences } from '@ketnoi/language/sentences';
import { words } from '@ketnoi/language/tokens';
import { unitsOf, type Reading, type Units } from '@ketnoi/language/units';
import type { EmbeddingProvider } from './embedding.ts';
import { lexicalIndexBuilder, type LexicalIndex } from './lexical-index.ts';
import { vectorTable, type VectorTable } from './vector-table.ts';
import { glossed, unitsOfMeanings } from './wanted-units.ts';

/** A text of a document in one language; the title may be empty. */
export type DocumentText = { title: string; text: string };

/** What is ranked, in Vietnamese, English or both. Only text that whoever asks may read. */
export type MatchDocument = { id: string; texts: Readonly<Record<Language, DocumentText | null>> };

/**
 * Documents made ready to be ranked, numbered in their order. In the index `english` a document stands with its English text, one without with what its
 * Vietnamese words mean; in `vietnamese` with its Vietnamese text; in `folded` with all it has, as written, without marks.
 */
export type Collection = {
  documents: readonly MatchDocument[];
  lexical: Readonly<Record<Reading, LexicalIndex>>;
  /** Logarithm of the words of each document. */
  lengths: Float32Array;
  vectors: DocumentVectors | null;
  staticVectors: StaticVectors | null;
};

/** A vector for each document, in row `doc`, and for each of its first sentences, in the rows `[starts[doc], ends[doc])`. */
export type DocumentVectors = { model: string; table: VectorTable; starts: Uint32Array; ends: Uint32Array };

/** A vector for each document, in row `doc`, of a provider that reads both languages: a further voice, and the stand-in where the encoder has read nothing. */
export type StaticVectors = { model: string; table: VectorTable };

/** The texts that are encoded for a document: the whole, then its first sentences; of Vietnamese their gloss. */
export type EncodedTexts = { whole: string; sentences: readonly string[] };

const MOST_SENTENCES = 12;

function fullText({ title, text }: DocumentText): string {
  return [title, text].filter((part) => part !== '').join('. ');
}

/** The whole text in each language that has any. */
function fullTexts({ texts: { vi, en } }: MatchDocument): Bilingual {
  return { vi: vi === null ? null : fullText(vi) || null, en: en === null ? null : fullText(en) || null };
}

/**
 * What the encoder reads of a text: at most `most` sentences besides the whole, in English where there is English. Empty where nothing of the Vietnamese is known
 * to the tables: names alone would tell of something else.
 */
export function encodedTexts(
  { vi, en }: Bilingual,
  { tables, most = MOST_SENTENCES }: { tables: GlossTables; most?: number },
): EncodedTexts {
  const inEnglish = (part: string): string => {
    if (en !== null) return part;
    const pieces = glossed(part, tables);
    return pieces.some(({ kind }) => kind !== 'same') || pieces.length === words(part).length ? glossText(pieces) : '';
  };
  const text = en ?? vi ?? '';
  return { whole: inEnglish(text), sentences: sentences(text).slice(0, most).map(inEnglish) };
}

export const READINGS = ['english', 'vietnamese', 'folded'] as const satisfies readonly Reading[];
/** What a title says counts so many times: measured in infra/bench/matching.md. */
const TITLE_COUNTS = 3;

/** The units of a document in each reading, part by part; none where it is not in that index. */
function unitsOfDocument(document: MatchDocument, tables: GlossTables): Record<Reading, readonly Units[]> {
  const full = fullTexts(document);
  const read = (language: Language, units: (text: string) => Units): Units[] => {
    const text = full[language];
    const title = document.texts[language]?.title ?? '';
    if (text === null) return [];
    const titles = title === '' ? [] : Array.from({ length: TITLE_COUNTS - 1 }, () => units(title));
    return [units(text), ...titles];
  };
  const meanings = (text: string): Units => unitsOfMeanings(glossed(text, tables));
  return {
    english: full.en === null ? read('vi', meanings) : read('en', (text) => unitsOf(text, 'english')),
    vietnamese: read('vi', (text) => unitsOf(text, 'vietnamese')),
    folded: [...read('vi', (text) => unitsOf(text, 'folded')), ...read('en', (text) => unitsOf(text, 'folded'))],
  };
}

function joined(parts: readonly Units[]): Units {
  return { words: parts.flatMap((part) => part.words), pairs: parts.flatMap((part) => part.pairs) };
}

/** The units a document stands with in each index; null where it is not in that one. */
export function documentUnits(document: MatchDocument, tables: GlossTables): Record<Reading, Units | null> {
  const found = unitsOfDocument(document, tables);
  const of = (reading: Reading): Units | null => (found[reading].length === 0 ? null : joined(found[reading]));
  return { english: of('english'), vietnamese: of('vietnamese'), folded: of('folded') };
}

/** Indexes the words of documents. Their vectors are added by `withVectors`, where there is a provider. */
export function collectionOf(documents: readonly MatchDocument[], tables: GlossTables): Collection {
  const builders = { english: lexicalIndexBuilder(), vietnamese: lexicalIndexBuilder(), folded: lexicalIndexBuilder() };
  for (const [doc, document] of documents.entries()) {
    const found = documentUnits(document, tables);
    for (const reading of READINGS) {
      const units = found[reading];
      if (units !== null) builders[reading].add(doc, units);
    }
  }
  const lexical = {
    english: builders.english.finish(documents.length),
    vietnamese: builders.vietnamese.finish(documents.length),
    folded: builders.folded.finish(documents.length),
  };
  const lengths = Float32Array.from(lexical.english.lengths, (length) => Math.log(1 + length));
  return { documents, lexical, lengths, vectors: null, staticVectors: null };
}

/** What must be encoded for a collection: the texts, row by row, and where the sentences of each document begin. */
export type Encoding = { texts: readonly string[]; starts: Uint32Array };

/** The texts whose vectors a collection needs: its documents first, then their sentences. */
export function encodingOf({ documents }: Collection, tables: GlossTables): Encoding {
  const found = documents.map((document) => encodedTextsOf(document, tables));
  const starts = new Uint32Array(found.length + 1);
  starts[0] = found.length;
  for (const [doc, one] of found.entries()) starts[doc + 1] = (starts[doc] ?? 0) + one.sentences.length;
  return { texts: [...found.map(({ whole }) => whole), ...found.flatMap((one) => one.sentences)], starts };
}

/** So many texts are encoded between two reports of progress. */
const STEP = 256;

/** The vectors of texts, row by row; the row of an empty text stays empty. `progress` is told how many are done. */
export async function encodeTexts(
  texts: readonly string[],
  provider: EmbeddingProvider,
  progress: (done: number) => void,
): Promise<VectorTable> {
  const table = vectorTable({ dimensions: provider.dimensions, rows: texts.length });
  for (let first = 0; first < texts.length; first += STEP) {
    const some = [...texts.slice(first, first + STEP).entries()].filter(([, text]) => text !== '');
    const vectors = await provider.embed(some.map(([, text]) => text));
    for (const [at, vector] of vectors.entries()) table.put(first + (some[at]?.[0] ?? 0), vector);
    progress(Math.min(texts.length, first + STEP));
  }
  return table;
}

/** The collection with the vectors of its encoding. */
export function withVectors(
  collection: Collection,
  { starts }: Encoding,
  { model, table }: { model: string; table: VectorTable },
): Collection {
  return { ...collection, vectors: { model, table, starts, ends: starts.subarray(1) } };
}

/** What static vectors are made of: the English text of a document where there is one, else the Vietnamese. */
export function staticText(document: MatchDocument): { text: string; language: Language } {
  const { vi, en } = fullTexts(document);
  return { text: en ?? vi ?? '', language: en === null ? 'vi' : 'en' };
}

/** What the encoder reads of a document. */
export function encodedTextsOf(document: MatchDocument, tables: GlossTables): EncodedTexts {
  return encodedTexts(fullTexts(document), { tables });
}

/** The collection with static vectors. */
export async function withStaticVectors(collection: Collection, provider: EmbeddingProvider): Promise<Collection> {
  const table = vectorTable({ dimensions: provider.dimensions, rows: collection.documents.length });
  for (const [doc, document] of collection.documents.entries()) {
    const { text, language } = staticText(document);
    const [vector] = await provider.embed([text], language);
    if (vector !== undefined) table.put(doc, vector);
  }
  return { ...collection, staticVectors: { model: provider.model, table } };
}
