import { hasMarks } from './fold.ts';
import type { Language } from '@ketnoi/domain/language';
import { translationReader, type Glossary } from './glossary.ts';
import { guessLanguage } from './guess-language.ts';
import { bestCover, phraseReader, typedWord, type PhraseIndex, type TypedWord } from './phrases.ts';
import { isWeak, stopWordTest } from './stop-words.ts';
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
  const speaking = withoutStopWords(grouped, stopWordTest(language, marks));
  const isOnlyStops = speaking.length + codes.length + phrases.length === 0;
  const { kept, dropped } = tellingTerms(isOnlyStops ? grouped : speaking, tables);
  return { text: clean, language, hasMarks: marks, terms: [...codes, ...phrases, ...kept], dropped };
}

function cleaned(text: string): string {
  const wellFormed = text
    .slice(0, LONGEST_QUERY * 4)
    .toWellFormed()
    .normalize('NFC');
  return wellFormed
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .slice(0, LONGEST_QUERY)
    .toWellFormed()
    .trim();
}

/** Joins the words that a table knows as one term into compounds. */
function groupWords(words: readonly Token[], language: Language | null, tables: PlanTables): Term[] {
  const known = knownSpans(
    words.map((word) => typedWord(word.text)),
    language ?? 'vi',
    tables,
  );
  const endAt = new Map(known.map(([start, end]) => [start, end]));
  const terms: Term[] = [];
  for (let at = 0; at < words.length;) {
    const end = endAt.get(at) ?? at + 1;
    const texts = words.slice(at, end).map((word) => word.text);
    terms.push(termOfWords(texts.length > 1 ? 'compound' : 'word', texts));
    at = end;
  }
  return terms;
}

function knownSpans(words: readonly TypedWord[], language: Language, { synonyms, glossary }: PlanTables): (readonly [number, number])[] {
  const readers = [
    ...(synonyms ? [phraseReader(synonyms, words)] : []),
    ...(glossary ? [translationReader(glossary, language, words)] : []),
  ];
  const longest = Math.max(synonyms?.longest ?? 0, glossary?.[language].longest ?? 0);
  return bestCover(words.length, longest, (start, end) =>
    readers.some((read) => read(start, end).length > 0) ? ([start, end] as const) : null,
  );
}

type Telling = { kept: Term[]; dropped: string[] };

function withoutStopWords(terms: readonly Term[], isStop: (word: TypedWord) => boolean): Term[] {
  return terms.filter((term) => term.kind === 'compound' || !isStop({ folded: term.folded[0] ?? '', marked: term.marked[0] ?? '' }));
}

/** Leaves out unknown words while others remain, then keeps the most telling ones, in the order typed. */
function tellingTerms(terms: readonly Term[], tables: PlanTables): Telling {
  const known = (term: Term): boolean => tables.frequency === undefined || term.folded.every((word) => frequencyOf(word, tables) > 0);
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

function telling(term: Term, tables: PlanTables): number {
  if (tables.frequency === undefined) return isWeak(term.folded.join(' ')) ? 0 : term.folded.length > 1 ? 2 : 1;
  return -Math.min(...term.folded.map((word) => frequencyOf(word, tables)));
}

function frequencyOf(word: string, tables: PlanTables): number {
  return tables.frequency?.(word) ?? 0;
}
