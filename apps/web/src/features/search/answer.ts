import type { searchListings } from '@ketnoi/contracts/search';
import type { Output } from '@ketnoi/contracts/endpoint';
import { COUNTED_TO } from '@ketnoi/domain/search';
import { SCHEME_OF } from '../../lib/filter-schemes.ts';
import { formatNumber } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import type { SearchState } from '../../lib/search-params.ts';
import type { FacetOption } from '../../ui/facet.tsx';
import { useLabels } from '../../lib/labels.ts';
import { activeFilters, type ActiveFilter } from './state.ts';

export type SearchAnswer = Output<typeof searchListings>;
export type FoundCard = SearchAnswer['items'][number];

export const facetOf = (answer: SearchAnswer | undefined, name: string): readonly FacetOption[] => answer?.facets[name] ?? [];

/** Turns a code of a facet into words: short ones of our own where there are some, else what the answer calls it. */
export function useFacetLabel(answer: SearchAnswer | undefined): (facet: string, code: string) => string {
  const { modes } = useWords('search');
  const { kinds } = useWords('shell');
  const own: Partial<Record<string, Partial<Record<string, string>>>> = { kind: kinds, transferMode: modes };
  return (facet, code) => own[facet]?.[code] ?? facetOf(answer, facet).find((one) => one.code === code)?.label ?? code;
}

/** How many there are, where that is known: counting by words stops at 1,001, but the tabs may know better. */
function knownTotal(answer: SearchAnswer, side: SearchState['in']): number | null {
  if (answer.totalIsExact) return answer.total;
  const counts = facetOf(answer, 'side').filter((one) => side === undefined || one.code === side);
  const counted = counts.reduce((sum, one) => sum + one.count, 0);
  return counted > COUNTED_TO ? counted : null;
}

/** "38", or "hơn 1.000" where counting stopped. */
export function useTotal(): (answer: SearchAnswer, side?: SearchState['in']) => string {
  const words = useWords('search');
  return (answer, side) => {
    const known = knownTotal(answer, side);
    return known === null ? words.atLeast(formatNumber(COUNTED_TO - 1)) : formatNumber(known);
  };
}

/** How counts of a facet read: where counting stopped, there are at least so many. */
export function countFormat(answer: SearchAnswer, side?: SearchState['in']): (count: number) => string {
  const stopped = knownTotal(answer, side) === null;
  return (count) => (stopped && count > 0 ? `${formatNumber(Math.min(count, COUNTED_TO - 1))}+` : formatNumber(count));
}

/** The words for a filter in force; for a code that the answer does not count, its classification is asked. */
export function useFilterLabel(answer: SearchAnswer | undefined, state: SearchState): (filter: ActiveFilter) => string {
  const words = useWords('search');
  const label = useFacetLabel(answer);
  const unknown = activeFilters(state).filter(({ name, code }) => name in SCHEME_OF && label(name, code) === code);
  const look = useLabels(answer === undefined ? [] : unknown.map(({ name, code }) => [SCHEME_OF[name as keyof typeof SCHEME_OF], code]));
  return ({ name, code }) => {
    if (name === 'openForInterest') return words.openForInterest;
    if (name === 'trl')
      return state.trlMax === undefined ? words.trlAtLeast(state.trlMin ?? 1) : words.trlRange(state.trlMin ?? 1, state.trlMax);
    const known = label(name, code);
    return known === code && name in SCHEME_OF ? look(SCHEME_OF[name as keyof typeof SCHEME_OF], code) : known;
  };
}
