import { hasMarks } from './fold.ts';
import type { Language } from '@ketnoi/domain/language';
import { dictionaryReader, longestEntry, type Dictionary } from './dictionary.ts';
import { translationReader, type Glossary } from './glossary.ts';
import { guessLanguage } from './guess-language.ts';
import type { LikelyWord, MarksTable } from './marks.ts';
import { bestCover, phraseReader, typedWord, type PhraseIndex, type TypedWord } from './phrases.ts';
import { likelyReading, SURE, type LikelyReading } from './query-marks.ts';
import { fillers, isWeak, stopWordTest } from './stop-words.ts';
import type { Synonyms } from './synonyms.ts';
import { termOfCode, termOfText, termOfWords, type Term } from './terms.ts';
import { tokens, type Token } from './tokens.ts';

/** What a query is read with; each may be left out. Shipped ones are loaded when first asked for: hand them over by getters. */
export type PlanTables = {
  synonyms?: PhraseIndex<Synonyms>;
  /** Terms with their translations, asked before the dictionary. */
  glossary?: Glossary;
  /** Tells which words are one word, and what they mean in the other language. */
  dictionary?: Dictionary;
  /** Tells the marks that words typed without any most likely have. */
  marks?: MarksTable;
  /** How many listings hold a folded word, where the index knows: unknown words are dropped, the rarest are the telling ones. */
  frequency?: (foldedWord: string) => number;
};

/**
 * A query taken apart: quoted phrases, codes, and the words that tell what is sought. `understoodAs` is a query typed without marks with those it
 * most likely has, a guess; null when it has some, is English or cannot be guessed. `dropped` are the words left out because
 * no listing has them or because there were too many; stop words are not counted among them.
 */
export type Reading = {
  text: string;
  language: Language | null;
  hasMarks: boolean;
  understoodAs: string | null;
  terms: readonly Term[];
  dropped: readonly string[];
};

const LONGEST_QUERY = 500;
const LONGEST_WORD = 64;
const MOST_WORDS = 8;
/** `76 / 2018 / NĐ - CP`, `TCVN 5935-1: 2013`: numbers of documents as they come from a line break or a careful hand. */
const GAPS_IN_NUMBERS = /(?<=\d) ?[/:–-] ?(?=\d)|(?<=\d) ?\/ ?(?=\p{L})|(?<=\d ?\/ ?\p{L}{2,8}) ?[–-] ?(?=\p{L})/gu;
const QUOTED = /["“”«]([^"“”«»]{1,200})["”“»]/g;

type QueryWord = TypedWord & { text: string; isSure: boolean };
type QueryTerm = { term: Term; words: readonly QueryWord[] };

/** Reads a query as typed; where its words do not tell their language, an English `reader` wrote English. Bounded: of a very long one only the beginning counts. */
export function readQuery(text: string, tables: PlanTables, reader: Language): Reading {
  const clean = cleaned(text);
  const phrases = [...clean.matchAll(QUOTED)].flatMap((match) => termOfText(match[1] ?? '', true) ?? []);
  // What is taken out leaves its room, so that every word keeps its place.
  const rest = clean.replace(QUOTED, (quoted) => ' ;'.padEnd(quoted.length)).replace(/(\p{L})['’]s(?!\p{L})/gu, '$1  ');
  const found = tokens(rest);
  const codes = found.filter((token) => token.kind === 'code').map(termOfCode);
  const words = found.filter((token) => token.kind === 'word' && token.text.length <= LONGEST_WORD);
  const language = guessLanguage(clean);
  const marks = hasMarks(clean);
  const likely = marks ? null : guessed(clean, found, tables);
  const typed = words.map((word) => queryWord(word, likely?.words.get(word)));
  const spoken = language ?? (reader === 'en' && !marks ? reader : null);
  const speaking = speakingTerms(typed, { language: spoken, marks, tables });
  const isOnlyStops = speaking.length + codes.length + phrases.length === 0;
  const { kept, dropped } = tellingTerms(isOnlyStops ? typed.map((word) => likelyTerm([word])) : speaking, tables);
  const understoodAs = likely?.text ?? null;
  return { text: clean, language, hasMarks: marks, understoodAs, terms: [...codes, ...phrases, ...kept], dropped };
}

function guessed(text: string, found: readonly Token[], { marks, dictionary }: PlanTables): LikelyReading | null {
  if (marks === undefined) return null;
  const isEnglish = (word: string): boolean =>
    dictionary !== undefined && dictionaryReader(dictionary, 'en', [typedWord(word)])(0, 1) !== null;
  return likelyReading(text, found, { language: guessLanguage(text), table: marks, isEnglish });
}

function queryWord({ text }: Token, likely: LikelyWord | undefined): QueryWord {
  return { ...typedWord(text), text, likely: likely?.marked, isSure: (likely?.confidence ?? 0) >= SURE };
}

function cleaned(text: string): string {
  const wellFormed = text
    .slice(0, LONGEST_QUERY * 4)
    .toWellFormed()
    .normalize('NFC');
  return wellFormed
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(GAPS_IN_NUMBERS, (gap) => gap.trim())
    .slice(0, LONGEST_QUERY)
    .toWellFormed()
    .trim();
}

type Speech = { language: Language | null; marks: boolean; tables: PlanTables };

/** The terms of a query that say something: words that only ask, lead or join are left out. */
function speakingTerms(typed: readonly QueryWord[], { language, marks, tables }: Speech): Term[] {
  const asking = language === 'en' ? new Set() : fillers(typed, marks);
  const isStop = stopWordTest(language, marks, typed.length);
  return groupWords(
    typed.filter((_, at) => !asking.has(at)),
    language,
    tables,
  ).flatMap(({ term, words }) => (words.every(isStop) ? [] : [term]));
}

/** Joins the words that a table knows as one term into compounds. */
function groupWords(words: readonly QueryWord[], language: Language | null, tables: PlanTables): QueryTerm[] {
  const endAt = new Map(knownSpans(words, language ?? 'vi', tables).map(([start, end]) => [start, end]));
  const terms: QueryTerm[] = [];
  for (let at = 0; at < words.length;) {
    const end = endAt.get(at) ?? at + 1;
    const own = words.slice(at, end);
    terms.push({ term: likelyTerm(own), words: own });
    at = end;
  }
  return terms;
}

function likelyTerm(words: readonly QueryWord[]): Term {
  const term = termOfWords(
    words.length > 1 ? 'compound' : 'word',
    words.map(({ text }) => text),
  );
  return words.some(({ likely }) => likely !== undefined) ? { ...term, likely: words.map(({ likely }) => likely) } : term;
}

function knownSpans(words: readonly TypedWord[], language: Language, tables: PlanTables): (readonly [number, number])[] {
  const { synonyms, glossary, dictionary } = tables;
  const inDictionary = dictionary ? dictionaryReader(dictionary, language, words) : null;
  const readers = [
    ...(synonyms ? [phraseReader(synonyms, words)] : []),
    ...(glossary ? [translationReader(glossary, language, words)] : []),
    ...(inDictionary ? [(start: number, end: number) => (end - start > 1 ? (inDictionary(start, end)?.values ?? []) : [])] : []),
  ];
  const longest = Math.max(synonyms?.longest ?? 0, glossary?.[language].longest ?? 0, dictionary ? longestEntry(dictionary, language) : 0);
  return bestCover(words.length, longest, (start, end) =>
    readers.some((read) => read(start, end).length > 0) ? ([start, end] as const) : null,
  );
}

type Telling = { kept: Term[]; dropped: string[] };

/** Leaves out unknown words while others remain, then keeps the most telling ones, in the order typed. */
function tellingTerms(all: readonly Term[], tables: PlanTables): Telling {
  const known = (term: Term): boolean => tables.frequency === undefined || term.folded.every((word) => frequencyOf(word, tables) > 0);
  // Of a compound that no listing has whole its words may still be there.
  const terms = all.flatMap((term) => (term.kind === 'compound' && !known(term) ? wordsOf(term) : [term]));
  const existing = terms.some(known) ? terms.filter(known) : terms;
  const ranked = existing
    .map((term, at) => ({ term, at, weight: telling(term, tables) }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at);
  const chosen = new Set<Term>();
  let room = MOST_WORDS;
  for (const { term } of ranked) {
    if (term.folded.length > room) continue;
    chosen.add(term);
    room -= term.folded.length;
  }
  return { kept: terms.filter((term) => chosen.has(term)), dropped: terms.filter((term) => !chosen.has(term)).map((term) => term.text) };
}

function wordsOf(term: Term): Term[] {
  return term.text.split(' ').map((text, at) => {
    const likely = term.likely?.[at];
    return likely === undefined ? termOfWords('word', [text]) : { ...termOfWords('word', [text]), likely: [likely] };
  });
}

function telling(term: Term, tables: PlanTables): number {
  if (tables.frequency === undefined) return isWeak(term.folded.join(' ')) ? 0 : term.folded.length > 1 ? 2 : 1;
  return -Math.min(...term.folded.map((word) => frequencyOf(word, tables)));
}

function frequencyOf(word: string, tables: PlanTables): number {
  return tables.frequency?.(word) ?? 0;
}
