const COMBINING = /\p{M}+/gu;
const IS_COMBINING = /^\p{M}$/u;
// Old Vietnamese fonts left the Icelandic ð in many texts where đ was meant.
const BARRED_D = /[đð]/g;
const ASCII_ONLY = /^[\u0000-\u007f]*$/;

/** Canonical composed form: what is stored, and what two texts are compared in. */
export function nfc(text: string): string {
  return text.normalize('NFC');
}

/**
 * The form text is searched in: combining marks dropped, `đ` (and the `ð` of old fonts) read as `d`, lower case.
 * Idempotent; `hoà`, `hòa`, `Hòa` and decomposed input all fold to `hoa`.
 */
export function fold(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  const lower = text.normalize('NFD').replace(COMBINING, '').toLowerCase().normalize('NFD');
  // A final sigma depends on its neighbours; without them position-preserving folding would differ from this one.
  return lower.replace(COMBINING, '').replace(BARRED_D, 'd').replaceAll('ς', 'σ');
}

/** Whether the text holds any mark that folding drops: a tone, a hat, a horn, or the bar of `đ`. */
export function hasMarks(text: string): boolean {
  if (ASCII_ONLY.test(text)) return false;
  const decomposed = text.normalize('NFD');
  return /[\p{M}đĐðÐ]/u.test(decomposed);
}

// Latin letters as they are composed, and the punctuation beside them: one character of the text is one of the folded text.
const LETTER_BY_LETTER = /^[\u0000-\u024f\u1e00-\u1eff\u2010-\u2027]*$/;
let counting: readonly number[] = [];

/** 0, 1, 2 and so on. */
function upTo(length: number): number[] {
  if (counting.length < length) counting = Array.from({ length: Math.min(length * 2, 65_536) }, (_, at) => at);
  return counting.length < length ? Array.from({ length }, (_, at) => at) : counting.slice(0, length);
}

/** Folded text with the way back: the folded character `i` came from `original.slice(starts[i], ends[i])`. */
export type FoldedText = { folded: string; starts: readonly number[]; ends: readonly number[] };

/**
 * `fold(text)` together with, for each of its UTF-16 units, the range of the original it came from.
 * A mark that stands behind its letter (decomposed input) belongs to that letter; an astral character is never cut in half.
 */
export function foldWithMap(text: string): FoldedText {
  if (LETTER_BY_LETTER.test(text)) return { folded: fold(text), starts: upTo(text.length), ends: upTo(text.length + 1).slice(1) };
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const piece = foldCharacter(character);
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(at);
      ends.push(end);
    }
    if (piece === '' && IS_COMBINING.test(character)) attachToPrevious(ends, at, end);
    folded += piece;
    at = end;
  }
  return { folded, starts, ends };
}

const foldedCharacters = new Map<string, string>();

/** Kept per character, since a page folds the same few hundred letters over and over; bounded. */
function foldCharacter(character: string): string {
  let folded = foldedCharacters.get(character);
  if (folded === undefined) {
    folded = fold(character);
    if (foldedCharacters.size < 4096) foldedCharacters.set(character, folded);
  }
  return folded;
}

function attachToPrevious(ends: number[], markStart: number, markEnd: number): void {
  for (let unit = ends.length - 1; unit >= 0 && ends[unit] === markStart; unit -= 1) ends[unit] = markEnd;
}

/** The range of the original that the folded range `[start, end)` came from. */
export function originalRange(text: FoldedText, start: number, end: number): [number, number] {
  return [text.starts[start] ?? 0, text.ends[end - 1] ?? 0];
}
