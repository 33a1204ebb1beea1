import type { Language } from '@ketnoi/domain/language';
import { englishKey, singular } from './english.ts';
import { longestMatches, phraseIndex, phraseReader, typedWord, type PhraseIndex, type PhraseMatch, type TypedWord } from './phrases.ts';
import { foldedWords, tokens } from './tokens.ts';

/** One pair of the glossary: subject area, English term, Vietnamese term. */
export type GlossaryPair = readonly [domain: string, en: string, vi: string];

/** The glossary indexed by the words of either side; the values are the terms of the other side. */
export type Glossary = Readonly<Record<Language, PhraseIndex<string>>>;

/** Indexes the pairs for look-up in both directions. */
export function glossaryIndex(pairs: Iterable<GlossaryPair>): Glossary {
  const vietnamese = [];
  const english = [];
  for (const [, en, vi] of pairs) {
    const words = tokens(vi).map((token) => typedWord(token.text));
    vietnamese.push({ keys: words.map((word) => word.folded), marked: words.map((word) => word.marked), value: en });
    english.push({ keys: englishKey(en), marked: foldedWords(en), value: vi });
  }
  return { vi: phraseIndex(vietnamese), en: phraseIndex(english) };
}

/**
 * Reads the glossary along the words of a text in the given language: for the words `[start, end)` their terms in the other
 * language, none when they are no term. Vietnamese may be typed without marks, English in the plural.
 */
export function translationReader(
  glossary: Glossary,
  from: Language,
  words: readonly TypedWord[],
): (start: number, end: number) => readonly string[] {
  return phraseReader(glossary[from], words, keyOf[from]);
}

const keyOf: Readonly<Record<Language, (word: TypedWord) => string>> = {
  vi: (word) => word.folded,
  en: (word) => singular(word.folded),
};

/** The glossary terms among the words of a text, the longest ones that cover it, each with its terms in the other language. */
export function translations(glossary: Glossary, from: Language, words: readonly TypedWord[]): PhraseMatch<string>[] {
  return longestMatches(glossary[from], words, keyOf[from]);
}
