import { nfc } from './fold.ts';
import { typedWord, type TypedWord } from './phrases.ts';
import { tokens, type Token } from './tokens.ts';

const WORDS = /[\p{L}\p{M}\p{Nd}]+/gu;

/**
 * One thing a query asks for. `word`: a single word. `compound`: words that belong together, best side by side. `phrase`: quoted
 * by the user, side by side and in order. `code`: a document, standard, patent class or reference number, whole or its beginning.
 */
export type TermKind = 'word' | 'compound' | 'phrase' | 'code';

/**
 * A term as it reads (`text`, NFC with its marks) and as it is compared: `folded` words, the same words as `marked` (lower case,
 * older tone habit), and for a code its one canonical form in both. `likely`, where the words of a query were typed without marks, are
 * the marks they most likely have, word by word: a guess to look words up by, never to search by.
 */
export type Term = {
  kind: TermKind;
  text: string;
  folded: readonly string[];
  marked: readonly string[];
  likely?: readonly (string | undefined)[];
};

/** Words of the query and what was searched in their place. */
export type Replacement = { from: string; to: string };

/** Another way of asking: its terms and what they replace. */
export type Alternative = { terms: readonly Term[]; source: readonly Replacement[] };

/** The term of neighbouring words. */
export function termOfWords(kind: Exclude<TermKind, 'code'>, words: readonly string[]): Term {
  const typed = words.map(typedWord);
  return { kind, text: words.map(nfc).join(' '), folded: typed.map((word) => word.folded), marked: typed.map((word) => word.marked) };
}

/** The term of a code token. */
export function termOfCode(token: Token): Term {
  return { kind: 'code', text: nfc(token.text), folded: [token.folded], marked: [token.folded] };
}

/** A text of our own tables or of a quotation as one term, or null when it holds no word. */
export function termOfText(text: string, quoted: boolean): Term | null {
  const words = tokens(text);
  const [only] = words;
  if (only === undefined) return null;
  if (words.length === 1 && only.kind === 'code') return termOfCode(only);
  const kind = quoted ? 'phrase' : words.length === 1 ? 'word' : 'compound';
  return termOfWords(
    kind,
    words.flatMap((token) => token.text.match(WORDS) ?? []),
  );
}

/** Terms as one line for an engine that reads a query text: codes and phrases in quotes. */
export function lineOf(terms: readonly Term[]): string {
  return terms.map(({ kind, text }) => (kind === 'code' || kind === 'phrase' ? `"${text}"` : text)).join(' ');
}

/** The words of all words and compounds in a row; codes and phrases are fixed and not among them. */
export function flatWords(terms: readonly Term[]): (TypedWord & { text: string })[] {
  return terms.filter(isLoose).flatMap((term) => {
    const texts = term.text.split(' ');
    return term.folded.map((folded, at) => ({
      text: texts[at] ?? folded,
      folded,
      marked: term.marked[at] ?? folded,
      likely: term.likely?.[at],
    }));
  });
}

/** The terms with the words `[start, end)` of `flatWords` replaced by one term; what is left of a cut compound stays. */
export function replaceWords(terms: readonly Term[], { start, end }: { start: number; end: number }, by: Term): Term[] {
  let at = 0;
  return terms.flatMap((term) => {
    if (!isLoose(term)) return [term];
    const texts = term.text.split(' ');
    const [from, to] = [start - at, end - at];
    at += texts.length;
    if (to <= 0 || from >= texts.length) return [term];
    const before = from > 0 ? [looseTerm(texts.slice(0, from))] : [];
    const after = to < texts.length ? [looseTerm(texts.slice(to))] : [];
    return [...before, ...(from >= 0 ? [by] : []), ...after];
  });
}

/** The terms with all their `flatWords` exchanged for others, one for one. */
export function withWords(terms: readonly Term[], words: readonly string[]): Term[] {
  let at = 0;
  return terms.map((term) => {
    if (term.kind === 'code' || term.kind === 'phrase') return term;
    at += term.folded.length;
    return termOfWords(term.kind, words.slice(at - term.folded.length, at));
  });
}

function looseTerm(words: readonly string[]): Term {
  return termOfWords(words.length === 1 ? 'word' : 'compound', words);
}

/** Whether a term is made of words that may stand anywhere, not a code or a quotation. */
export function isLoose(term: Term): boolean {
  return term.kind === 'word' || term.kind === 'compound';
}
