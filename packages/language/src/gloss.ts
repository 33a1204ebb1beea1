import type { Language } from '@ketnoi/domain/language';
import { dictionaryReader, longestEntry, type Dictionary, type EntryKind } from './dictionary.ts';
import { fold } from './fold.ts';
import { translationReader, type Glossary } from './glossary.ts';
import { cheapestCover, typedWord, type TypedWord } from './phrases.ts';
import { isVietnameseStopWord } from './stop-words.ts';
import { isFoldedSyllable } from './syllable.ts';
import { words, type Token } from './tokens.ts';

/** What a text is glossed with; the glossary goes before the dictionary. */
export type GlossTables = { glossary: Glossary; dictionary: Dictionary };

/** One piece of a gloss: the words it stands for as they were written, and what they mean, the most usual meaning first. */
export type GlossPiece = { from: string; to: readonly string[]; kind: EntryKind | 'glossary' | 'same' };

/** What an entry costs in a cover: two terms of the glossary rather than one of Wiktionary and a loose syllable. */
const COSTS = { editor: 1, glossary: 1, technical: 2, common: 3, wiktionary: 4, lexicon: 8, syllable: 12 };
const ENDS_A_CLAUSE = /[.,;:!?\n()[\]"“”]/u;

/**
 * A text word by word in the other language: the longest terms that the tables know, in the order of the text. Function words of Vietnamese are left
 * out, what is written alike in both languages goes along, what no table knows is left out. Crude; the sentence encoder forgives it.
 */
export function glossPieces(text: string, from: Language, tables: GlossTables): GlossPiece[] {
  return clausesOf(text).flatMap((clause) => glossClause(clause, from, tables));
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
  for (const clause of clausesOf(text)) {
    let row: string[] = [];
    const end = (): void => {
      if (row.length > 0 && row.length <= LONGEST_UNKNOWN) found.add(row.join(' '));
      row = [];
    };
    const known = coverOf(clause, 'vi', tables);
    for (const [at, { text: word, folded }] of clause.entries()) {
      const isKnown = known.some(({ start, end: after }) => at >= start && at < after);
      const { marked } = typedWord(word);
      const saysNothing = isVietnameseStopWord(marked) || COUNTING.has(marked);
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

function glossClause(clause: readonly Token[], from: Language, tables: GlossTables): GlossPiece[] {
  return withNames(coverOf(clause, from, tables), clause, from);
}

/** The terms of a clause that the tables know, the best of them that cover it. */
function coverOf(clause: readonly Token[], from: Language, { glossary, dictionary }: GlossTables): Piece[] {
  const typed = clause.map(({ text }) => typedWord(text));
  const inGlossary = translationReader(glossary, from, typed);
  const inDictionary = dictionaryReader(dictionary, from, typed);
  const longest = Math.max(glossary[from].longest, longestEntry(dictionary, from));
  const textOf = (start: number, end: number): string =>
    clause
      .slice(start, end)
      .map(({ text }) => text)
      .join(' ');
  return cheapestCover({ length: typed.length, longest, costOf: costOfPiece }, (start, end): Piece | null => {
    if (end - start === 1 && isEmpty(typed[start], from)) return null;
    const entry = inDictionary(start, end);
    const term = entry?.kind === 'editor' ? [] : inGlossary(start, end);
    if (term.length > 0) return { start, end, from: textOf(start, end), to: term, kind: 'glossary' };
    return entry === null || entry.values.length === 0
      ? null
      : { start, end, from: textOf(start, end), to: entry.values, kind: entry.kind };
  });
}

const costOfPiece = ({ kind }: Piece): number => (kind === 'same' ? COSTS.syllable : COSTS[kind]);

function isEmpty(word: TypedWord | undefined, from: Language): boolean {
  return from === 'vi' && word !== undefined && isVietnameseStopWord(word.marked);
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
    } else if (isName(text, folded, from)) pieces.push({ from: text, to: [text], kind: 'same' });
  }
  return pieces;
}

function isName(text: string, folded: string, from: Language): boolean {
  if (from === 'vi') return !isFoldedSyllable(folded) || isCapital(text);
  return /\d/.test(text) || isCapital(text);
}

/** `Hải` of a name goes along without its marks in the index; so does an abbreviation. */
function isCapital(text: string): boolean {
  return text !== text.toLowerCase() && fold(text) !== '';
}
