import type { Facet } from '@ketnoi/domain/search';
import { canonicalCode } from '@ketnoi/language/codes';
import { toTelex } from '@ketnoi/language/telex';
import { foldedWords, tokens, type Token } from '@ketnoi/language/tokens';
import type { SearchDocument } from '../port.ts';

// The kinds of lexemes in `words`; a folded word stands bare.
/** A word with its marks spelt out, where it has any. */
export const marked = (telex: string): string => `=${telex}`;
/** Two words side by side. */
export const pair = (first: string, second: string): string => `${first}_${second}`;
/** A code as one piece. */
export const code = (canonical: string): string => `#${canonical}`;
/** A word of the title or the keywords. */
export const heading = (word: string): string => `^${word}`;
/** A value to filter by. */
export const value = (facet: Facet, of: string): string => `@${facet}:${of}`;

type Weight = 'A' | 'B' | 'C' | null;
type Sink = { head: Map<string, string>; words: Set<string>; terms: Set<string>; place: number };

/** More lexemes than this say no more of a listing; the longest text allowed has some 4,000. */
const MOST_LEXEMES = 6000;
/** Longer words are not typed by people, and PostgreSQL takes none above 2 kB. */
const LONGEST_WORD = 64;

/** A word as the index has it: folded, with its marks where it has any, and as one of title or keywords. */
type Spelling = { folded: string; marked: string | null; heading: string };
const spellings = new Map<string, Spelling>();

/** Kept, since texts repeat the same few thousand words. */
function spellingOf({ text, folded }: Token): Spelling {
  const known = spellings.get(text);
  if (known !== undefined) return known;
  const telex = toTelex(text);
  const spelling = { folded, marked: telex === folded ? null : marked(telex), heading: heading(folded) };
  if (spellings.size < 50_000) spellings.set(text, spelling);
  return spelling;
}

function put(sink: Sink, lexeme: string, weight: Weight): void {
  if (sink.words.size >= MOST_LEXEMES) return;
  sink.words.add(lexeme);
  if (weight === null) return;
  const before = sink.head.get(lexeme);
  sink.head.set(lexeme, `${before === undefined ? '' : `${before},`}${sink.place}${weight}`);
}

/** Words with at most a joiner between them stand side by side, as highlights see it; the end of a clause parts them. */
const ADJACENT = /^[^.,;:!?\n]{1,3}$/u;
const areAdjacent = (text: string, end: number, start: number): boolean =>
  (start === end + 1 && text.charCodeAt(end) === 32) || (start - end <= 6 && ADJACENT.test(text.slice(end, start)));

function addText(sink: Sink, text: string | null, weight: Weight): void {
  if (text === null) return;
  let before: { word: string; end: number } | null = null;
  for (const token of tokens(text)) {
    sink.place += 1;
    if (token.kind === 'code') {
      put(sink, code(token.folded), weight);
      for (const word of foldedWords(token.text)) put(sink, word, null);
      before = null;
    } else if (token.text.length <= LONGEST_WORD) {
      const { folded: word, marked: withMarks, heading: ofTitle } = spellingOf(token);
      sink.terms.add(word);
      put(sink, word, weight);
      if (withMarks !== null) put(sink, withMarks, weight);
      if (weight === 'A' || weight === 'B') put(sink, ofTitle, null);
      if (before !== null && areAdjacent(text, before.end, token.start)) put(sink, pair(before.word, word), null);
      before = { word, end: token.end };
    }
  }
}

/** Every value a document can be filtered by, facet by facet. */
function valuesOf(document: SearchDocument): [Facet, string][] {
  const one = (facet: Facet, of: string | number | null): [Facet, string][] => (of === null ? [] : [[facet, String(of)]]);
  const all = (facet: Facet, of: readonly string[]): [Facet, string][] => of.map((each) => [facet, each]);
  return [
    ...one('side', document.side),
    ...one('kind', document.kind),
    ...all('field', document.fields),
    ...all('sector', document.sectors),
    ...one('province', document.province),
    ...one('region', document.region),
    ...one('trl', document.trl),
    ...one('techClass', document.techClass),
    ...all('ipStatus', document.ipStatuses),
    ...all('transferMode', document.transferModes),
    ...one('country', document.country),
    ...one('organisationType', document.organisationType),
    ...all('language', document.languages),
    ...one('openForInterest', document.openForInterest ? 'true' : null),
  ];
}

/** A lexeme as it stands in the text form of a tsvector or tsquery. */
export function quoted(lexeme: string): string {
  return lexeme.includes("'") || lexeme.includes('\\')
    ? `'${lexeme.replaceAll('\\', String.raw`\\`).replaceAll("'", "''")}'`
    : `'${lexeme}'`;
}

/** Lexemes in the text form of a tsvector. */
function allQuoted(lexemes: ReadonlySet<string>): string {
  const all = [...lexemes];
  const text = all.join("' '");
  // One quotation mark more than stands between them, or a backslash: one of them needs more than quotes around it.
  const plain = !text.includes('\\') && text.split("'").length === all.length * 2 - 1;
  return plain ? `'${text}'` : all.map(quoted).join(' ');
}

/**
 * A document as PostgreSQL indexes it: `words` and `head` as text of a tsvector (see the migration), `terms` its folded words for the
 * vocabulary. Folding happens here, so that query and index agree to the letter.
 */
export function lexemesOf(document: SearchDocument): { head: string; words: string; terms: ReadonlySet<string> } {
  const sink: Sink = { head: new Map(), words: new Set(), terms: new Set(), place: 1 };
  for (const [facet, of] of valuesOf(document)) sink.words.add(value(facet, of));
  put(sink, code(canonicalCode(document.reference)), 'A');
  for (const language of ['vi', 'en'] as const) addText(sink, document.title[language], 'A');
  for (const language of ['vi', 'en'] as const) for (const keyword of document.keywords[language]) addText(sink, keyword, 'B');
  for (const one of document.codes) put(sink, code(canonicalCode(one)), 'B');
  for (const language of ['vi', 'en'] as const) addText(sink, document.summary[language], 'C');
  for (const name of document.names) addText(sink, name, null);
  for (const language of ['vi', 'en'] as const) addText(sink, document.description[language], null);
  const head = [...sink.head].map(([lexeme, places]) => `${quoted(lexeme)}:${places}`).join(' ');
  return { head, words: allQuoted(sink.words), terms: sink.terms };
}
