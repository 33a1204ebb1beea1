import type { Facet } from '@ketnoi/domain/search';
import { sql } from 'kysely';
import type { Filters } from '../port.ts';
import { COLUMNS, tsquery, type Sql } from './parts.ts';
import { both, filterText } from './query-text.ts';

/** Which share of all listings has one of these values, about; null where nothing is known. */
export type Share = (facet: Facet, values: readonly string[]) => number | null;

/** Filters as a condition: what the index of words is asked, and what is tested by the columns of the listings it finds. */
export type Narrowing = { sought: string | null; tested: Sql | null };

/** So much of what the index finds may be thrown away again: to find it costs far less than to ask the index of what most listings have. */
const LEAST_KEPT = 0.25;

/** What `filterText` says of the words of a listing, said of its columns. */
function tested(filters: Filters): Sql | null {
  const parts = (Object.entries(filters) as [Facet, readonly string[]][])
    .filter(([, values]) => values.length > 0)
    .map(([facet, values]) => {
      const { column, list } = COLUMNS[facet];
      if (facet === 'openForInterest') return sql`(open_for_interest and 'true' = any (${values}::text[]))`;
      return list ? sql`${sql.ref(column)} && ${values}::text[]` : sql`${sql.ref(column)}::text = any (${values}::text[])`;
    });
  return parts.length === 0 ? null : sql.join(parts, sql` and `);
}

/** All by the columns: for those who come by the rows of a listing anyway. */
export const byColumns = (filters: Filters): Narrowing => ({ sought: null, tested: tested(filters) });

/**
 * What most listings have is tested by the columns, the rest is sought: an index of words reads the list of every value it is asked for, however
 * long. Either way the same listings are left, in the same order.
 */
export function narrowing(filters: Filters, share: Share, without?: Facet): Narrowing {
  const chosen = (Object.entries(filters) as [Facet, readonly string[]][])
    .filter(([facet, values]) => facet !== without && values.length > 0)
    .map(([facet, values]) => ({ facet, values, of: share(facet, values) ?? 0 }))
    .toSorted((one, other) => other.of - one.of);
  const [common, rare]: [Filters, Filters] = [{}, {}];
  let kept = 1;
  for (const { facet, values, of } of chosen) {
    const isCommon = kept * of >= LEAST_KEPT;
    if (isCommon) kept *= of;
    (isCommon ? common : rare)[facet] = values;
  }
  return { sought: filterText(rare), tested: tested(common) };
}

/** What words and filters leave; all where there are none. */
export function matching(words: string | null, filters: Narrowing): Sql {
  const sought = both(words, filters.sought);
  const parts = [...(sought === null ? [] : [sql`words @@ ${tsquery(sought)}`]), ...(filters.tested === null ? [] : [filters.tested])];
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}
