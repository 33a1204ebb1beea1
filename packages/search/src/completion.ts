import { foldWithMap } from '@ketnoi/language/fold';
import { foldedWords, words } from '@ketnoi/language/tokens';
import { heading, quoted } from './postgresql/lexemes.ts';

/** What is being typed: whole words and the beginning of the last one; folded. */
export type Typed = { whole: readonly string[]; beginning: string | null; folded: string };

/** Reads what is being typed. A space at the end closes the last word. */
export function readTyped(text: string): Typed {
  const folded = foldedWords(text.slice(0, 200)).slice(0, 12);
  const closed = /\s$/u.test(text);
  return { whole: closed ? folded : folded.slice(0, -1), beginning: closed ? null : (folded.at(-1) ?? null), folded: folded.join(' ') };
}

/** The tsquery for titles and keywords that what is typed may become; null when too little is typed to look any up. */
export function headingQuery({ whole, beginning }: Typed): string | null {
  const parts = whole.map((word) => quoted(heading(word)));
  if (beginning !== null && (beginning.length > 1 || whole.length > 0)) parts.push(`${quoted(heading(beginning))}:*`);
  return parts.length === 0 ? null : parts.join(' & ');
}

/** Where a text says what is typed: whole words, and the beginnings of words that begin with the last one. */
export function typedRanges(text: string, { whole, beginning }: Typed): [number, number][] {
  const wanted = new Set(whole);
  const folded = foldWithMap(text);
  return words(text, folded).flatMap(({ folded: word, start, end }): [number, number][] => {
    if (wanted.has(word)) return [[start, end]];
    if (beginning === null || !word.startsWith(beginning)) return [];
    const at = folded.starts.indexOf(start);
    return [[start, folded.ends[at + beginning.length - 1] ?? end]];
  });
}
