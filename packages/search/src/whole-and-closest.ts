import type { QueryPlan, QueryVariant } from '@ketnoi/language/query';
import { isFoldedSyllable } from '@ketnoi/language/syllable';
import { termOfWords, type Term } from '@ketnoi/language/terms';
import { foldedWords } from '@ketnoi/language/tokens';

/** Whether a translation says everything that was typed; one of half the words asks for something else. */
function isWhole(variant: QueryVariant, plan: QueryPlan): boolean {
  if (variant.kind !== 'translation') return true;
  const said = new Set([...variant.source.flatMap(({ from }) => foldedWords(from)), ...variant.terms.flatMap((term) => term.folded)]);
  return plan.words.every((word) => said.has(word));
}

const among = (plan: QueryPlan, keep: (variant: QueryVariant) => boolean): QueryPlan => {
  const variants = plan.variants.filter((variant) => !variant.fallback && keep(variant));
  const searched = new Set(variants.flatMap((variant) => variant.source.map(({ to }) => to)));
  return { ...plan, variants, alsoSearched: plan.alsoSearched.filter(({ to }) => searched.has(to)) };
};

/** The ways of asking for all that was typed. */
export function wholePlan(plan: QueryPlan): QueryPlan {
  return among(plan, (variant) => isWhole(variant, plan));
}

/** Every way of asking, for listings that hold part of it; of `known` the words that listings have, of `typed` its translations in part. */
export function closestPlan(known: QueryPlan, typed: QueryPlan): QueryPlan {
  const translated = typed.variants.filter(
    (variant) => variant.kind === 'translation' && !known.variants.some((one) => one.text === variant.text),
  );
  const terms = known.language === 'en' ? known.terms.flatMap(singleWords) : known.terms;
  return among({ ...known, terms, variants: [...known.variants, ...translated], alsoSearched: typed.alsoSearched }, () => true);
}

/** An English term tells something by each of its words. */
function singleWords(term: Term): Term[] {
  if (term.kind !== 'compound' || term.folded.every(isFoldedSyllable)) return [term];
  return term.folded.map((word) => termOfWords('word', [word]));
}

/** Of the listings that hold a word about so many also hold the next one of a term beside it. */
const BESIDE = 0.25;

/** How much each term tells: the rarer its rarest word, the more, and more than that where it has several; codes and quotations most. */
export function termWeights(terms: readonly Term[], frequencies: ReadonlyMap<string, number>): number[] {
  return terms.map(({ kind, folded }) => {
    if (kind === 'code' || kind === 'phrase') return 1;
    const rarest = Math.min(...folded.map((word) => frequencies.get(word) ?? 0));
    return 1 / Math.log(Math.E + rarest * (folded.length > 1 ? BESIDE : 1));
  });
}
