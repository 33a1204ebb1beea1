import { wordList } from '@ketnoi/language/dictionary';
import { glossaryIndex } from '@ketnoi/language/glossary';
import { unitsOf } from '@ketnoi/language/units';
import type { EmbeddingProvider } from '../src/embedding.ts';
import { collectionOf, encodeTexts, encodingOf, withVectors, type Collection, type MatchDocument } from '../src/collection.ts';
import { matchQuery, type MatchQuery } from '../src/query.ts';

const nobody = wordList('');

/** Few terms, so that a spec sees which one did it. */
export const tables = {
  glossary: glossaryIndex([
    ['water', 'brackish water', 'nước lợ'],
    ['water', 'filter', 'lọc'],
    ['farming', 'shrimp pond', 'ao tôm'],
    ['farming', 'feed', 'thức ăn'],
  ]),
  dictionary: { vi: [nobody], en: [nobody] },
  marks: {
    folds: ['ao', 'loc', 'lo', 'nuoc', 'tom'].toSorted(),
    starts: Uint32Array.of(0, 1, 2, 3, 4, 5),
    syllables: ['ao', 'lợ', 'lọc', 'nước', 'tôm'],
    counts: Uint32Array.of(9, 9, 9, 9, 9),
    all: 45,
    rows: new Uint32Array(6),
    seconds: new Uint16Array(0),
    pairs: new Uint16Array(0),
  },
};

const DIMENSIONS = 32;

/** Vectors of the words alone: near where words are shared. */
export const bagOfWords: EmbeddingProvider = {
  model: 'bag-of-words',
  dimensions: DIMENSIONS,
  close: async () => {},
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(DIMENSIONS);
      for (const word of unitsOf(text, 'english').words) {
        const place = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % DIMENSIONS, 7);
        vector[place] = (vector[place] ?? 0) + 1;
      }
      const length = Math.hypot(...vector) || 1;
      return vector.map((value) => value / length);
    }),
};

export function words(documents: readonly MatchDocument[]): Collection {
  return collectionOf(documents, tables);
}

export async function wordsAndVectors(documents: readonly MatchDocument[]): Promise<Collection> {
  const collection = words(documents);
  const encoding = encodingOf(collection, tables);
  const table = await encodeTexts(encoding.texts, bagOfWords, () => {});
  return withVectors(collection, encoding, { model: bagOfWords.model, table });
}

export async function ask(text: string, language: 'vi' | 'en', provider: EmbeddingProvider | null = bagOfWords): Promise<MatchQuery> {
  return matchQuery({ vi: null, en: null, [language]: text }, { tables, provider });
}

export function offer(id: string, text: string, language: 'vi' | 'en' = 'en'): MatchDocument {
  return { id, texts: { vi: null, en: null, [language]: { title: '', text } } };
}

/** An offer that stands in both languages. */
export function offerInBoth(id: string, vi: string, en: string): MatchDocument {
  return { id, texts: { vi: { title: '', text: vi }, en: { title: '', text: en } } };
}

/** Asks with a text that stands in both languages. */
export async function askInBoth(vi: string, en: string): Promise<MatchQuery> {
  return matchQuery({ vi, en }, { tables, provider: bagOfWords });
}
