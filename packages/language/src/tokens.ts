import { codesInFolded } from './codes.ts';
import { foldWithMap, originalRange, type FoldedText } from './fold.ts';

/**
 * One piece of a text: a word (letters and digits, `công`, `H2S`, `3D`) or a whole code. `folded` is what it is compared
 * by (for a code the canonical form); `[start, end)` is its place in the original.
 */
export type Token = { kind: 'word' | 'code'; text: string; folded: string; start: number; end: number };

const WORD = /[\p{L}\p{Nd}]+/gu;

/** The words and codes of a text in their order. A code is never split, and its parts are not words beside it. */
export function tokens(text: string): Token[] {
  const folded = foldWithMap(text);
  const found: Token[] = codesInFolded(folded).map((code) => ({
    kind: 'code',
    text: text.slice(code.start, code.end),
    folded: code.canonical,
    start: code.start,
    end: code.end,
  }));
  const codes = found.slice();
  let next = 0;
  for (const word of words(text, folded)) {
    while ((codes[next]?.end ?? Infinity) <= word.start) next += 1;
    const code = codes[next];
    if (code === undefined || word.end <= code.start) found.push(word);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The folded words of a text; codes fall apart into their words here. */
export function foldedWords(text: string): string[] {
  return foldWithMap(text).folded.match(WORD) ?? [];
}

/** The words of a text alone; codes fall apart into theirs. `folded` is the text's own `foldWithMap`. */
export function words(text: string, folded: FoldedText = foldWithMap(text)): Token[] {
  return [...folded.folded.matchAll(WORD)].map((match) => {
    const [start, end] = originalRange(folded, match.index, match.index + match[0].length);
    return { kind: 'word', text: text.slice(start, end), folded: match[0], start, end };
  });
}
