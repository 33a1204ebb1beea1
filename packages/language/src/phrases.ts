import { fold } from './fold.ts';
import { oldTone } from './tone.ts';

/**
 * A word as it was typed: folded, and with its marks in the older tone habit and lower case. `likely` are the marks that a word
 * typed without any most likely has, where that was guessed.
 */
export type TypedWord = { folded: string; marked: string; likely?: string | undefined };

/** Values found by a phrase of several words; made once, read often. */
export type PhraseIndex<T> = { byKey: ReadonlyMap<string, readonly IndexedPhrase<T>[]>; longest: number };

type IndexedPhrase<T> = { marked: readonly string[]; value: T };

/** The words `[start, end)` that a phrase of the index covers, with the values that fit best. */
export type PhraseMatch<T> = { start: number; end: number; values: readonly T[] };

/** A phrase to index: the keys and the marked forms of its words, side by side. */
export type Phrase<T> = { keys: readonly string[]; marked: readonly string[]; value: T };

/** Reads a word as typed. Takes one word without separators. */
export function typedWord(text: string): TypedWord {
  const marked = oldTone(text).toLowerCase();
  return { folded: fold(text), marked };
}

/** Builds the index of a list of phrases. */
export function phraseIndex<T>(phrases: Iterable<Phrase<T>>): PhraseIndex<T> {
  const byKey = new Map<string, IndexedPhrase<T>[]>();
  let longest = 0;
  for (const { keys, marked, value } of phrases) {
    if (keys.length === 0) continue;
    const key = keys.join(' ');
    const same = byKey.get(key) ?? [];
    same.push({ marked, value });
    byKey.set(key, same);
    longest = Math.max(longest, keys.length);
  }
  return { byKey, longest };
}

/**
 * The phrases of the index that cover as many of the words as possible with as few matches as possible, in order and without
 * overlap. A typed mark must agree (`chè` is not `chế`); a word typed without marks may stand for any reading, but the reading
 * without marks wins where there is one (`DN` is `doanh nghiệp`, not `ĐN`).
 */
export function longestMatches<T>(
  index: PhraseIndex<T>,
  words: readonly TypedWord[],
  keyOf: (word: TypedWord) => string = (word) => word.folded,
): PhraseMatch<T>[] {
  const valuesAt = phraseReader(index, words, keyOf);
  return bestCover(words.length, index.longest, (start, end) => {
    const values = valuesAt(start, end);
    return values.length > 0 ? { start, end, values } : null;
  });
}

/** The values of the phrase that the words `[start, end)` spell, if they spell one. */
export function phraseReader<T>(
  index: PhraseIndex<T>,
  words: readonly TypedWord[],
  keyOf: (word: TypedWord) => string = (word) => word.folded,
): (start: number, end: number) => readonly T[] {
  const keys = words.map(keyOf);
  return (start, end) => fitting(index.byKey.get(keys.slice(start, end).join(' ')) ?? [], words.slice(start, end));
}

/** Among the spans of `length` words that `matchAt` accepts, those that cover most words, and of these covers the one with fewest spans. */
export function bestCover<M>(length: number, longest: number, matchAt: (start: number, end: number) => M | null): M[] {
  return cheapestCover({ length, longest, costOf: () => 1 }, matchAt);
}

/** A row of words, the longest span to try, and what a span costs: from 1 to 50. */
type Ground<M> = { length: number; longest: number; costOf: (match: M) => number };

/** Among the spans that `matchAt` accepts, those that cover most words, and of these covers the cheapest. */
export function cheapestCover<M>({ length, longest, costOf }: Ground<M>, matchAt: (start: number, end: number) => M | null): M[] {
  const best: { score: number; match: M | null; next: number }[] = Array.from({ length: length + 1 }, () => ({
    score: 0,
    match: null,
    next: length,
  }));
  const scoreAt = (at: number): number => best[at]?.score ?? 0;
  for (let start = length - 1; start >= 0; start -= 1) {
    let choice: (typeof best)[number] = { score: scoreAt(start + 1), match: null, next: start + 1 };
    for (let end = start + 1; end <= Math.min(length, start + longest); end += 1) {
      const most = scoreAt(end) + (end - start) * 100;
      const match = most - 1 > choice.score ? matchAt(start, end) : null;
      if (match !== null && most - costOf(match) > choice.score) choice = { score: most - costOf(match), match, next: end };
    }
    best[start] = choice;
  }
  const found: M[] = [];
  for (let at = 0; at < length; at = best[at]?.next ?? length) {
    const match = best[at]?.match;
    if (match) found.push(match);
  }
  return found;
}

function fitting<T>(phrases: readonly IndexedPhrase<T>[], words: readonly TypedWord[]): T[] {
  let bestFit = 0;
  let values: T[] = [];
  for (const phrase of phrases) {
    const fit = agreement(phrase.marked, words);
    if (fit > bestFit) values = [];
    if (fit >= bestFit && fit >= 0) {
      bestFit = fit;
      values.push(phrase.value);
    }
  }
  return values;
}

/**
 * How many words agree with their marks; -1 when a typed mark contradicts. Of guessed marks one word in two may contradict, since tables know
 * terms better than a guess does, but never all.
 */
export function agreement(marked: readonly string[], words: readonly TypedWord[]): number {
  let exact = 0;
  let guesses = 0;
  for (const [at, word] of words.entries()) {
    if (word.likely !== undefined) guesses += 1;
    if (marked[at] === (word.likely ?? word.marked)) exact += 1;
    else if (word.marked !== word.folded) return -1;
  }
  return guesses > 0 && exact * 2 < words.length ? -1 : exact;
}
