import type { Language } from '@ketnoi/domain/language';
import { dictionaryReader, longestEntry, type Dictionary, type DictionaryEntry } from './dictionary.ts';
import { singular } from './english.ts';
import { fold } from './fold.ts';
import { translationReader, type Glossary } from './glossary.ts';
import { cheapestCover, phraseReader, typedWord, type PhraseIndex, type TypedWord } from './phrases.ts';
import { isFoldedSyllable } from './syllable.ts';
import { isEmptyTranslation } from './stop-words.ts';
import type { Synonyms } from './synonyms.ts';
import { flatWords, isLoose, termOfText, termOfWords, type Alternative, type Term } from './terms.ts';
import { oldTone } from './tone.ts';
import { foldedWords, tokens } from './tokens.ts';

/** What words are translated with; the glossary goes before the dictionary. */
export type TranslationTables = { glossary?: Glossary; synonyms?: PhraseIndex<Synonyms>; dictionary?: Dictionary };

const MOST_TRANSLATIONS = 3;
/** Below this share of translated words a translation asks for something else than the user did. */
const LEAST_COVERAGE = 0.5;
/** Of a single word with more meanings than this only its neighbours tell which one is meant. */
const MOST_MEANINGS = 2;

/** What an entry costs in a cover: two terms of the glossary rather than one of Wiktionary and a loose syllable. */
const COSTS = { editor: 1, glossary: 1, technical: 2, common: 3, wiktionary: 4, lexicon: 8, syllable: 12 };

type Word = TypedWord & { text: string };
type Segment = { start: number; end: number; cost: number; to: readonly string[] };

/**
 * The query in the other language, as far as the tables know its words, the longest terms first; names and figures go along, other words are left
 * out. Nothing when less than half is known. At most three: the most usual meaning of everything, then second meanings one at a time.
 */
export function translationAlternatives(terms: readonly Term[], from: Language, tables: TranslationTables): Alternative[] {
  const words = flatWords(terms);
  const segments = translatedSegments(terms, from, tables);
  if (!saysEnough(segments, words.length)) return [];
  const fixed = terms.filter((term) => term.kind === 'code' || term.kind === 'phrase');
  return choices(segments).map((to) => {
    // What stands last in one language stands first in the other: `xử lý nước lợ`, `brackish water treatment`.
    const translated = to.toReversed().flatMap((text) => termOfText(text, false) ?? []);
    const source = segments
      .map(({ start, end }, at) => ({ from: textOf(words.slice(start, end)), to: to[at] ?? '' }))
      .filter((one) => fold(one.from) !== fold(one.to));
    return { terms: [...fixed, ...translated, ...neutralWords(words, segments, from)], source };
  });
}

/** In part only terms count: loose syllables of what is half understood are as likely parts of a name (`Dương` of `Bình Dương`). */
function saysEnough(segments: readonly Segment[], words: number): boolean {
  const lengthOf = (some: readonly Segment[]): number => some.reduce((sum, { start, end }) => sum + end - start, 0);
  const covered = lengthOf(segments);
  if (covered === words) return words > 0;
  return (
    covered > 0 && lengthOf(segments.filter(({ cost, start, end }) => cost <= COSTS.technical || end - start > 1)) >= words * LEAST_COVERAGE
  );
}

/** For each translation to ask with, the meaning it takes of every segment. */
function choices(segments: readonly Segment[]): string[][] {
  const usual = segments.map(({ to }) => to[0] ?? '');
  const others = segments.flatMap(({ to }, at) => to.slice(1).map((meaning, rank) => ({ meaning, at, rank })));
  return [usual, ...others.toSorted((one, other) => one.rank - other.rank).map(({ meaning, at }) => usual.with(at, meaning))].slice(
    0,
    MOST_TRANSLATIONS,
  );
}

function translatedSegments(terms: readonly Term[], from: Language, tables: TranslationTables): Segment[] {
  const words = flatWords(terms);
  const { glossary, synonyms, dictionary } = tables;
  const inGlossary = glossary ? glossaryReader(words, from, { ...tables, glossary }) : null;
  const inDictionary = dictionary ? dictionaryReader(dictionary, from, words) : null;
  const termOf = terms.filter(isLoose).flatMap((term, at) => term.folded.map(() => at));
  // What the reading took for one word is translated whole or in terms of its own, never with a part of the next nor syllable by syllable.
  const cuts = (start: number, end: number): boolean => {
    const isPart = termOf[start - 1] === termOf[start] || termOf[end] === termOf[end - 1];
    return isPart && (termOf[start] !== termOf[end - 1] || (from === 'vi' && end - start === 1));
  };
  const longest = Math.max(glossary?.[from].longest ?? 0, synonyms?.longest ?? 0, dictionary ? longestEntry(dictionary, from) : 0);
  return cheapestCover({ length: words.length, longest, costOf: (segment: Segment) => segment.cost }, (start, end) => {
    if (cuts(start, end)) return null;
    const entry = inDictionary?.(start, end) ?? null;
    const known = entry?.kind === 'editor' ? [] : (inGlossary?.(start, end) ?? []);
    const clear = entry === null ? [] : clearValues(entry, from, words.slice(start, end));
    const to = meanings(isSame(known, words.slice(start, end)) ? known : [...known, ...clear], from);
    if (to.length === 0) return null;
    return { start, end, to, cost: known.length > 0 || entry === null ? COSTS.glossary : COSTS[entry.kind] };
  });
}

/** A term of the glossary, or an abbreviation or synonym of one. */
function glossaryReader(words: readonly Word[], from: Language, tables: WithGlossary) {
  const { glossary, synonyms } = tables;
  const direct = translationReader(glossary, from, words);
  const meaning = synonyms ? phraseReader(synonyms, words) : null;
  return (start: number, end: number): readonly string[] => {
    const found = direct(start, end);
    if (found.length > 0) return found;
    return (meaning?.(start, end) ?? []).flatMap(({ others }) => others.flatMap((other) => wholeTranslations(tables, from, other)));
  };
}

type WithGlossary = TranslationTables & { glossary: Glossary };

function wholeTranslations({ glossary, dictionary }: WithGlossary, from: Language, text: string): readonly string[] {
  const words = tokens(text).map((token) => typedWord(token.text));
  if (words.length === 0) return [];
  const entry = dictionary?.edits === undefined ? null : dictionaryReader(dictionary, from, words)(0, words.length);
  return entry?.kind === 'editor' ? entry.values : translationReader(glossary, from, words)(0, words.length);
}

/**
 * The meanings that can be trusted. Several words tell each other's meaning. A single one may mean any of several things: an English word of our own list
 * is taken in its most usual meaning; of a Vietnamese syllable too, unless it has more than two, or its marks are a guess (`tai` may be an ear).
 */
function clearValues({ kind, values }: DictionaryEntry, from: Language, words: readonly Word[]): readonly string[] {
  const [only] = words;
  if (kind === 'editor') return values;
  // `LAMP` is no lamp.
  if (only !== undefined && words.length === 1 && from === 'en' && isCapitals(only.text)) return [];
  if (only === undefined || words.length > 1 || !isVietnameseSyllable(only, from)) {
    const isOurs = kind !== 'wiktionary' && kind !== 'lexicon';
    return words.length > 1 || values.length <= MOST_MEANINGS ? values : values.slice(0, isOurs ? 1 : 0);
  }
  if (kind === 'technical') return values.slice(0, 1);
  return values.length <= MOST_MEANINGS && only.likely === undefined ? values.slice(0, 1) : [];
}

function isVietnameseSyllable({ folded }: Word, from: Language): boolean {
  return from === 'vi' && isFoldedSyllable(folded);
}

const other = (language: Language): Language => (language === 'vi' ? 'en' : 'vi');

function wordsOf(text: string): string[] {
  return (
    oldTone(text)
      .toLowerCase()
      .match(/[\p{L}\p{Nd}]+/gu) ?? []
  );
}

/** A name is the same in either language, and nothing else: `Hải Dương` is no ocean. */
function isSame([first]: readonly string[], words: readonly Word[]): boolean {
  return first !== undefined && foldedWords(first).join(' ') === words.map(({ folded }) => folded).join(' ');
}

/** Each meaning once, without such as say nothing. */
function meanings(values: readonly string[], from: Language): string[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = foldedWords(value).map(singular).join(' ');
    const isNew = !seen.has(key) && !isEmptyTranslation(wordsOf(value), other(from));
    seen.add(key);
    return isNew;
  });
}

function neutralWords(words: readonly Word[], segments: readonly Segment[], from: Language): Term[] {
  return words
    .filter((_, at) => !segments.some(({ start, end }) => at >= start && at < end))
    .filter(({ text, folded }) => (from === 'vi' ? !isFoldedSyllable(folded) : /\d/.test(text) || isCapitals(text)))
    .map(({ text }) => termOfWords('word', [text]));
}

function isCapitals(text: string): boolean {
  return text.length > 1 && text === text.toUpperCase();
}

function textOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}
