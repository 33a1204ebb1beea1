import type { Db } from '@ketnoi/db/database';
import { termFrequencies, termsNear, type NearTerm } from '@ketnoi/db/search-terms';
import { allowedTypos, closestWord } from '@ketnoi/language/distance';
import { isFoldedSyllable } from '@ketnoi/language/syllable';

/** The words of the index, whichever engine searches it: they are kept in PostgreSQL. */
export type Vocabulary = {
  /** How many listings hold each of the folded words; those that none has at this moment are absent. */
  frequencies: (words: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Words that look like the typed ones or begin with them, the most frequent first; also of listings that have left. */
  near: (words: readonly string[]) => Promise<readonly NearTerm[]>;
};

export function vocabularyOf(db: Db): Vocabulary {
  return {
    frequencies: (words) => termFrequencies(db, { terms: words }),
    near: async (words) => {
      const mendable = words.filter((word) => /^[a-z]{4,}$/u.test(word));
      return mendable.length === 0 ? [] : termsNear(db, { words: mendable });
    },
  };
}

/** What each mistyped word most likely stands for: a word one or two letters away, as its length allows, else one that it begins. */
export function mendedWords(words: readonly string[], near: readonly NearTerm[]): ReadonlyMap<string, string> {
  const mended = new Map<string, string>();
  for (const word of words) {
    const candidates = near.filter((one) => one.word === word).map((one) => one.term);
    const closest = allowedTypos(word) > 0 ? closestWord(word, candidates) : null;
    // A syllable is a whole word, not the beginning of one.
    const begun = isFoldedSyllable(word) ? undefined : candidates.find((term) => term.startsWith(word) && term !== word);
    const meant = closest ?? begun;
    if (meant !== undefined) mended.set(word, meant);
  }
  return mended;
}
