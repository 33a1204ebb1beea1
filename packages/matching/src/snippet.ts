import type { Snippet } from './answer.ts';

/** A stretch `[start, end)` of a text. */
export type Range = readonly [start: number, end: number];

/** So many characters of a text are shown around what counts, and of a sentence at most. */
const AROUND = 36;
const FARTHEST = 120;
const LONGEST = 280;

/** The words around the first of ranges and those near it; what is left out is marked. Line breaks become spaces, so that places stay. */
export function around(text: string, all: readonly Range[]): Snippet | null {
  const [first] = all;
  const ranges = all.filter(([, end]) => end - (first?.[0] ?? 0) <= FARTHEST);
  const last = ranges.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = wordStart(text, Math.max(0, first[0] - AROUND));
  const end = wordEnd(text, Math.min(text.length, last[1] + AROUND));
  const before = start > 0 ? '…' : '';
  const shift = before.length - start;
  return {
    text: before + text.slice(start, end).replace(/\s/g, ' ') + (end < text.length ? '…' : ''),
    ranges: ranges.map(([from, to]) => [from + shift, to + shift] as const),
  };
}

/** A sentence, cut where it is very long. */
export function sentenceSnippet(sentence: string): Snippet {
  return { text: sentence.length <= LONGEST ? sentence : `${sentence.slice(0, wordEnd(sentence, LONGEST))}…`, ranges: [] };
}

/** The beginning of the word in which a place stands, if that is not far. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const gap = text.slice(at, at + AROUND).search(/\s/);
  return gap < 0 ? whole(text, at) : at + gap + 1;
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const gap = text.slice(Math.max(0, at - AROUND), at).search(/\s\S*$/);
  return gap < 0 ? whole(text, at) : Math.max(0, at - AROUND) + gap;
}

/** A place between two characters: not amid one that takes two units. */
function whole(text: string, at: number): number {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
}
