import { fold } from './fold.ts';
import { translations, type Glossary, type Language } from './glossary.ts';
import { guessLanguage } from './guess-language.ts';
import { fromSlips } from './keyboard-slips.ts';
import { longestMatches, type PhraseIndex, type TypedWord } from './phrases.ts';
import type { PlanTables, Reading } from './query-reading.ts';
import { isFoldedSyllable } from './syllable.ts';
import type { Synonyms } from './synonyms.ts';
import { flatWords, replaceWords, termOfText, termOfWords, type Term } from './terms.ts';

/** Words of the query and what was searched in their place. */
export type Replacement = { from: string; to: string };

/** Another way of asking: its terms and what they replace. */
export type Alternative = { terms: readonly Term[]; source: readonly Replacement[] };

const MOST_SYNONYMS = 6;
const MOST_TRANSLATIONS = 3;
/** Below this share of translated words a translation asks for something else than the user did. */
const LEAST_COVERAGE = 0.5;

/** The query with one term replaced by a synonym, an abbreviation or what an abbreviation stands for; at most six. */
export function synonymAlternatives(terms: readonly Term[], table: PhraseIndex<Synonyms>): Alternative[] {
  const words = flatWords(terms);
  const found: Alternative[] = [];
  for (const { start, end, values } of longestMatches(table, words)) {
    const from = textOf(words.slice(start, end));
    for (const to of new Set(values.flatMap((value) => value.others))) {
      const term = termOfText(to, false);
      if (term && fold(to) !== fold(from)) found.push({ terms: replaceWords(terms, { start, end }, term), source: [{ from, to }] });
    }
  }
  return found.slice(0, MOST_SYNONYMS);
}

/**
 * The query in the other language, as far as the glossary knows its words; names and figures go along, other words are left
 * out. Nothing when less than half is known. Up to three, when a term has several translations.
 */
export function translationAlternatives(terms: readonly Term[], from: Language, tables: PlanTables): Alternative[] {
  if (!tables.glossary) return [];
  const words = flatWords(terms);
  const segments = translatedSegments(words, from, tables.glossary, tables.synonyms);
  const covered = segments.reduce((sum, { start, end }) => sum + end - start, 0);
  if (covered === 0 || covered < words.length * LEAST_COVERAGE) return [];
  const fixed = terms.filter((term) => term.kind === 'code' || term.kind === 'phrase');
  const most = Math.min(MOST_TRANSLATIONS, Math.max(...segments.map((segment) => segment.to.length)));
  return Array.from({ length: most }, (_, choice) => {
    const chosen = segments.map((segment) => ({ ...segment, to: segment.to[choice] ?? segment.to[0] ?? '' }));
    const translated = chosen.flatMap(({ to }) => termOfText(to, false) ?? []);
    const source = chosen.map(({ start, end, to }) => ({ from: textOf(words.slice(start, end)), to }));
    return { terms: [...fixed, ...translated, ...neutralWords(words, segments, from)], source };
  });
}

type Word = TypedWord & { text: string };
type Segment = { start: number; end: number; to: readonly string[] };

function translatedSegments(words: readonly Word[], from: Language, glossary: Glossary, synonyms?: PhraseIndex<Synonyms>): Segment[] {
  const direct = translations(glossary, from, words).map(({ start, end, values }) => ({ start, end, to: [...new Set(values)] }));
  const known = (start: number, end: number): boolean => direct.some((segment) => segment.start < end && start < segment.end);
  const bySynonym = (synonyms ? longestMatches(synonyms, words) : [])
    .filter(({ start, end }) => !known(start, end))
    .map(({ start, end, values }) => {
      const others = values.flatMap((value) => value.others.flatMap((other) => wholeTranslations(glossary, from, other)));
      return { start, end, to: [...new Set(others)] };
    })
    .filter((segment) => segment.to.length > 0);
  return [...direct, ...bySynonym].sort((a, b) => a.start - b.start);
}

function wholeTranslations(glossary: Glossary, from: Language, text: string): readonly string[] {
  const term = termOfText(text, false);
  const words = term ? flatWords([term]) : [];
  const [match] = translations(glossary, from, words);
  return match && match.start === 0 && match.end === words.length ? match.values : [];
}

function neutralWords(words: readonly Word[], segments: readonly Segment[], from: Language): Term[] {
  return words
    .filter((_, at) => !segments.some(({ start, end }) => at >= start && at < end))
    .filter(({ text, folded }) => (from === 'vi' ? !isFoldedSyllable(folded) : /\d/.test(text) || (text.length > 1 && text === text.toUpperCase())))
    .map(({ text }) => termOfWords('word', [text]));
}

/** The query as it was meant when its words were typed for Telex or VNI with the keyboard switched off; null when none was. */
export function slipAlternative(reading: Reading): Alternative | null {
  const source: Replacement[] = [];
  const terms = reading.terms.map((term) => {
    if (term.kind === 'code' || term.kind === 'phrase') return term;
    const words = term.text.split(' ');
    const meant = words.map(fromSlips);
    for (const [at, from] of words.entries()) {
      const to = meant[at] ?? from;
      if (to !== from) source.push({ from, to });
    }
    return termOfWords(term.kind, meant);
  });
  const meantText = terms.map((term) => term.folded.join(' ')).join(' ');
  return source.length > 0 && guessLanguage(meantText) === 'vi' ? { terms, source } : null;
}

function textOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}
