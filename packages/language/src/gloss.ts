import type { Language } from '@ketnoi/domain/language';
import { dictionaryReader, longestEntry, type Dictionary, type EntryKind } from './dictionary.ts';
import { fold, hasMarks } from './fold.ts';
import { translationReader, type Glossary } from './glossary.ts';
import { cheapestCover, typedWord, type TypedWord } from './phrases.ts';
import { fillers, isVietnameseStopWord } from './stop-words.ts';
import { isFoldedSyllable } from './syllable.ts';
import { words, type Token } from './tokens.ts';

/** What a text is glossed with; the glossary goes before the dictionary. */
export type GlossTables = { glossary: Glossary; dictionary: Dictionary };

/** One piece of a gloss: the words it stands for as they were written, and what they mean, the most usual meaning first. */
export type GlossPiece = { from: string; to: readonly string[]; kind: EntryKind | 'glossary' | 'same' };

/** What an entry costs in a cover: one term, whatever list knows it, rather than two of the glossary (`bệnh nhân` is a patient, no disease of a kernel). */
const COSTS = { editor: 5, glossary: 5, technical: 6, common: 7, wiktionary: 8, lexicon: 9, syllable: 12 };
const ENDS_A_CLAUSE = /[.,;:!?\n()[\]"“”]/u;

/**
 * A text word by word in the other language: the longest terms that the tables know, in the order of the text. Function words of Vietnamese are left
 * out, what is written alike in both languages goes along, what no table knows is left out. Crude; the sentence encoder forgives it.
 */
export function glossPieces(text: string, from: Language, tables: GlossTables): GlossPiece[] {
  const clauses = clausesOf(text);
  const hasAllMarks = from === 'vi' && isMarked(clauses.flat());
  return clauses.flatMap((clause) => withNames(coverOf(clause, { from, hasAllMarks }, tables), clause, from));
}

/** The gloss as a text, the first meaning of each piece. */
export function glossText(pieces: readonly GlossPiece[]): string {
  return pieces.map(({ to }) => to[0] ?? '').join(' ');
}

/** So many syllables at most are taken for one unknown word. */
const LONGEST_UNKNOWN = 4;
/** Figures in letters and the calendar are left out of glosses, and nobody need be told. */
const COUNTING: ReadonlySet<string> = new Set('một hai ba bốn năm sáu bảy tám chín mười trăm nghìn giờ phút ngày tuần tháng'.split(' '));

/**
 * The words of a Vietnamese text that no table knows: syllables side by side as they stand, in small letters and the older habit of tone marks. Neither names nor function words; and a
 * longer row of unknown syllables is no word but another language.
 */
export function unknownWords(text: string, tables: GlossTables): string[] {
  const found = new Set<string>();
  const clauses = clausesOf(text);
  const hasAllMarks = isMarked(clauses.flat());
  for (const clause of clauses) {
    let row: string[] = [];
    const end = (): void => {
      if (row.length > 0 && row.length <= LONGEST_UNKNOWN) found.add(row.join(' '));
      row = [];
    };
    const known = coverOf(clause, { from: 'vi', hasAllMarks }, tables);
    const empty = emptyWords(
      clause.map(({ text: word }) => typedWord(word)),
      { from: 'vi', hasAllMarks },
    );
    for (const [at, { text: word, folded }] of clause.entries()) {
      const isKnown = known.some(({ start, end: after }) => at >= start && at < after);
      const { marked } = typedWord(word);
      const saysNothing = empty[at] === true || COUNTING.has(marked);
      if (isKnown || isCapital(word) || saysNothing || !isFoldedSyllable(folded)) end();
      else row.push(marked);
    }
    end();
  }
  return [...found];
}

function clausesOf(text: string): Token[][] {
  const clauses: Token[][] = [];
  let end = 0;
  for (const word of words(text)) {
    if (clauses.length === 0 || ENDS_A_CLAUSE.test(text.slice(end, word.start))) clauses.push([]);
    clauses.at(-1)?.push(word);
    end = word.end;
  }
  return clauses;
}

type Piece = GlossPiece & { start: number; end: number };

/** Of the words of a Vietnamese text some six in ten bear marks. */
const LEAST_MARKED = 1 / 3;

/** Whether a text was typed with its marks, so that a word without any is meant so: `con` is no `cồn`. */
function isMarked(text: readonly Token[]): boolean {
  const syllables = text.filter(({ folded }) => isFoldedSyllable(folded));
  return syllables.filter(({ text: word }) => hasMarks(word)).length > syllables.length * LEAST_MARKED;
}

/** How a text is read. */
type Manner = { from: Language; hasAllMarks: boolean };

/** A word as typed; in a text with marks one without is what it looks like. */
function readWord(text: string, { hasAllMarks }: Manner): TypedWord {
  const word = typedWord(text);
  return hasAllMarks && word.marked === word.folded ? { ...word, likely: word.marked } : word;
}

/** The terms of a clause that the tables know, the best of them that cover it. */
function coverOf(clause: readonly Token[], manner: Manner, { glossary, dictionary }: GlossTables): Piece[] {
  const { from } = manner;
  const typed = clause.map(({ text }) => readWord(text, manner));
  const empty = emptyWords(typed, manner);
  const inGlossary = translationReader(glossary, from, typed);
  const inDictionary = dictionaryReader(dictionary, from, typed);
  const longest = Math.max(glossary[from].longest, longestEntry(dictionary, from));
  const textOf = (start: number, end: number): string =>
    clause
      .slice(start, end)
      .map(({ text }) => text)
      .join(' ');
  return cheapestCover({ length: typed.length, longest, costOf: costOfPiece }, (start, end): Piece | null => {
    if (empty.slice(start, end).every(Boolean)) return null;
    const entry = inDictionary(start, end);
    const term = entry?.kind === 'editor' ? [] : inGlossary(start, end);
    if (term.length > 0) return { start, end, from: textOf(start, end), to: term, kind: 'glossary' };
    return entry === null || entry.values.length === 0
      ? null
      : { start, end, from: textOf(start, end), to: entry.values, kind: entry.kind };
  });
}

const costOfPiece = ({ kind }: Piece): number => (kind === 'same' ? COSTS.syllable : COSTS[kind]);

/** Which words say nothing, alone or beside another such: `tôi`, `muốn`, `tôi muốn`. */
function emptyWords(typed: readonly TypedWord[], { from, hasAllMarks }: Manner): boolean[] {
  if (from === 'en') return typed.map(() => false);
  const leading = hasAllMarks ? fillers(typed, true) : new Set<number>();
  return typed.map(({ marked }, at) => isVietnameseStopWord(marked) || leading.has(at));
}

/** Between the pieces go the words that are no Vietnamese: names, models, figures. */
function withNames(found: readonly Piece[], clause: readonly Token[], from: Language): GlossPiece[] {
  const pieces: GlossPiece[] = [];
  let next = 0;
  for (const [at, { text, folded }] of clause.entries()) {
    const piece = found[next];
    if (piece !== undefined && at >= piece.start) {
      if (at === piece.start) pieces.push({ from: piece.from, to: piece.to, kind: piece.kind });
      if (at + 1 === piece.end) next += 1;
    } else if (isName(text, folded, from) && !isFirstOf(clause, at)) pieces.push({ from: text, to: [text], kind: 'same' });
  }
  return pieces;
}

/** Whether a function word is written large only since it comes first: `Cần máy sấy`, not `Cần Thơ`. */
function isFirstOf(clause: readonly Token[], at: number): boolean {
  const [word, next] = [clause[at]?.text ?? '', clause[at + 1]?.text ?? ''];
  return at === 0 && isVietnameseStopWord(typedWord(word).marked) && !isCapital(next);
}

function isName(text: string, folded: string, from: Language): boolean {
  if (from === 'vi') return !isFoldedSyllable(folded) || isCapital(text);
  return /\d/.test(text) || isCapital(text);
}

/** `Hải` of a name goes along without its marks in the index; so does an abbreviation. */
function isCapital(text: string): boolean {
  return text !== text.toLowerCase() && fold(text) !== '';
}
