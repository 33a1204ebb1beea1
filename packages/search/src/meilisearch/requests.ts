import type { Facet } from '@ketnoi/domain/search';
import { hasMarks } from '@ketnoi/language/fold';
import type { QueryPlan, QueryVariant } from '@ketnoi/language/query';
import { toTelex } from '@ketnoi/language/telex';
import type { EngineQuery, Filters } from '../port.ts';
import { ATTRIBUTES, searchedAttributes, type Look, type Reach } from './settings.ts';

type FilterPart = string | string[];
export type IndexQuery = Record<string, unknown> & { indexUid: string; q: string };

/** Where a request goes and how far it looks. */
export type Target = { indexUid: string; reach: Reach };

/** A value as a filter takes it: whatever it holds, it stays one value. */
export const literal = (value: string): string => `"${value.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`)}"`;

function condition(facet: Facet, value: string): string {
  const plain = facet === 'trl' || facet === 'openForInterest' ? value : literal(value);
  return `${ATTRIBUTES[facet]} = ${plain}`;
}

/** Levels side by side are one range. */
function levels(values: readonly string[]): FilterPart[] | null {
  const numbers = values.map(Number).toSorted((one, other) => one - other);
  const [least, most] = [numbers[0], numbers.at(-1)];
  if (least === undefined || most === undefined || numbers.length < 2 || most - least + 1 !== numbers.length) return null;
  return [`trl >= ${least}`, `trl <= ${most}`];
}

/** The filters: facets combine, values of one facet are alternatives. A single value may stand alone (`listed: false`) or as a list of one. */
export function filterParts(filters: Filters, options: { without?: Facet; listed: boolean }): FilterPart[] {
  return (Object.entries(filters) as [Facet, readonly string[]][])
    .filter(([facet, values]) => facet !== options.without && values.length > 0)
    .flatMap(([facet, values]) => {
      const range = facet === 'trl' ? levels(values) : null;
      if (range !== null) return range;
      const parts = values.map((value) => condition(facet, value));
      const [only] = parts;
      return parts.length === 1 && only !== undefined && !options.listed ? [only] : [parts];
    });
}

function lookOf({ kind, language, text }: QueryVariant): Look {
  if (kind === 'exact' || kind === 'telex') return 'marks';
  if (kind === 'folded') return 'plain';
  return language ?? (hasMarks(text) ? 'vi' : 'plain');
}

/** Plain letters first, then the others; words with marks go once more to the attributes with the marks spelt out. */
function ordered(plan: QueryPlan): QueryVariant[] {
  const plain = plan.variants.filter((variant) => variant.kind === 'folded');
  return [...plain, ...plan.variants.filter((variant) => variant.kind !== 'folded')];
}

const SORTS = { relevance: null, newest: ['publishedAt:desc'], expiring: ['expiresAt:asc'] } as const;

/** One federated search: each way of asking with its weight; duplicates are merged, the better score counts. */
export function hitsRequest(query: EngineQuery, target: Target, offset: number) {
  const sort = query.plan === null && query.sort === 'relevance' ? SORTS.newest : SORTS[query.sort];
  const asked = (q: string, look: Look, weight: number): IndexQuery => ({
    indexUid: target.indexUid,
    q,
    attributesToSearchOn: searchedAttributes(look, target.reach),
    attributesToRetrieve: ['id', 'version'],
    matchingStrategy: 'last',
    filter: filterParts(query.filters, { listed: false }),
    ...(sort === null ? {} : { sort: [...sort] }),
    federationOptions: { weight },
  });
  const queries =
    query.plan === null
      ? [asked('', 'plain', 1)]
      : ordered(query.plan).map((variant) => {
          const look = lookOf(variant);
          return asked(look === 'marks' ? toTelex(variant.text) : variant.text, look, variant.weight);
        });
  return { federation: { offset, limit: query.limit }, queries };
}

/** The counts: one query for the facets in which nothing is chosen, one for each other, as if nothing were chosen in it. Null when none is wanted. */
export function facetsRequest(query: EngineQuery, target: Target): { queries: IndexQuery[]; facets: Facet[][] } | null {
  const chosen = query.facets.filter((facet) => (query.filters[facet] ?? []).length > 0);
  const free = query.facets.filter((facet) => !chosen.includes(facet));
  const groups: { facets: Facet[]; without?: Facet }[] = [
    ...(free.length === 0 ? [] : [{ facets: free }]),
    ...chosen.map((facet) => ({ facets: [facet], without: facet })),
  ];
  if (groups.length === 0) return null;
  const q = query.plan === null ? '' : (ordered(query.plan)[0]?.text ?? '');
  const queries = groups.map(({ facets, without }): IndexQuery => ({
    indexUid: target.indexUid,
    q,
    attributesToSearchOn: searchedAttributes('plain', target.reach),
    matchingStrategy: 'last',
    filter: filterParts(query.filters, { listed: true, ...(without === undefined ? {} : { without }) }),
    facets: facets.map((facet) => ATTRIBUTES[facet]),
    hitsPerPage: 0,
    page: 1,
  }));
  return { queries, facets: groups.map((group) => group.facets) };
}
