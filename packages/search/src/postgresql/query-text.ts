import type { Facet } from '@ketnoi/domain/search';
import type { QueryPlan, QueryVariant } from '@ketnoi/language/query';
import { isFoldedSyllable } from '@ketnoi/language/syllable';
import { toTelex } from '@ketnoi/language/telex';
import type { Term } from '@ketnoi/language/terms';
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
};

const asked = ({ terms, weight }: QueryVariant): Asked => ({
  every: everyWord(terms),
  inHead: all(flat(terms)),
  rank: ranked(flat(terms)),
  weight,
});

/**
 * Words that our tables put in place of typed ones. Their marks are known and must agree: `lúa` for `rice` does not mean `lụa`. Syllables of one
 * Vietnamese word say something else apart (`nước … mặn`); the words of an English term do not.
 */
function asReplaced(variant: QueryVariant): Asked {
  const isWord = (term: Term): boolean => isJoined(term) && variant.language !== 'en' && term.folded.every(isFoldedSyllable);
  const words = variant.terms.flatMap(asMarked);
  const side = variant.terms.filter(isWord).flatMap((term) => pairs(term.folded).map(lexeme));
  const phrases = variant.terms.filter((term) => term.kind === 'phrase').flatMap(partsOf);
  return { every: all([...new Set([...words, ...side, ...phrases])]), inHead: all(words), rank: ranked(words), weight: variant.weight };
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
        : { every: all([...exact.terms.flatMap(asMarked), everyWord(typed.terms)]), rank: ranked(exact.terms.flatMap(asMarked)) },
    together: sideBySide(typed.terms),
    joined: typed.terms.some(isJoined),
    heading: words.length === 0 ? null : all(words.map((word) => lexeme(heading(word)))),
    others: others.slice(0, MOST_OTHERS).map((variant) => (variant.kind === 'folded' ? asked(variant) : asReplaced(variant))),
  };
}

/** Listings that hold most of what was asked: any way to leave out the least telling third. Null when nothing can be left out. */
export function closestOf(plan: QueryPlan): AskedPlan | null {
  const terms = plan.terms.slice(0, 6);
  const least = Math.max(1, Math.ceil(terms.length * 0.6));
  if (terms.length < 2 || least === terms.length) return null;
  const every = any(choices(terms, least).map((some) => `(${everyWord(some)})`));
  return {
    every,
    inHead: all(flat(terms)),
    rank: ranked(flat(terms)),
    weight: 1,
    exact: null,
    together: sideBySide(terms),
    joined: false,
    heading: null,
    others: [],
  };
}

function choices<Item>(items: readonly Item[], size: number): Item[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) => choices(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]));
}

/** The filters as one tsquery, but for the facet named; null when none is left. */
export function filterText(filters: Filters, without?: Facet): string | null {
  const parts = (Object.entries(filters) as [Facet, readonly string[]][])
    .filter(([facet, values]) => facet !== without && values.length > 0)
    .map(([facet, values]) => any(values.map((one) => lexeme(value(facet, one)))));
  return parts.length === 0 ? null : all(parts);
}

/** Both conditions; null when neither is there. */
export function both(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return `(${one}) & ${other}`;
}
