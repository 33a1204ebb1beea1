import { singular } from '@ketnoi/language/english';
import { allowedTypos } from '@ketnoi/language/distance';
import type { QueryPlan } from '@ketnoi/language/query';
import { isFoldedSyllable } from '@ketnoi/language/syllable';
import type { NearTerm } from '@ketnoi/db/search-terms';
import { mendedWords, type Vocabulary } from './vocabulary.ts';

/** What the index says of the words of a query. */
export type Mending = {
  /** How many listings hold each of the words; unknown ones are absent. */
  frequencies: ReadonlyMap<string, number>;
  /** Words no listing has. */
  unknown: readonly string[];
  /** The words of the index that unknown words, and words that few listings have, most likely stand for. */
  mended: ReadonlyMap<string, string>;
};

/** A word that at most so many listings have may be somebody's slip. */
const RARE = 3;
/** It is taken for one when a word as near as a slip is so many times as frequent. */
const FAR_MORE = 8;

/** Whether the two are forms of one word, as `membrane` and `membranes`: neither is a slip. */
const isOneWord = (one: string, other: string): boolean =>
  singular(one) === singular(other) || one.startsWith(other) || other.startsWith(one);

/** A syllable of Vietnamese is a word of its own, however near others are; a short word, and one with figures, is never mended. */
const mayBeSlip = (word: string): boolean => allowedTypos(word) > 0 && !isFoldedSyllable(word);

/** Whether it is worth while to ask what words of this query may be slips although listings hold them. */
export function mayHoldSlips(plan: QueryPlan): boolean {
  return plan.words.some(mayBeSlip);
}

/** Looks the words of a query up: which no listing has, and which words of the index the others may stand for. */
export async function mending(vocabulary: Vocabulary, plan: QueryPlan): Promise<Mending> {
  const frequencies = await vocabulary.frequencies(plan.words);
  const unknown = plan.words.filter((word) => !frequencies.has(word));
  const rare = plan.words.filter((word) => mayBeSlip(word) && (frequencies.get(word) ?? RARE + 1) <= RARE);
  const suspects = [...unknown, ...rare];
  if (suspects.length === 0) return { frequencies, unknown, mended: new Map() };
  const near = await vocabulary.near(suspects);
  const likely = near.filter(({ word, term, documents }) => {
    const own = frequencies.get(word);
    return own === undefined || (documents >= own * FAR_MORE && !isOneWord(word, term));
  });
  return { frequencies, unknown, mended: await mendedByShown(vocabulary, suspects, likely) };
}

/** So often the next likely word is tried in place of one that no listing has any more. */
const ATTEMPTS = 3;

/** Mends by words that listings have at this moment: the vocabulary also knows those of listings that have left, and may not tell them. */
async function mendedByShown(
  vocabulary: Vocabulary,
  suspects: readonly string[],
  likely: readonly NearTerm[],
): Promise<ReadonlyMap<string, string>> {
  const gone = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    const mended = mendedWords(
      suspects,
      likely.filter(({ term }) => !gone.has(term)),
    );
    if (mended.size === 0) return mended;
    const there = await vocabulary.frequencies([...mended.values()]);
    const shown = [...mended].filter(([, term]) => there.has(term));
    if (shown.length === mended.size || attempt === ATTEMPTS) return new Map(shown);
    for (const term of mended.values()) if (!there.has(term)) gone.add(term);
  }
}
