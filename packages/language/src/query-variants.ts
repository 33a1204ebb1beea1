import { plural, singular } from './english.ts';
import { fold } from './fold.ts';
import type { Language } from '@ketnoi/domain/language';
import { translationReader, type Glossary } from './glossary.ts';
import { guessLanguage } from './guess-language.ts';
import { fromSlips } from './keyboard-slips.ts';
import { bestCover, longestMatches, phraseReader, type PhraseIndex, type TypedWord } from './phrases.ts';
import type { PlanTables } from './query-reading.ts';
import { isFoldedSyllable } from './syllable.ts';
import type { Synonyms } from './synonyms.ts';
import { flatWords, replaceWords, termOfText, termOfWords, withWords, type Term } from './terms.ts';

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
  for (const match of longestMatches(table, words)) {
    if (isAccidental(match, words, terms)) continue;
    for (const { term: from, others } of match.values) {
      for (const to of others) {
        const term = termOfText(to, false);
        if (term) found.push({ terms: replaceWords(terms, match, term), source: [{ from, to }] });
      }
    }
  }
  return found.slice(0, MOST_SYNONYMS);
}

/** `san` is not `sắn` when it was typed as a part of `nong san`. */
function isAccidental({ start, end }: Span, words: readonly TypedWord[], terms: readonly Term[]): boolean {
  const word = words[start];
  if (word === undefined || end - start > 1 || word.marked !== word.folded || !isFoldedSyllable(word.folded)) return false;
  const free = new Set(terms.filter((term) => term.kind === 'word').map((term) => term.folded[0]));
  return !free.has(word.folded);
}

/** An English query with its words in the singular, or its last word in the plural when they are already; null when neither applies. */
export function numberAlternative(terms: readonly Term[]): Alternative | null {
  const words = flatWords(terms);
  const changed = words.map(({ folded }) => (isEnglishNoun(folded) ? singular(folded) : folded));
  if (changed.every((word, at) => word === words[at]?.folded)) {
    const last = changed.at(-1) ?? '';
    if (!isEnglishNoun(last)) return null;
    changed[changed.length - 1] = plural(last);
  }
  const source = words.flatMap(({ text, folded }, at) => (changed[at] === folded ? [] : [{ from: text, to: changed[at] ?? text }]));
  return { terms: withWords(terms, changed), source };
}

function isEnglishNoun(word: string): boolean {
  return /^[a-z]{4,}$/.test(word) && !word.endsWith('ing');
}

/**
 * The query in the other language, as far as the glossary knows its words; names and figures go along, other words are left
 * out. Nothing when less than half is known. Up to three, when a term has several translations.
 */
export function translationAlternatives(terms: readonly Term[], from: Language, tables: PlanTables): Alternative[] {
  const words = flatWords(terms);
  const segments = translatedSegments(words, from, tables);
  const covered = segments.reduce((sum, { start, end }) => sum + end - start, 0);
  if (covered === 0 || covered < words.length * LEAST_COVERAGE) return [];
  const fixed = terms.filter((term) => term.kind === 'code' || term.kind === 'phrase');
  const most = Math.min(MOST_TRANSLATIONS, Math.max(...segments.map((segment) => segment.to.length)));
  return Array.from({ length: most }, (_, choice) => {
    const chosen = segments.map((segment) => ({ ...segment, to: segment.to[choice] ?? segment.to[0] ?? '' }));
    // What stands last in one language stands first in the other: `xử lý nước lợ`, `brackish water treatment`.
    const translated = chosen.toReversed().flatMap(({ to }) => termOfText(to, false) ?? []);
    const source = chosen.map(({ start, end, to }) => ({ from: textOf(words.slice(start, end)), to }));
    return { terms: [...fixed, ...translated, ...neutralWords(words, segments, from)], source };
  });
}

type Span = { start: number; end: number };
type Word = TypedWord & { text: string };
type Segment = Span & { to: readonly string[] };

function translatedSegments(words: readonly Word[], from: Language, { glossary, synonyms }: PlanTables): Segment[] {
  if (!glossary) return [];
  const direct = translationReader(glossary, from, words);
  const meaning = synonyms ? phraseReader(synonyms, words) : null;
  const longest = Math.max(glossary[from].longest, synonyms?.longest ?? 0);
  return bestCover(words.length, longest, (start, end) => {
    const found = direct(start, end);
    const others = found.length > 0 ? [] : (meaning?.(start, end) ?? []).flatMap((value) => value.others);
    const to = [...new Set([...found, ...others.flatMap((other) => wholeTranslations(glossary, from, other))])];
    return to.length > 0 ? { start, end, to } : null;
  });
}

function wholeTranslations(glossary: Glossary, from: Language, text: string): readonly string[] {
  const term = termOfText(text, false);
  const words = term ? flatWords([term]) : [];
  return words.length > 0 ? translationReader(glossary, from, words)(0, words.length) : [];
}

function neutralWords(words: readonly Word[], segments: readonly Segment[], from: Language): Term[] {
  return words
    .filter((_, at) => !segments.some(({ start, end }) => at >= start && at < end))
    .filter(({ text, folded }) =>
      from === 'vi' ? !isFoldedSyllable(folded) : /\d/.test(text) || (text.length > 1 && text === text.toUpperCase()),
    )
    .map(({ text }) => termOfWords('word', [text]));
}

/** The query as it was meant when its words were typed for Telex or VNI with the keyboard switched off; null when none was. */
export function slipAlternative(terms: readonly Term[]): Alternative | null {
  const words = flatWords(terms).map(({ text }) => text);
  const meant = words.map(fromSlips);
  const source = words.flatMap((from, at) => (meant[at] === from ? [] : [{ from, to: meant[at] ?? from }]));
  return source.length > 0 && guessLanguage(fold(meant.join(' '))) === 'vi' ? { terms: withWords(terms, meant), source } : null;
}

function textOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}
