import type { QueryPlan, QueryVariant } from '@ketnoi/language/query';
import type { Term } from '@ketnoi/language/terms';
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
  return among({ ...known, variants: [...known.variants, ...translated], alsoSearched: typed.alsoSearched }, () => true);
}

/** How much each term tells: the rarer its rarest word, the more; codes and quotations most. */
export function termWeights(terms: readonly Term[], frequencies: ReadonlyMap<string, number>): number[] {
  return terms.map(({ kind, folded }) => {
    if (kind === 'code' || kind === 'phrase') return 1;
    const rarest = Math.min(...folded.map((word) => frequencies.get(word) ?? 0));
    return 1 / Math.log(Math.E + rarest);
  });
}
