import { codesInFolded, type Code } from './codes.ts';
import { foldWithMap, type FoldedText } from './fold.ts';
import type { QueryPlan, QueryVariant } from './query.ts';
import { words, type Token } from './tokens.ts';

/** A stretch `[start, end)` of the original text. */
export type Range = [start: number, end: number];

/**
 * Where a text answers a query: whole words without regard to marks, terms of several words where they stand side by side, and
 * codes (the whole code, also when only its beginning was asked for). Ranges of the original text, in order, never touching
 * each other's characters. It returns places, not markup: how they are shown, and escaped, is the page's affair.
 */
export function highlightRanges(text: string, plan: QueryPlan): Range[] {
  const wanted = wantedIn(plan);
  if (wanted.sequences.size === 0 && wanted.codes.length === 0) return [];
  const folded = foldWithMap(text);
  const codes = codeRanges(folded, wanted.codes);
  const free = words(text, folded).filter((word) => !codes.some(([start, end]) => word.start < end && start < word.end));
  return [...codes, ...wordRanges(text, free, wanted)].sort((a, b) => a[0] - b[0]);
}

type Wanted = { sequences: ReadonlySet<string>; longest: number; codes: readonly string[] };

function wantedIn(plan: QueryPlan): Wanted {
  const sequences = new Set<string>();
  const codes = new Set<string>();
  for (const variant of plan.variants) {
    for (const term of variant.terms) {
      if (term.kind === 'code') codes.add(term.folded[0] ?? '');
      else sequences.add(term.folded.join(' '));
      if (term.kind === 'compound' && isAsTyped(variant)) for (const word of term.folded) sequences.add(word);
    }
  }
  const longest = Math.max(0, ...[...sequences].map((sequence) => sequence.split(' ').length));
  return { sequences, longest, codes: [...codes] };
}

/** Of a synonym or translation only the whole term counts: `water` alone is no answer to `nước lợ`. */
function isAsTyped({ kind }: QueryVariant): boolean {
  return kind !== 'synonym' && kind !== 'translation';
}

function codeRanges(text: FoldedText, wanted: readonly string[]): Range[] {
  if (wanted.length === 0) return [];
  const answers = ({ canonical }: Code): boolean =>
    wanted.some((code) => canonical.startsWith(code) && !/^[a-z0-9]/.test(canonical.slice(code.length)));
  return codesInFolded(text)
    .filter(answers)
    .map(({ start, end }) => [start, end]);
}

function wordRanges(text: string, found: readonly Token[], { sequences, longest }: Wanted): Range[] {
  const ranges: Range[] = [];
  for (let at = 0; at < found.length;) {
    const length = longestAt(text, found.slice(at, at + longest), sequences);
    const [first, last] = [found[at], found[at + length - 1]];
    if (first && last && length > 0) ranges.push([first.start, last.end]);
    at += Math.max(1, length);
  }
  return ranges;
}

function longestAt(text: string, ahead: readonly Token[], sequences: ReadonlySet<string>): number {
  let joined = '';
  let longest = 0;
  for (const [at, word] of ahead.entries()) {
    if (at > 0 && !isGap(text.slice(ahead[at - 1]?.end, word.start))) break;
    joined = at === 0 ? word.folded : `${joined} ${word.folded}`;
    if (sequences.has(joined)) longest = at + 1;
  }
  return longest;
}

/** Whether words with this between them still stand side by side: a space or a joiner, not the end of a clause. */
function isGap(between: string): boolean {
  return /^(?:[^.,;:!?\n]{1,3}|[.,])$/u.test(between);
}
