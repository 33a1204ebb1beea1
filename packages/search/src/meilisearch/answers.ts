import type { ListingId } from '@ketnoi/domain/ids';
import type { Facet } from '@ketnoi/domain/search';
import { away } from '../away.ts';
import type { FacetCounts, Held, Hit } from '../port.ts';
import { ATTRIBUTES } from './settings.ts';

type Loose = Record<string, unknown>;

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null;

function listIn(answer: unknown, name: string): unknown[] {
  const list = isObject(answer) ? answer[name] : undefined;
  if (!Array.isArray(list)) throw away(`answered without ${name}`);
  return list;
}

/** The hits of a federated search. Throws when the answer is not one, whatever its status said. */
export function hitsIn(answer: unknown): { hits: Hit[]; estimated: number } {
  const hits = listIn(answer, 'hits').map((hit): Hit => {
    const { id, version, _federation: federation } = isObject(hit) ? hit : {};
    if (typeof id !== 'string' || typeof version !== 'number') throw away('answered hits without id and version');
    const score = isObject(federation) ? federation['weightedRankingScore'] : 0;
    return { listingId: id as ListingId, version, score: typeof score === 'number' ? score : 0 };
  });
  const { estimatedTotalHits } = answer as Loose;
  return { hits, estimated: typeof estimatedTotalHits === 'number' ? estimatedTotalHits : hits.length };
}

/** The counts of a search for facets, the frequent ones first. */
export function facetsIn(groups: readonly Facet[][], answer: unknown): FacetCounts {
  const results = listIn(answer, 'results');
  const counts: FacetCounts = {};
  for (const [at, facets] of groups.entries()) {
    const result = results[at];
    const distribution = isObject(result) ? result['facetDistribution'] : undefined;
    if (!isObject(distribution)) throw away('answered without counts');
    for (const facet of facets) {
      const values = distribution[ATTRIBUTES[facet]] ?? {};
      if (!isObject(values) || Object.values(values).some((count) => typeof count !== 'number'))
        throw away('answered counts without numbers');
      counts[facet] = Object.entries(values as Record<string, number>)
        .map(([code, count]) => ({ code, count }))
        .toSorted((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
    }
  }
  return counts;
}

/** Ids and versions of a page of documents. A document that is none of ours may have no version. */
export function heldIn(answer: unknown): Held[] {
  return listIn(answer, 'results').map((one) => {
    const { id, version } = isObject(one) ? one : {};
    if (typeof id !== 'string' && typeof id !== 'number') throw away('answered documents without id');
    return { id: String(id), version: typeof version === 'number' ? version : -1 };
  });
}
