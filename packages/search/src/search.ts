import { planQuery, withCorrections, type QueryPlan, type QueryVariant } from '@ketnoi/language/query';
import type { PlanTables } from '@ketnoi/language/query-reading';
import { mayHoldSlips, mending } from './corrections.ts';
import type { Closeness, EngineName, EngineQuery, Found, SearchRequest, SearchResult } from './port.ts';
import type { Vocabulary } from './vocabulary.ts';
import { closestPlan, termWeights, wholePlan } from './whole-and-closest.ts';

/** What answers planned questions; which of several did, it says with the answer. */
export type Finder = (query: EngineQuery) => Promise<Found & { engine: EngineName }>;

export type SearchParts = { find: Finder; vocabulary: Vocabulary; tables: PlanTables };

/** One way to ask, with what the page then says of it. */
type Attempt = {
  plan: QueryPlan;
  closest: Closeness | null;
  understoodAs: string | null;
  corrections: readonly string[];
  isPartial?: true;
};

const NOTHING: Found = { hits: [], total: 0, totalIsExact: true, closest: false, facets: {}, next: null };

/** A search that finds more than this is not asked whether one of its words is a slip: all of them are in use. */
const MOST_IN_DOUBT = 50;

/**
 * Reads the request, asks, and when nothing holds all the words asks on: keyboard slips read as they were meant, typing errors mended by words
 * of the index, words left out that no listing has, and at last for listings that hold the most telling of the words. Where listings hold the
 * words and one of these is far rarer than a word just like it, the other is offered.
 */
export async function search(parts: SearchParts, request: SearchRequest): Promise<SearchResult> {
  const { text, language: _language, exact, translate: _translate, ...rest } = request;
  if (text.trim() === '') return answer(await parts.find({ ...rest, plan: null, closest: null }), null);
  const read = reader(parts, request);
  const plan = read(text);
  const first: Attempt = { plan: wholePlan(plan), closest: null, understoodAs: plan.understoodAs, corrections: [] };
  if (plan.variants.length === 0) return answer({ ...NOTHING, engine: 'postgresql' }, first);
  const found = await parts.find({ ...rest, plan: first.plan, closest: null });
  if (exact) return answer(found, first);
  if (found.total >= (isLong(plan) ? FEW : 1)) {
    return answer(found, { ...first, corrections: found.total > MOST_IN_DOUBT ? [] : await offers(parts, plan) });
  }
  let best = answer(found, first);
  for (const attempt of await furtherAttempts({ ...parts, read }, plan)) {
    if (found.total > 0 && attempt.closest === null) continue;
    const more = await parts.find({ ...rest, plan: attempt.plan, closest: attempt.closest });
    if (more.total > 0) best = answer({ ...more, closest: more.closest && found.total === 0 }, attempt);
    if (more.total >= (attempt.isPartial && isLong(plan) ? FEW : 1)) return best;
  }
  return best;
}

/** So few listings that hold all the words of a long query are followed by those that hold the most telling of them. */
const FEW = 3;
const isLong = ({ terms, words }: QueryPlan): boolean => terms.length > 1 && words.filter((word) => /^\p{L}+$/u.test(word)).length >= 3;

type Read = (text: string, tables?: PlanTables) => QueryPlan;

/** Reads words as this request wants them read. */
function reader(parts: SearchParts, { language, exact, translate }: SearchRequest): Read {
  const tables = exact ? {} : parts.tables;
  return (text, further) =>
    planQuery(text, { language, tables: further === undefined ? tables : { ...tables, ...further }, translate: translate ?? true });
}

/** Queries to offer where listings hold the words that were typed. */
async function offers({ vocabulary }: SearchParts, plan: QueryPlan): Promise<string[]> {
  if (!mayHoldSlips(plan)) return [];
  const { mended } = await mending(vocabulary, plan);
  return withCorrections(plan, mended).variants.flatMap(({ kind, text }) => (kind === 'correction' ? [text] : []));
}

/** The closest hold half of what was asked; where hardly any does, a third or less. */
const SHARES = [0.5, 0.3, 0.15] as const;

async function furtherAttempts({ vocabulary, read }: SearchParts & { read: Read }, plan: QueryPlan): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  // What was meant is read anew, so that it brings its own synonyms and translations.
  const meant = ({ text }: QueryVariant): void => {
    attempts.push({ plan: wholePlan(read(text)), closest: null, understoodAs: text, corrections: [] });
  };
  plan.variants.filter((variant) => variant.kind === 'telex').forEach(meant);
  const { frequencies, unknown, mended } = await mending(vocabulary, plan);
  const correction = withCorrections(plan, mended).variants.find((variant) => variant.kind === 'correction');
  if (correction !== undefined && unknown.every((word) => mended.has(word))) meant(correction);
  const corrections = correction === undefined ? [] : [correction.text];
  const known = read(plan.original, { frequency: (word) => frequencies.get(word) ?? 0 });
  if (known.dropped.length > 0)
    attempts.push({ plan: wholePlan(known), closest: null, understoodAs: plan.understoodAs, corrections, isPartial: true });
  const closest = closestPlan(known, plan);
  const weights = termWeights(closest.terms, frequencies);
  for (const share of SHARES)
    attempts.push({ plan: closest, closest: { weights, share }, understoodAs: plan.understoodAs, corrections, isPartial: true });
  return attempts;
}

function answer({ closest, ...found }: Found & { engine: EngineName }, attempt: Attempt | null): SearchResult {
  const plan = attempt?.plan ?? null;
  return {
    ...found,
    reading: {
      understoodAs: attempt?.understoodAs ?? null,
      alsoSearched: (plan?.alsoSearched ?? []).map(({ to, kind, language }) => ({ text: to, kind, language })),
      dropped: plan?.dropped ?? [],
      closest,
    },
    corrections: attempt?.corrections ?? [],
    plan,
  };
}
