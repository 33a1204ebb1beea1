import { isFoldedSyllable } from './syllable.ts';
import { likeCase, oldTone } from './tone.ts';
import { tokens, type Token } from './tokens.ts';

/**
 * How often Vietnamese syllables and neighbouring pairs of them are written. `syllables` stand in the order of their folded forms, the
 * readings of `folds[i]` at `[starts[i], starts[i + 1])`, the most frequent first; the syllables seen behind syllable `s` are
 * `seconds`, ascending, with their counts in `pairs`, at `[rows[s], rows[s + 1])`.
 */
export type MarksTable = {
  folds: readonly string[];
  starts: Uint32Array;
  syllables: readonly string[];
  counts: Uint32Array;
  all: number;
  rows: Uint32Array;
  seconds: Uint16Array;
  pairs: Uint16Array;
};

/** A word with the marks it most likely has, and how likely these are among all readings, from 0 to 1. */
export type LikelyWord = { marked: string; confidence: number };

/** A text with the marks it most likely has. `confidence` is the mean over the syllables that had none; 1 when nothing was to be guessed. */
export type RestoredText = { text: string; confidence: number };

const MOST_CANDIDATES = 12;
// Measured on held-out text: neighbours tell most, the frequency of a syllable settles what they leave open.
const PAIR_SHARE = 0.8;
/** What a syllable counts that the table does not know. */
const UNSEEN = 0.5;

/**
 * The marks a text typed without them most likely has: `cong nghe xu ly nuoc thai` gives `công nghệ xử lý nước thải`. Words typed with marks,
 * codes, abbreviations and what cannot be a Vietnamese syllable stay as they are; upper and lower case are kept. A guess, to be
 * used beside the text as typed and never in its place.
 */
export function restoreMarks(text: string, table: MarksTable): RestoredText {
  const likely = likelyMarks(text, tokens(text), table);
  return { text: withLikelyMarks(text, likely), confidence: meanConfidence(likely) };
}

/** The text with words replaced by what they most likely are. */
export function withLikelyMarks(text: string, likely: ReadonlyMap<Token, LikelyWord>): string {
  let restored = '';
  let end = 0;
  for (const [token, { marked }] of likely) {
    restored += text.slice(end, token.start) + likeCase(token.text, marked);
    end = token.end;
  }
  return restored + text.slice(end);
}

/** How sure the guesses are, on the whole; 1 when there is none. */
export function meanConfidence(likely: ReadonlyMap<Token, LikelyWord>): number {
  let sum = 0;
  for (const { confidence } of likely.values()) sum += confidence;
  return likely.size === 0 ? 1 : sum / likely.size;
}

/** For the words of a text (its tokens, in order) that were typed without marks, those they most likely have. */
export function likelyMarks(text: string, found: readonly Token[], table: MarksTable): Map<Token, LikelyWord> {
  const likely = new Map<Token, LikelyWord>();
  for (const clause of clausesOf(text, found)) {
    const places = clause.map((token) => placeOf(token, table));
    const path = bestPath(
      places.map(({ ids }) => ids),
      table,
    );
    for (const [at, token] of clause.entries()) {
      const [place, chosen] = [places[at], path[at]];
      if (place?.open !== true || chosen === undefined) continue;
      const marked = table.syllables[place.ids[chosen.choice] ?? 0] ?? token.folded;
      likely.set(token, { marked, confidence: chosen.confidence });
    }
  }
  return likely;
}

/** The words between the ends of clauses; only within them a word tells something of its neighbour. */
function clausesOf(text: string, found: readonly Token[]): Token[][] {
  const clauses: Token[][] = [];
  let end = -1;
  for (const token of found) {
    if (token.kind === 'code') continue;
    if (end < 0 || /[.,;:!?\n()\d]/u.test(text.slice(end, token.start))) clauses.push([]);
    clauses.at(-1)?.push(token);
    end = token.end;
  }
  return clauses;
}

/** A place of a clause with the syllables that may stand there; -1 is one that the table does not know. */
type Place = { ids: readonly number[]; open: boolean };

function placeOf(word: Token, table: MarksTable): Place {
  const ids = isOpen(word) ? readings(table, word.folded) : [];
  return ids.length > 0 ? { ids, open: true } : { ids: [idOf(table, word.folded, oldTone(word.text).toLowerCase())], open: false };
}

/** Whether a word was typed without marks and may have some: `nghe` but not `nghề`, `robot`, `CN`. */
function isOpen({ text, folded }: Token): boolean {
  if (text.toLowerCase() !== folded || !isFoldedSyllable(folded)) return false;
  return folded.length < 2 || folded.length > 3 || text !== text.toUpperCase();
}

function readings(table: MarksTable, folded: string): number[] {
  const group = groupOf(table.folds, folded);
  if (group < 0) return [];
  const start = table.starts[group] ?? 0;
  const end = Math.min(table.starts[group + 1] ?? 0, start + MOST_CANDIDATES);
  return Array.from({ length: end - start }, (_, at) => start + at);
}

function idOf(table: MarksTable, folded: string, marked: string): number {
  const group = groupOf(table.folds, folded);
  if (group < 0) return -1;
  for (let id = table.starts[group] ?? 0; id < (table.starts[group + 1] ?? 0); id += 1) if (table.syllables[id] === marked) return id;
  return -1;
}

function groupOf(folds: readonly string[], folded: string): number {
  let [low, high] = [0, folds.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = folds[middle] ?? '';
    if (there === folded) return middle;
    if (there < folded) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function share(table: MarksTable, id: number): number {
  return (id < 0 ? UNSEEN : (table.counts[id] ?? 0)) / table.all;
}

/** How likely `second` follows `first`: pairs as far as they were seen, else the frequency of the second alone. */
function step(table: MarksTable, first: number, second: number): number {
  const alone = (1 - PAIR_SHARE) * share(table, second);
  if (first < 0 || second < 0) return alone;
  let [low, high] = [table.rows[first] ?? 0, (table.rows[first + 1] ?? 0) - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = table.seconds[middle] ?? 0;
    if (there === second) return alone + (PAIR_SHARE * (table.pairs[middle] ?? 0)) / (table.counts[first] ?? 1);
    if (there < second) low = middle + 1;
    else high = middle - 1;
  }
  return alone;
}

type Choice = { choice: number; confidence: number };

/** The likeliest row of readings (Viterbi), each with its share among all readings of its place (forwards and backwards summed). */
function bestPath(places: readonly (readonly number[])[], table: MarksTable): Choice[] {
  const steps = places.map((ids, at) => {
    const before = places[at - 1] ?? [];
    return ids.map((second) => (at === 0 ? [share(table, second)] : before.map((first) => step(table, first, second))));
  });
  const ahead: number[][] = [];
  const best: number[][] = [];
  const from: number[][] = [];
  for (const [at, ways] of steps.entries()) {
    const [sums, likeliest] = [ahead[at - 1] ?? [1], best[at - 1] ?? [1]];
    ahead.push(scaled(ways.map((row) => row.reduce((sum, way, before) => sum + way * (sums[before] ?? 0), 0))));
    const weighed = ways.map((row) => row.map((way, before) => way * (likeliest[before] ?? 0)));
    from.push(weighed.map(highest));
    best.push(scaled(weighed.map((row) => Math.max(...row))));
  }
  const path: Choice[] = [];
  let choice = highest(best.at(-1) ?? []);
  let behind: number[] = (ahead.at(-1) ?? []).map(() => 1);
  for (let at = places.length - 1; at >= 0; at -= 1) {
    const shares = scaled((ahead[at] ?? []).map((sum, id) => sum * (behind[id] ?? 0)));
    path.unshift({ choice, confidence: shares[choice] ?? 0 });
    choice = from[at]?.[choice] ?? 0;
    const ways = steps[at] ?? [];
    behind = scaled(
      (ahead[at - 1] ?? []).map((_, before) => ways.reduce((sum, row, id) => sum + (row[before] ?? 0) * (behind[id] ?? 0), 0)),
    );
  }
  return path;
}

function highest(values: readonly number[]): number {
  let best = 0;
  for (let at = 1; at < values.length; at += 1) if ((values[at] ?? 0) > (values[best] ?? 0)) best = at;
  return best;
}

/** Brought to a sum of 1, so that long texts do not run out of numbers. */
function scaled(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum > 0 ? values.map((value) => value / sum) : values.map(() => 1 / values.length);
}
