import type { Language } from '@ketnoi/domain/language';
import { planQuery, withCorrections, type QueryPlan, type QueryVariant } from '@ketnoi/language/query';
import type { PlanTables } from '@ketnoi/language/query-reading';
import type { EngineName, EngineQuery, Found, SearchRequest, SearchResult } from './port.ts';
import { readingWithMarks } from './understood.ts';
import { mendedWords, type Vocabulary } from './vocabulary.ts';
import { closestPlan, termWeights, wholePlan } from './whole-and-closest.ts';

/** What answers planned questions; which of several did, it says with the answer. */
export type Finder = (query: EngineQuery) => Promise<Found & { engine: EngineName }>;

export type SearchParts = { find: Finder; vocabulary: Vocabulary; tables: PlanTables };

/** One way to ask, with what the page then says of it. */
type Attempt = { plan: QueryPlan; closest: readonly number[] | null; understoodAs: string | null; corrections: readonly string[] };

const NOTHING: Found = { hits: [], total: 0, totalIsExact: true, closest: false, facets: {}, next: null };

/**
 * Reads the request, asks, and when nothing holds all the words asks on: keyboard slips read as they were meant, typing errors mended by words
 * of the index, words left out that no listing has, and at last for listings that hold the most telling of the words.
 */
export async function search(parts: SearchParts, request: SearchRequest): Promise<SearchResult> {
  const { text, language, exact, ...rest } = request;
  if (text.trim() === '') return answer(await parts.find({ ...rest, plan: null, closest: null }), null);
  const tables = exact ? {} : parts.tables;
  const plan = planQuery(text, { language, tables });
  const first: Attempt = { plan: wholePlan(plan), closest: null, understoodAs: readingWithMarks(plan, tables), corrections: [] };
  if (plan.variants.length === 0) return answer({ ...NOTHING, engine: 'postgresql' }, first);
  const found = await parts.find({ ...rest, plan: first.plan, closest: null });
  if (found.total > 0 || exact) return answer(found, first);
  for (const attempt of await furtherAttempts(parts, plan, language)) {
    const more = await parts.find({ ...rest, plan: attempt.plan, closest: attempt.closest });
    if (more.total > 0) return answer(more, attempt);
  }
  return answer(found, first);
}

async function furtherAttempts({ vocabulary, tables }: SearchParts, plan: QueryPlan, language: Language): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  // What was meant is read anew, so that it brings its own synonyms and translations.
  const meant = ({ text }: QueryVariant): void => {
    attempts.push({ plan: wholePlan(planQuery(text, { language, tables })), closest: null, understoodAs: text, corrections: [] });
  };
  plan.variants.filter((variant) => variant.kind === 'telex').forEach(meant);
  const frequencies = await vocabulary.frequencies(plan.words);
  const unknown = plan.words.filter((word) => !frequencies.has(word));
  const mended = unknown.length === 0 ? new Map<string, string>() : mendedWords(unknown, await vocabulary.near(unknown));
  const correction = withCorrections(plan, mended).variants.find((variant) => variant.kind === 'correction');
  if (correction !== undefined && unknown.every((word) => mended.has(word))) meant(correction);
  const corrections = correction === undefined ? [] : [correction.text];
  const known = planQuery(plan.original, { language, tables: { ...tables, frequency: (word) => frequencies.get(word) ?? 0 } });
  if (known.dropped.length > 0) attempts.push({ plan: wholePlan(known), closest: null, understoodAs: null, corrections });
  const closest = closestPlan(known, plan);
  attempts.push({ plan: closest, closest: termWeights(closest.terms, frequencies), understoodAs: null, corrections });
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
