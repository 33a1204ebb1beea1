import { crc32 } from 'node:zlib';
import type { Language } from '@ketnoi/domain/language';
import { singular } from '@ketnoi/language/english';
import { fold, hasMarks, nfc } from '@ketnoi/language/fold';
import { oldTone } from '@ketnoi/language/tone';

/** The rows of a table of static vectors whose sum stands for a text, with repetitions. */
export type RowsOf = (text: string, language: Language) => number[];

/** The lines of the files beside the vectors: names of rows, and the pairs of words that count as one unit. */
export type StaticVocabulary = { names: readonly string[]; pairs: Readonly<Record<Language, readonly string[]>> };

const TOKEN = /\p{L}+|\p{Nd}+/gu;
const PLAIN = /^[\u0000-\u007f]*$/;
const GRAMS = [4, 5];
const MOST_GRAMS = 16;
const KEPT_TOKENS = 50_000;

/**
 * Reads texts the way the vectors were trained (`model/static/NOTICE`): words and known pairs by their names, and letters of plain words by
 * hashes, behind the named rows. Vietnamese typed without marks is looked up as such.
 */
export function staticRows({ names, pairs }: StaticVocabulary, buckets: number): RowsOf {
  const rows = new Map(names.map((name, row) => [name, row]));
  const together = { en: new Set(pairs.en), vi: new Set(pairs.vi), folded: new Set(pairs.vi.map(fold)) };
  const kept = new Map<string, readonly number[]>();
  const gramsOf = (token: string): readonly number[] => {
    const known = kept.get(token);
    if (known !== undefined) return known;
    const found = hashedGrams(token).map((hash) => names.length + (hash % buckets));
    if (kept.size >= KEPT_TOKENS) kept.clear();
    kept.set(token, found);
    return found;
  };
  return (text, language) => {
    const isFolded = language === 'vi' && !hasMarks(text);
    const tokens = tokensOf(text, language);
    const known = isFolded ? together.folded : together[language];
    const found: number[] = [];
    const add = (unit: string): void => {
      const row = (isFolded ? rows.get(`f:${unit}`) : undefined) ?? rows.get(`${language === 'vi' ? 'v' : 'e'}:${unit}`);
      if (row !== undefined) found.push(row);
    };
    for (const [at, token] of tokens.entries()) {
      add(token);
      const next = tokens[at + 1];
      if (next !== undefined && known.has(`${token} ${next}`)) add(`${token}_${next}`);
      found.push(...gramsOf(token));
    }
    return found;
  };
}

function tokensOf(text: string, language: Language): readonly string[] {
  if (language === 'vi') return (hasMarks(text) ? oldTone(text).toLowerCase() : fold(text)).match(TOKEN) ?? [];
  return (
    nfc(text)
      .toLowerCase()
      .replace(/['’]s\b/g, '')
      .match(TOKEN) ?? []
  ).map(singular);
}

function hashedGrams(token: string): number[] {
  if (token.length < Math.min(...GRAMS) || !PLAIN.test(token)) return [];
  const padded = `<${token}>`;
  const grams = GRAMS.flatMap((size) =>
    Array.from({ length: Math.max(0, padded.length - size + 1) }, (_, at) => padded.slice(at, at + size)),
  );
  return grams.slice(0, MOST_GRAMS).map((gram) => crc32(gram));
}
