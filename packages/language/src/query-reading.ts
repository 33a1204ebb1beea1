import { hasMarks } from './fold.ts';
import type { Glossary, Language } from './glossary.ts';
import { translations } from './glossary.ts';
import { guessLanguage } from './guess-language.ts';
import { longestMatches, typedWord, type PhraseIndex, type TypedWord } from './phrases.ts';
import { stopWordTest } from './stop-words.ts';
import type { Synonyms } from './synonyms.ts';
import { termOfCode, termOfText, termOfWords, type Term } from './terms.ts';
import { tokens, type Token } from './tokens.ts';

/** What a query is read with. Leave the glossary out to search in one language only. */
export type PlanTables = {
  synonyms?: PhraseIndex<Synonyms>;
  glossary?: Glossary;
  /** How many listings hold a folded word, where the index knows: unknown words are dropped, the rarest are the telling ones. */
  frequency?: (foldedWord: string) => number;
};

/**
 * A query taken apart: quoted phrases, codes, and the words that tell what is sought. `dropped` are the words left out because
 * no listing has them or because there were too many; stop words are not counted among them.
 */
export type Reading = {
  text: string;
  language: Language | null;
  hasMarks: boolean;
  terms: readonly Term[];
  dropped: readonly string[];
};

const LONGEST_QUERY = 500;
const LONGEST_WORD = 64;
const MOST_WORDS = 8;
const QUOTED = /["“”«]([^"“”«»]{1,200})["”“»]/g;

/** Reads a query as typed. Bounded: of a very long one only the beginning counts. */
export function readQuery(text: string, tables: PlanTables): Reading {
  const clean = cleaned(text);
  const phrases = [...clean.matchAll(QUOTED)].flatMap((match) => termOfText(match[1] ?? '', true) ?? []);
  const rest = clean.replace(QUOTED, ' ; ').replace(/(\p{L})['’]s(?!\p{L})/gu, '$1');
  const found = tokens(rest);
  const codes = found.filter((token) => token.kind === 'code').map(termOfCode);
  const words = found.filter((token) => token.kind === 'word' && token.text.length <= LONGEST_WORD);
  const language = guessLanguage(clean);
  const marks = hasMarks(clean);
  const grouped = groupWords(words, language, tables);
  const { kept, dropped } = tellingTerms(grouped, stopWordTest(language, marks), phrases.length + codes.length, tables);
  return { text: clean, language, hasMarks: marks, terms: [...codes, ...phrases, ...kept], dropped };
}

function cleaned(text: string): string {
  const wellFormed = text.slice(0, LONGEST_QUERY * 4).toWellFormed().normalize('NFC');
  return wellFormed.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').slice(0, LONGEST_QUERY).toWellFormed().trim();
}

/** Joins the words that a table knows as one term into compounds. */
function groupWords(words: readonly Token[], language: Language | null, tables: PlanTables): Term[] {
  const typed = words.map((word) => typedWord(word.text));
  const matches = [
    ...(tables.synonyms ? longestMatches(tables.synonyms, typed) : []),
    ...(tables.glossary ? translations(tables.glossary, language ?? 'vi', typed) : []),
  ];
  const endAt = new Map<number, number>();
  for (const { start, end } of matches) endAt.set(start, Math.max(end, endAt.get(start) ?? 0));
  const terms: Term[] = [];
  for (let at = 0; at < words.length; ) {
    const end = endAt.get(at) ?? at + 1;
    const texts = words.slice(at, end).map((word) => word.text);
    terms.push(termOfWords(texts.length > 1 ? 'compound' : 'word', texts));
    at = end;
  }
  return terms;
}

type Telling = { kept: Term[]; dropped: string[] };

/** Leaves out stop words and unknown words while others remain, then keeps the most telling ones, in the order typed. */
function tellingTerms(terms: readonly Term[], isStop: (word: TypedWord) => boolean, others: number, tables: PlanTables): Telling {
  const says = (term: Term): boolean => term.kind === 'compound' || !isStop({ folded: term.folded[0] ?? '', marked: term.marked[0] ?? '' });
  const known = (term: Term): boolean => tables.frequency === undefined || term.folded.every((word) => frequencyOf(word, tables) > 0);
  const speaking = others > 0 || terms.some(says) ? terms.filter(says) : terms;
  const existing = speaking.some(known) ? speaking.filter(known) : speaking;
  const ranked = existing.map((term, at) => ({ term, at, weight: telling(term, tables) })).sort((a, b) => b.weight - a.weight || a.at - b.at);
  const chosen = new Set<Term>();
  let room = MOST_WORDS;
  for (const { term } of ranked) {
    if (term.folded.length > room) continue;
    chosen.add(term);
    room -= term.folded.length;
  }
  return { kept: terms.filter((term) => chosen.has(term)), dropped: speaking.filter((term) => !chosen.has(term)).map((term) => term.text) };
}

function telling(term: Term, tables: PlanTables): number {
  if (tables.frequency === undefined) return term.kind === 'compound' ? 1 : 0;
  return -Math.min(...term.folded.map((word) => frequencyOf(word, tables)));
}

function frequencyOf(word: string, tables: PlanTables): number {
  return tables.frequency?.(word) ?? 0;
}
