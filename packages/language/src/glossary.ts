import { englishKey, singular } from './english.ts';
import { longestMatches, phraseIndex, typedWord, type PhraseIndex, type PhraseMatch, type TypedWord } from './phrases.ts';
import { foldedWords, tokens } from './tokens.ts';

/** A language of the product. */
export type Language = 'vi' | 'en';

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
 * The glossary terms among the words of a text in the given language: the longest ones that cover it, each with its terms in
 * the other language. Vietnamese may be typed without marks, English in the plural.
 */
export function translations(glossary: Glossary, from: Language, words: readonly TypedWord[]): PhraseMatch<string>[] {
  if (from === 'vi') return longestMatches(glossary.vi, words);
  return longestMatches(glossary.en, words, (word) => singular(word.folded));
}
