import type { Language } from '@ketnoi/domain/language';
import { glossText, type GlossTables } from '@ketnoi/language/gloss';
import { sentences } from '@ketnoi/language/sentences';
import { unitsOf, type Reading } from '@ketnoi/language/units';
import type { EmbeddingProvider } from './embedding.ts';
import { lexicalIndexBuilder, type LexicalIndex } from './lexical-index.ts';
import { vectorTable, type VectorTable } from './vector-table.ts';
import { glossed, unitsOfMeanings } from './wanted-units.ts';

/** What is ranked. Only text that whoever asks may read. */
export type MatchDocument = { id: string; language: Language; title: string; text: string };

/**
 * Documents made ready to be ranked, numbered in their order. In the index `english` Vietnamese documents stand with what their words mean, in `vietnamese`
 * they stand alone, in `folded` everything stands as written, without marks.
 */
export type Collection = {
  documents: readonly MatchDocument[];
  lexical: Readonly<Record<Reading, LexicalIndex>>;
  /** Logarithm of the words of each document. */
  lengths: Float32Array;
  vectors: DocumentVectors | null;
};

/** A vector for each document, in row `doc`, and for each of its first sentences, in the rows `[starts[doc], starts[doc + 1])`. */
export type DocumentVectors = { model: string; table: VectorTable; starts: Uint32Array };

/** The texts that are encoded for a document: the whole, then its first sentences; of Vietnamese their gloss. */
export type EncodedTexts = { whole: string; sentences: readonly string[] };

const MOST_SENTENCES = 12;

function fullText({ title, text }: Pick<MatchDocument, 'title' | 'text'>): string {
  return [title, text].filter((part) => part !== '').join('. ');
}

/** What the encoder reads of a text: at most `most` sentences besides the whole. */
export function encodedTexts(
  text: string,
  language: Language,
  { tables, most = MOST_SENTENCES }: { tables: GlossTables; most?: number },
): EncodedTexts {
  const inEnglish = (part: string): string => (language === 'en' ? part : glossText(glossed(part, tables)));
  return { whole: inEnglish(text), sentences: sentences(text).slice(0, most).map(inEnglish) };
}

/** Indexes the words of documents. Their vectors are added by `withVectors`, where there is a provider. */
export function collectionOf(documents: readonly MatchDocument[], tables: GlossTables): Collection {
  const builders = { english: lexicalIndexBuilder(), vietnamese: lexicalIndexBuilder(), folded: lexicalIndexBuilder() };
  for (const [doc, document] of documents.entries()) {
    const text = fullText(document);
    builders.folded.add(doc, unitsOf(text, 'folded'));
    if (document.language === 'vi') builders.vietnamese.add(doc, unitsOf(text, 'vietnamese'));
    builders.english.add(doc, document.language === 'vi' ? unitsOfMeanings(glossed(text, tables)) : unitsOf(text, 'english'));
  }
  const lexical = {
    english: builders.english.finish(documents.length),
    vietnamese: builders.vietnamese.finish(documents.length),
    folded: builders.folded.finish(documents.length),
  };
  const lengths = Float32Array.from(lexical.english.lengths, (length) => Math.log(1 + length));
  return { documents, lexical, lengths, vectors: null };
}

/** What must be encoded for a collection: the texts, row by row, and where the sentences of each document begin. */
export type Encoding = { texts: readonly string[]; starts: Uint32Array };

/** The texts whose vectors a collection needs: its documents first, then their sentences. */
export function encodingOf({ documents }: Collection, tables: GlossTables): Encoding {
  const found = documents.map((document) => encodedTexts(fullText(document), document.language, { tables }));
  const starts = new Uint32Array(found.length + 1);
  starts[0] = found.length;
  for (const [doc, one] of found.entries()) starts[doc + 1] = (starts[doc] ?? 0) + one.sentences.length;
  return { texts: [...found.map(({ whole }) => whole), ...found.flatMap((one) => one.sentences)], starts };
}

/** So many texts are encoded between two reports of progress. */
const STEP = 256;

/** The vectors of texts, row by row. `progress` is told how many are done. */
export async function encodeTexts(
  texts: readonly string[],
  provider: EmbeddingProvider,
  progress: (done: number) => void,
): Promise<VectorTable> {
  const table = vectorTable({ dimensions: provider.dimensions, rows: texts.length });
  for (let first = 0; first < texts.length; first += STEP) {
    const vectors = await provider.embed(texts.slice(first, first + STEP));
    for (const [at, vector] of vectors.entries()) table.put(first + at, vector);
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
  return { ...collection, vectors: { model, table, starts } };
}
