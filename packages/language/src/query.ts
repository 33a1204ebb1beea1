import { fold } from './fold.ts';
import type { Language } from '@ketnoi/domain/language';
import { readQuery, type PlanTables, type Reading } from './query-reading.ts';
import { numberAlternative, slipAlternative, spellingAlternative, synonymAlternatives } from './query-variants.ts';
import { flatWords, lineOf, withWords, type Alternative, type Replacement, type Term, type TermKind } from './terms.ts';
import { translationAlternatives } from './translation.ts';

/**
 * How a variant came about. `exact`: as typed, marks and all. `folded`: without regard to marks (in English also with the other
 * number of its nouns, or as the other side of the ocean spells them). `synonym`, `translation`: words replaced from a table. `telex`: what a keyboard slip meant.
 * `correction`: a typing error mended by a word the index has.
 */
export type VariantKind = 'exact' | 'folded' | 'telex' | 'synonym' | 'translation' | 'correction';

/**
 * One way of asking. A listing must hold every term; a listing found by several variants counts by the best. `text` is the same
 * as one line, codes and phrases in quotes. Compare `terms[].marked` in an exact variant and `terms[].folded` in all others.
 * `language` is the language of the texts to look in, null for all. A `fallback` is asked only when the others find nothing.
 */
export type QueryVariant = {
  kind: VariantKind;
  terms: readonly Term[];
  text: string;
  weight: number;
  language: Language | null;
  source: readonly Replacement[];
  fallback: boolean;
};

/** What was searched beside the typed words, for the page to say. */
export type AlsoSearched = Replacement & { kind: 'synonym' | 'translation'; language: Language | null };

/** A query made ready for any engine: read, cut to its telling words, and spelt out in weighted variants. */
export type QueryPlan = {
  original: string;
  folded: string;
  hasMarks: boolean;
  language: Language | null;
  /** The query with the marks it most likely has, when it was typed without: to be shown; words are looked up by it, never searched by it. */
  understoodAs: string | null;
  codes: readonly string[];
  phrases: readonly string[];
  words: readonly string[];
  dropped: readonly string[];
  terms: readonly Term[];
  variants: readonly QueryVariant[];
  alsoSearched: readonly AlsoSearched[];
};

/** `language` is the reader's, taken when the words do not tell theirs. `translate: false` stays in the language of the query. */
export type PlanOptions = { language: Language; tables: PlanTables; translate?: boolean };

// Measured on a real engine with these settings: exact marks come first, other readings follow, replaced words rank below.
const WEIGHTS: Readonly<Record<VariantKind, number>> = { exact: 1.2, folded: 1, telex: 1, correction: 0.9, synonym: 0.8, translation: 0.6 };
/** `batteries` for `battery`, `fiber` for `fibre`, and the reverse: the same word, a little below what was typed. */
const OTHER_FORM_WEIGHT = 0.9;

/**
 * Plans a query: at most eight telling words beside codes and quoted phrases, stop words left out while others remain, then the
 * variants to search. A query without words gives none. Pure and bounded: only the first 500 characters are read.
 */
export function planQuery(text: string, { language, tables, translate = true }: PlanOptions): QueryPlan {
  const reading = readQuery(text, tables, language);
  const variants = reading.terms.length === 0 ? [] : variantsOf(reading, tables, translate ? (reading.language ?? language) : null);
  const ofKind = (...kinds: readonly TermKind[]): Term[] => reading.terms.filter((term) => kinds.includes(term.kind));
  return {
    original: reading.text,
    folded: fold(reading.text),
    hasMarks: reading.hasMarks,
    language: reading.language,
    understoodAs: reading.understoodAs,
    codes: ofKind('code').flatMap((term) => term.folded),
    phrases: ofKind('phrase').map((term) => term.text),
    words: ofKind('word', 'compound').flatMap((term) => term.folded),
    dropped: reading.dropped,
    terms: reading.terms,
    variants,
    alsoSearched: alsoSearched(variants),
  };
}

/**
 * The plan with one more way of asking: typed words mended by words that the index has (`perovsite` by `perovskite`), as a
 * fallback. `mended` leads from a folded word of the query to the word to search instead; others are ignored.
 */
export function withCorrections(plan: QueryPlan, mended: ReadonlyMap<string, string>): QueryPlan {
  const words = flatWords(plan.terms);
  const source = words.flatMap(({ text, folded }) => {
    const to = mended.get(folded);
    return to === undefined ? [] : [{ from: text, to }];
  });
  if (source.length === 0) return plan;
  const terms = withWords(
    plan.terms,
    words.map(({ text, folded }) => mended.get(folded) ?? text),
  );
  return { ...plan, variants: distinct([...plan.variants, variant('correction', { terms, source })]) };
}

/** `from` is the language to translate from, null for no translation. */
function variantsOf(reading: Reading, tables: PlanTables, from: Language | null): QueryVariant[] {
  const { terms } = reading;
  const asTyped: Alternative = { terms, source: [] };
  const slip = slipAlternative(terms);
  const sameWords = reading.language === 'en' && slip === null ? [numberAlternative(terms), spellingAlternative(terms)] : [];
  const synonyms = tables.synonyms ? synonymAlternatives(terms, tables.synonyms) : [];
  return distinct([
    ...(reading.hasMarks ? [variant('exact', asTyped, 'vi')] : []),
    variant('folded', asTyped),
    ...sameWords.flatMap((other) => (other ? [{ ...variant('folded', other), weight: OTHER_FORM_WEIGHT }] : [])),
    ...synonyms.map((alternative) => variant('synonym', alternative)),
    ...(from === null ? [] : translationVariants(terms, from, tables)),
    ...(slip ? [variant('telex', slip, 'vi')] : []),
  ]);
}

/** Into the other language; when the words turn out to be of that other one (`pin` typed by an English reader), back from it. */
function translationVariants(terms: readonly Term[], from: Language, tables: PlanTables): QueryVariant[] {
  const to = from === 'vi' ? 'en' : 'vi';
  const there = translationAlternatives(terms, from, tables);
  if (there.length > 0) return there.map((alternative) => variant('translation', alternative, to));
  return translationAlternatives(terms, to, tables).map((alternative) => variant('translation', alternative, from));
}

function variant(kind: VariantKind, { terms, source }: Alternative, language: Language | null = null): QueryVariant {
  return { kind, terms, text: lineOf(terms), weight: WEIGHTS[kind], language, source, fallback: kind === 'telex' || kind === 'correction' };
}

/** Drops a variant that asks for nothing a stronger one does not ask for already. */
function distinct(variants: readonly QueryVariant[]): QueryVariant[] {
  const seen = new Set<string>();
  return variants.filter((candidate) => {
    const asks = candidate.terms.map((term) => term.folded.join(' ')).join('|');
    const isNew = candidate.kind === 'exact' || !seen.has(asks);
    if (candidate.kind !== 'exact') seen.add(asks);
    return isNew;
  });
}

function alsoSearched(variants: readonly QueryVariant[]): AlsoSearched[] {
  const found = new Map<string, AlsoSearched>();
  for (const { kind, language, source } of variants) {
    if (kind !== 'synonym' && kind !== 'translation') continue;
    for (const replacement of source) {
      const key = fold(replacement.to);
      if (!found.has(key)) found.set(key, { kind, language, ...replacement });
    }
  }
  return [...found.values()];
}
