import { fold } from './fold.ts';

/** How many typing errors a word may have: none in short words and anything with a digit, one from five letters, two from nine. */
export function allowedTypos(word: string): number {
  if (/\p{Nd}/u.test(word)) return 0;
  const letters = [...fold(word)].length;
  if (letters >= 9) return 2;
  return letters >= 5 ? 1 : 0;
}

/**
 * The number of letters inserted, left out, exchanged or swapped with their neighbour between two words (optimal string
 * alignment), or `limit + 1` when it is more than `limit`. Symmetric. Compares what it is given: fold first.
 */
export function typoDistance(a: string, b: string, limit: number): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const isSwap = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (isSwap) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
    }
    if (Math.min(...current) > limit && Math.min(...last) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(at(last, right.length), limit + 1);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

/** Whether `typed` may be `word` mistyped: folded, within the errors that its length allows, figures never changed. */
export function isTypoOf(typed: string, word: string): boolean {
  const limit = allowedTypos(typed);
  if (limit === 0 || /\p{Nd}/u.test(word)) return false;
  const distance = typoDistance(fold(typed), fold(word), limit);
  return distance > 0 && distance <= limit;
}

/**
 * The candidate that `typed` most likely stands for: fewest errors, of these the slip that is made most easily, then the earliest; give the most
 * frequent words first. Null when none is close enough.
 */
export function closestWord(typed: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    if (!isTypoOf(typed, candidate)) continue;
    const [from, to] = [fold(typed), fold(candidate)];
    const cost = typoDistance(from, to, allowedTypos(typed)) * 10 + oddity(from, to);
    if (cost < least) [best, least] = [candidate, cost];
  }
  return best;
}

/** How unlikely a slip is among those of as many letters: swapped, doubled or sounding alike, then left out or put in, then another letter. */
function oddity(typed: string, word: string): number {
  const isEasy = sorted(typed) === sorted(word) || undoubled(typed) === undoubled(word) || sound(typed) === sound(word);
  const another = typed.length === word.length ? 2 : 1;
  return (isEasy ? 0 : another) + (typed[0] === word[0] ? 0 : 3);
}

const sorted = (word: string): string => [...word].toSorted().join('');
const undoubled = (word: string): string => word.replace(/(.)\1+/gu, '$1');

/** Spellings that Vietnamese writers take for each other, as one: `tr` and `ch`, `s` and `x`, `d`, `gi` and `r`, `l` and `n`, `i` and `y`, ends in `n` or `ng`. */
function sound(word: string): string {
  return word
    .replace(/^tr/, 'ch')
    .replace(/^x/, 's')
    .replace(/^(?:gi|r)/, 'd')
    .replace(/^n(?=[aeiouy])/, 'l')
    .replaceAll('y', 'i')
    .replace(/ng$/, 'n')
    .replace(/t$/, 'c');
}
