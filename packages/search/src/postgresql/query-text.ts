import type { Facet } from '@ketnoi/domain/search';
import { plural, singular } from '@ketnoi/language/english';
import type { QueryPlan, QueryVariant } from '@ketnoi/language/query';
import { isFoldedSyllable } from '@ketnoi/language/syllable';
import { toTelex } from '@ketnoi/language/telex';
import { termOfText, type Term } from '@ketnoi/language/terms';
import { foldedWords } from '@ketnoi/language/tokens';
import type { Filters } from '../port.ts';
import { code, heading, marked, pair, quoted, value } from './lexemes.ts';

// Every function here gives the text of a tsquery. Lexemes are quoted, operators are ours: nothing a user types is ever an operator.
const all = (parts: readonly string[]): string => parts.join(' & ');
const any = (parts: readonly string[]): string => (parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' | ')})`);
const lexeme = quoted;
const beginning = (text: string): string => `${quoted(text)}:*`;

const pairs = (words: readonly string[]): string[] => words.slice(1).map((word, at) => pair(words[at] ?? '', word));

const isLoose = (term: Term): boolean => term.kind === 'word' || term.kind === 'compound';
const isJoined = (term: Term): boolean => term.kind === 'compound' && term.folded.length > 1;

/** Quoted words stand side by side; a code is found by its beginning; other words stand anywhere. */
function partsOf(term: Term): string[] {
  if (term.kind === 'code') return term.folded.map((one) => beginning(code(one)));
  if (term.kind === 'phrase' && term.folded.length > 1) return pairs(term.folded).map(lexeme);
  return term.folded.map(lexeme);
}

/** All the words, whatever their marks. */
function everyWord(terms: readonly Term[]): string {
  return all(terms.flatMap(partsOf));
}

/** All the words, those that belong together side by side; null where nothing belongs together. */
function sideBySide(terms: readonly Term[]): string | null {
  if (terms.some(isJoined)) return all(terms.flatMap((term) => (isJoined(term) ? pairs(term.folded).map(lexeme) : partsOf(term))));
  const loose = terms.filter(isLoose).flatMap((term) => term.folded);
  if (loose.length < 2) return null;
  return all([...pairs(loose).map(lexeme), ...terms.filter((term) => !isLoose(term)).flatMap(partsOf)]);
}

const telex = (word: string, folded: string): string => {
  const spelt = toTelex(word);
  return spelt === folded ? folded : marked(spelt);
};

/** The words with the marks they were typed with. */
function asMarked(term: Term): string[] {
  if (term.kind === 'code') return partsOf(term);
  return term.marked.map((word, at) => lexeme(telex(word, term.folded[at] ?? word)));
}

/** The words with the marks they were typed with, quoted ones side by side; where a word stands with its marks it also stands folded. */
const withMarks = (term: Term): string[] => (term.kind === 'phrase' ? [...asMarked(term), ...partsOf(term)] : asMarked(term));

/** Any of the words: what `ts_rank` adds up over. */
const ranked = (parts: readonly string[]): string => any([...new Set(parts)]);
const flat = (terms: readonly Term[]): string[] =>
  terms.flatMap((term) => (term.kind === 'code' ? partsOf(term) : term.folded.map(lexeme)));

/** One way of asking in the terms of the index: for `words`, for `head`, and what to rank by. */
export type Asked = { every: string; inHead: string; rank: string; weight: number };

/** A plan in the terms of the index: what was typed, and other ways of asking for it. */
export type AskedPlan = Asked & {
  /** Null when the words have no marks. */
  exact: Pick<Asked, 'every' | 'rank'> | null;
  together: string | null;
  /** Some words are one word: apart they say something else. */
  joined: boolean;
  /** The words in title and keywords, where too many listings hold them. */
  heading: string | null;
  others: readonly Asked[];
  /** Of a search for the closest: the terms, each as one thing, with what it tells. Empty where every word must be there. */
  units: readonly Pick<Asked, 'every' | 'inHead' | 'weight'>[];
  /** Of a search for the closest: all the words, and what comes nearest to that. */
  nearest: { whole: string; most: string } | null;
};

const asked = ({ terms, weight }: QueryVariant): Asked => ({
  every: everyWord(terms),
  inHead: all(flat(terms)),
  rank: ranked(flat(terms)),
  weight,
});

/**
 * A term that our tables put in place of a typed one. Its marks are known and must agree: `lúa` for `rice` does not mean `lụa`. What is one word
 * stands together; only the words of an English term may stand apart, in a title or among keywords (`brackish well water`).
 */
function replacedTerm(term: Term): string[] {
  const words = asMarked(term);
  if (!isJoined(term)) return withMarks(term);
  const side = pairs(term.folded).map(lexeme);
  if (term.folded.every(isFoldedSyllable)) return [...words, ...side];
  return [`((${all(side)}) | (${all(term.folded.map((word) => lexeme(heading(word))))}))`];
}

function asReplaced({ terms, weight }: QueryVariant): Asked {
  const words = terms.flatMap(asMarked);
  return { every: all([...new Set(terms.flatMap(replacedTerm))]), inHead: all(words), rank: ranked(words), weight };
}

/** Beyond this many other ways of asking one more finds little and costs a look at every candidate. */
const MOST_OTHERS = 8;

/** The ways of asking of a plan. Null when it asks for nothing. */
export function askedOf(variants: readonly QueryVariant[]): AskedPlan | null {
  const exact = variants.find((variant) => variant.kind === 'exact');
  const [typed, ...others] = variants.filter((variant) => variant !== exact);
  if (typed === undefined) return null;
  const words = typed.terms.filter(isLoose).flatMap((term) => term.folded);
  return {
    ...asked(typed),
    exact:
      exact === undefined
        ? null
        : { every: all([...new Set(exact.terms.flatMap(withMarks))]), rank: ranked(exact.terms.flatMap(asMarked)) },
    together: sideBySide(typed.terms),
    joined: typed.terms.some(isJoined),
    heading: words.length === 0 ? null : all(words.map((word) => lexeme(heading(word)))),
    others: others.slice(0, MOST_OTHERS).map((variant) => (variant.kind === 'folded' ? asked(variant) : asReplaced(variant))),
    units: [],
    nearest: null,
  };
}

/**
 * A term as one thing: its words side by side, with their marks where the query has any. Several syllables of one word mean nothing apart; the
 * words of an English term, and the parts of a long one, may stand apart.
 */
function unitOf(term: Term, hasMarks: boolean): string {
  const words = hasMarks ? withMarks(term) : partsOf(term);
  const isOneWord = isJoined(term) && term.folded.length === 2 && term.folded.every(isFoldedSyllable);
  return all([...new Set([...words, ...(isOneWord ? pairs(term.folded).map(lexeme) : [])])]);
}

/** The other number of an English word. */
function otherNumber({ kind, folded: [word = ''] }: Term): string[] {
  if (kind !== 'word' || word.length < 4 || !/^[a-z]+$/u.test(word) || isFoldedSyllable(word)) return [];
  const other = singular(word);
  return [lexeme(other === word ? plural(word) : other)];
}

/** What may stand in place of a term: what the tables put there in any way of asking, of an English word also for a term it is part of. */
function standIns(term: Term, variants: readonly QueryVariant[]): string[] {
  const typed = term.folded.join(' ');
  const isOf = (from: string): boolean => {
    const words = foldedWords(from);
    return words.join(' ') === typed || (term.kind === 'word' && !isFoldedSyllable(typed) && words.includes(typed));
  };
  const others = variants.flatMap(({ source }) => source.filter(({ from }) => isOf(from)).map(({ to }) => to));
  return [...new Set(others)].flatMap((to) => {
    const other = termOfText(to, false);
    return other === null ? [] : [`(${all(replacedTerm(other))})`];
  });
}

/** At most so many terms are weighed against each other. */
const MOST_UNITS = 6;
/** Listings that hold terms of this share of the weight are among the closest. */
const LEAST_SHARE = 0.5;
/** Where very many do, those that hold terms of this share are looked at first. */
const MOST_SHARE = 0.75;

/** Listings that hold the most telling part of what was asked: terms of `share` of its weight. Null when the plan asks for nothing. */
export function closestOf(plan: QueryPlan, weights: readonly number[], share = LEAST_SHARE): AskedPlan | null {
  const whole = askedOf(plan.variants);
  if (whole === null) return null;
  const units = plan.terms
    .map((term, at) => ({
      every: any([`(${unitOf(term, plan.hasMarks)})`, ...otherNumber(term), ...standIns(term, plan.variants)]),
      inHead: any([`(${all(plan.hasMarks ? asMarked(term) : flat([term]))})`, ...otherNumber(term)]),
      weight: weights[at] ?? 0,
    }))
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, MOST_UNITS);
  const sum = units.reduce((weight, unit) => weight + unit.weight, 0);
  const holding = (least: number): string =>
    any(leastSets(units, sum * least).map((some) => `(${some.map((unit) => unit.every).join(' & ')})`));
  const others = whole.others.map((one) => ({ ...one, weight: one.weight * LEAST_SHARE }));
  const nearest = { whole: `(${whole.every})`, most: holding(Math.max(share, MOST_SHARE)) };
  return {
    ...whole,
    every: `(${whole.every}) | ${holding(share)}`,
    exact: null,
    together: null,
    joined: false,
    heading: null,
    others,
    units,
    nearest,
  };
}

/** The smallest sets of units that weigh enough; units come heaviest first. */
function leastSets<Unit extends { weight: number }>(units: readonly Unit[], needed: number): Unit[][] {
  if (needed <= 1e-9) return [[]];
  return units.flatMap((unit, at) => leastSets(units.slice(at + 1), needed - unit.weight).map((rest) => [unit, ...rest]));
}

/** The filters as one tsquery; null when there is none. */
export function filterText(filters: Filters): string | null {
  const parts = (Object.entries(filters) as [Facet, readonly string[]][])
    .filter(([, values]) => values.length > 0)
    .map(([facet, values]) => any(values.map((one) => lexeme(value(facet, one)))));
  return parts.length === 0 ? null : all(parts);
}

/** Both conditions; null when neither is there. */
export function both(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return `(${one}) & ${other}`;
}
