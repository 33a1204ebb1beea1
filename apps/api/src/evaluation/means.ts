import { availableParallelism } from 'node:os';
import { openEncoder } from '@ketnoi/encoder/encoder';
import { openStaticVectors } from '@ketnoi/encoder/static-vectors';
import type { Dictionary } from '@ketnoi/language/dictionary';
import { shippedDictionary } from '@ketnoi/language/dictionary-data';
import { glossaryIndex, type Glossary } from '@ketnoi/language/glossary';
import { shippedGlossary } from '@ketnoi/language/glossary-data';
import type { MarksTable } from '@ketnoi/language/marks';
import { shippedMarks } from '@ketnoi/language/marks-data';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import type { QueryReaders } from '@ketnoi/matching/query';

/** What a ranking can do without, at a price. `lexicon` is every table between the languages, `simd` multiplying sixteen bytes at a time. */
export const PARTS = ['encoder', 'static', 'lexicon', 'simd'] as const;
export type Part = (typeof PARTS)[number];

/** Reads a value of `--without`. Throws an Error that names it when it is none. */
export function partOf(value: string): Part {
  const part = PARTS.find((name) => name === value);
  if (part === undefined) throw new Error(`--without: "${value}" is none of ${PARTS.join(', ')}`);
  return part;
}

/** How each part is opened; each may throw, then the rest goes on without it. */
export type Openers = {
  encoder: () => Promise<EmbeddingProvider>;
  statics: () => Promise<EmbeddingProvider>;
  glossary: () => Glossary;
  dictionary: () => Dictionary;
  marks: () => MarksTable;
};

/** What a ranking is made with here, and in plain words what is missing. */
export type Means = Required<QueryReaders> & { missing: readonly string[] };

const SHIPPED: Openers = {
  encoder: () => openEncoder({ threads: availableParallelism() }),
  statics: () => openStaticVectors(),
  glossary: shippedGlossary,
  dictionary: shippedDictionary,
  marks: shippedMarks,
};

const NO_MARKS: MarksTable = {
  folds: [],
  starts: Uint32Array.of(0),
  syllables: [],
  counts: new Uint32Array(0),
  all: 0,
  rows: Uint32Array.of(0),
  seconds: new Uint16Array(0),
  pairs: new Uint16Array(0),
};

/** Opens all that is here and was not declined. Never throws: what does not open is named, and the ranking goes on with the rest. */
export async function openMeans(without: ReadonlySet<Part>, open: Openers = SHIPPED): Promise<Means> {
  const missing: string[] = [];
  const opened = async <T, E>(name: string, declined: boolean, [make, instead]: [() => T | Promise<T>, E]): Promise<T | E> => {
    if (declined) {
      missing.push(`without ${name}, as asked`);
      return instead;
    }
    try {
      return await make();
    } catch (error) {
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      missing.push(`without ${name}: ${why}`);
      return instead;
    }
  };
  const noLexicon = without.has('lexicon');
  const tables = {
    glossary: await opened('the glossary', noLexicon, [open.glossary, glossaryIndex([])]),
    dictionary: await opened('the dictionary', noLexicon, [open.dictionary, { vi: [], en: [] }]),
    marks: await opened('the table of marks', false, [open.marks, NO_MARKS]),
  };
  const provider = await opened('the sentence encoder', without.has('encoder'), [open.encoder, null]);
  const statics = await opened('static vectors', without.has('static'), [open.statics, null]);
  return { tables, provider, statics, missing };
}
