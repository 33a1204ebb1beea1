import type { searchListings } from '@ketnoi/contracts/search';
import type { Output } from '@ketnoi/contracts/endpoint';
import { formatNumber } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import type { SearchState } from '../../lib/search-params.ts';
import type { FacetOption } from '../../ui/facet.tsx';
import type { ActiveFilter } from './state.ts';

export type SearchAnswer = Output<typeof searchListings>;
export type FoundCard = SearchAnswer['items'][number];

export const facetOf = (answer: SearchAnswer | undefined, name: string): readonly FacetOption[] => answer?.facets[name] ?? [];

/** The label the answer gives a code; the code itself where the answer does not know it. */
export function labelIn(answer: SearchAnswer | undefined, facet: string, code: string): string {
  return facetOf(answer, facet).find((one) => one.code === code)?.label ?? code;
}

/** "38", or "hơn 1.000" where counting stopped. */
export function useTotal(): (answer: Pick<SearchAnswer, 'total' | 'totalIsExact'>) => string {
  const words = useWords('search');
  return ({ total, totalIsExact }) =>
    totalIsExact ? formatNumber(total) : words.atLeast(formatNumber(total - (total % 1000 === 1 ? 1 : 0)));
}

/** The words for a filter in force. */
export function useFilterLabel(answer: SearchAnswer | undefined, state: SearchState): (filter: ActiveFilter) => string {
  const words = useWords('search');
  const { kinds } = useWords('shell');
  return ({ name, code }) => {
    if (name === 'openForInterest') return words.openForInterest;
    if (name === 'trl')
      return state.trlMax === undefined ? words.trlAtLeast(state.trlMin ?? 1) : words.trlRange(state.trlMin ?? 1, state.trlMax);
    if (name === 'kind') return kinds[code as keyof typeof kinds] ?? code;
    return labelIn(answer, name, code);
  };
}
