import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Db } from '@ketnoi/db/database';
import type { Language } from '@ketnoi/domain/language';
import type { Threshold } from '@ketnoi/domain/saved-search';
import { planQuery, type QueryPlan, type QueryVariant } from '@ketnoi/language/query';
import type { PlanTables } from '@ketnoi/language/query-reading';
import type { Filters } from './port.ts';
import { keysOf, lexemesIn, readCondition } from './postgresql/keys.ts';
import { askedOf, both, closestOf, filterText } from './postgresql/query-text.ts';
import { shippedTables } from './tables.ts';
import { vocabularyOf } from './vocabulary.ts';
import { closestPlan, termWeights, wholePlan } from './whole-and-closest.ts';

/** A search that is kept to be asked of every new listing. */
export type KeptQuery = {
  text: string;
  language: Language;
  filters: Filters;
  /** Only the words typed. */
  exact: boolean;
  /** Also the words of the other language. */
  translate: boolean;
  threshold: Threshold;
};

/**
 * A kept search in the terms of the index: `asked` is its condition over `search_document.words`, `keys` are lexemes of which every listing
 * that meets the condition holds at least one (one that ends in `*` is the beginning of a lexeme).
 */
export type PlannedQuery = { asked: string; keys: readonly string[] };

/** Raised when the same words are planned otherwise than before. */
const PLANNER = 2;
const TABLES = new URL('../data/', import.meta.resolve('@ketnoi/language/query'));
let version: string | undefined;

/**
 * Names what searches are planned with: the planner, the shipped tables of words, and the edition of the exchange's own dictionary. A search planned under
 * another name is planned anew.
 */
export function planVersion(edition = 0): string {
  if (version === undefined) {
    const hash = createHash('sha256').update(String(PLANNER));
    for (const file of readdirSync(TABLES).toSorted()) hash.update(file).update(readFileSync(new URL(file, TABLES)));
    version = hash.digest('base64url').slice(0, 16);
  }
  return edition === 0 ? version : `${version}.${edition}`;
}

/**
 * Plans a search once, so that it need not be run again and again: its words with their synonyms and translations, as far as it wants them,
 * its filters, and how much of the words a listing must hold. Null when there is nothing to ask: no words and no filters. The words are read with the shipped
 * tables where no others are given.
 */
export async function planKept(db: Db, query: KeptQuery, tables: PlanTables = shippedTables): Promise<PlannedQuery | null> {
  const vocabulary = vocabularyOf(db);
  const plan = planned(query, tables);
  const frequencies = await vocabulary.frequencies(plan.words);
  const words = plan.variants.length === 0 ? null : conditionOf(meant(plan, { query, tables, frequencies }), query, frequencies);
  const asked = both(words === null ? null : `(${words})`, filterText(query.filters));
  if (asked === null) return null;
  const tree = readCondition(asked);
  const counted = await vocabulary.frequencies([...new Set(lexemesIn(tree).flatMap(wordsOf))]);
  return { asked, keys: keysOf(tree, (lexeme) => listingsWith(lexeme, counted)) };
}

function planned({ text, language, exact, translate }: KeptQuery, tables: PlanTables): QueryPlan {
  return planQuery(text, { language, tables: exact ? {} : tables, translate });
}

type Meaning = { query: KeptQuery; tables: PlanTables; frequencies: ReadonlyMap<string, number> };

/** Words that no listing has and that were typed with the keyboard switched off are read as they were meant. */
function meant(plan: QueryPlan, { query, tables, frequencies }: Meaning): QueryPlan {
  const slip = plan.variants.find((variant) => variant.kind === 'telex');
  if (slip === undefined || query.exact || plan.words.every((word) => frequencies.has(word))) return plan;
  return planned({ ...query, text: slip.text }, tables);
}

function conditionOf(plan: QueryPlan, { threshold }: KeptQuery, frequencies: ReadonlyMap<string, number>): string | null {
  const whole = wholePlan(plan);
  if (threshold === 'most_words') {
    const closest = closestPlan(plan, plan);
    const some = closestOf(closest, termWeights(closest.terms, frequencies));
    return some === null ? null : eitherOf([some.every, ...(askedOf(whole.variants)?.others.map((one) => one.every) ?? [])]);
  }
  const asked = askedOf(whole.variants);
  if (asked === null) return null;
  const ways = [asked.every, ...asked.others.map((one) => one.every)];
  return eitherOf(threshold === 'all_words' ? ways : inTitle(whole.variants, ways));
}

/** The same ways of asking with their words in title or keywords. Codes count wherever they stand: a title seldom holds one. */
function inTitle(variants: readonly QueryVariant[], ways: readonly string[]): string[] {
  const spelt = variants.filter((variant) => variant.kind !== 'exact');
  return ways.map((way, at) => {
    const variant = spelt[at];
    const heading = variant === undefined ? null : (askedOf([variant])?.heading ?? null);
    return heading === null ? way : `(${way}) & ${heading}`;
  });
}

const eitherOf = (ways: readonly string[]): string => [...new Set(ways)].map((way) => `(${way})`).join(' | ');

const SIGN = /^[=^#@]/u;

/** The folded words a lexeme is made of; none where that cannot be told. */
function wordsOf(lexeme: string): string[] {
  if (lexeme.startsWith('^')) return [lexeme.slice(1)];
  return SIGN.test(lexeme) ? [] : lexeme.split('_');
}

/** About how many listings hold a value of a facet: the fewer values a facet has, the more. */
const BY_FACET: Readonly<Record<string, number>> = { field: 300, sector: 1000, country: 2000, province: 3000, organisationType: 5000 };
const OF_A_FACET = 20_000;
const OF_A_MARKED_WORD = 1000;
const OF_A_CODE = 2;

/** About how many listings hold a lexeme. An estimate: it decides where a search is looked for, never what it finds. */
function listingsWith(lexeme: string, frequencies: ReadonlyMap<string, number>): number {
  if (lexeme.startsWith('@')) return BY_FACET[lexeme.slice(1, lexeme.indexOf(':'))] ?? OF_A_FACET;
  if (lexeme.startsWith('#')) return OF_A_CODE;
  if (lexeme.startsWith('=')) return OF_A_MARKED_WORD;
  const rarest = Math.min(...wordsOf(lexeme).map((word) => frequencies.get(word) ?? 0));
  // Two words side by side, or one in a title, are rarer than the words.
  return lexeme.includes('_') || lexeme.startsWith('^') ? rarest / 3 : rarest;
}
