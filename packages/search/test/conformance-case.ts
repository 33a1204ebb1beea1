import type { Facet, SearchSort } from '@ketnoi/domain/search';
import type { PlanTables } from '@ketnoi/language/query-reading';
import type { Filters } from '../src/port.ts';

/**
 * What a search over the thirty recorded documents must answer, whichever engine answers it. Numbers are those of the documents. Relations are
 * stated, not whole lists: engines differ in what they still count as found, and agree on what comes first.
 */
export type Case = {
  query: string;
  filters?: Filters;
  sort?: SearchSort;
  facets?: readonly Facet[];
  limit?: number;
  tables?: PlanTables;
  /** Read as the product reads: with all its tables, and not only the words typed. */
  shipped?: true;
  exact?: boolean;
  translate?: boolean;
  /** The page after this many further ones: 2 is the second. */
  page?: number;
  first?: number;
  /** Found in this order among themselves. */
  order?: readonly number[];
  finds?: readonly number[];
  without?: readonly number[];
  /** Exactly these, in this order. */
  only?: readonly number[];
  total?: number;
  /** The words of the other ways of asking include these; none are there when the list is empty. */
  also?: readonly string[];
  understoodAs?: string | null;
  /** Offered instead; nothing is when the list is empty. */
  corrections?: readonly string[];
  closest?: boolean;
  counts?: Partial<Record<Facet, Readonly<Record<string, number>>>>;
};
