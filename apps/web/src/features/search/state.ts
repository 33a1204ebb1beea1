import type { Facet } from '@ketnoi/domain/search';
import type { SearchQuery } from '@ketnoi/contracts/search';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { startTransition, useState } from 'react';
import { language } from '../../lib/language.ts';
import { LISTS, PAGE_SIZE, readSearchState, type ListName, type SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';

export type Patch = { [Name in keyof SearchState]?: SearchState[Name] | undefined };

/** The facets the panel shows; `side` counts the tabs. */
const SHOWN_FACETS: Facet[] = [
  'side',
  'kind',
  'trl',
  'field',
  'sector',
  'ipStatus',
  'transferMode',
  'region',
  'province',
  'country',
  'organisationType',
  'techClass',
  'language',
];

const KEEP_PLACE = ['shown', 'compare', 'view', 'save'] as const;

/** The state with a change applied; what is set to undefined goes. A change of what is asked starts from the first results again. */
export function changed(state: SearchState, patch: Patch): SearchState {
  const keepsPlace = KEEP_PLACE.some((name) => name in patch);
  const next = { ...state, ...(keepsPlace ? {} : { shown: undefined }), ...patch };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as SearchState;
}

/** Two states that write the same address are the same. */
const sameState = (one: SearchState, other: SearchState): boolean =>
  JSON.stringify(readSearchState(one)) === JSON.stringify(readSearchState(other));

/**
 * The state of the page and how to change it; every change is an address of its own. The router takes a moment to get
 * there, and a box that waited for it would first fall back to what it was: so the change shows at once, ahead of the address.
 * Several changes in quick succession pass through their addresses one by one; what shows is the last of them.
 */
export function useSearchState(): [SearchState, (patch: Patch) => void] {
  const address = useSearch({ from: paths.search });
  const navigate = useNavigate({ from: paths.search });
  const [ahead, setAhead] = useState<SearchState | null>(null);
  const arrived = ahead !== null && sameState(ahead, address);
  if (arrived) setAhead(null);
  const state = ahead === null || arrived ? address : ahead;
  const change = (patch: Patch): void => {
    const next = changed(state, patch);
    setAhead(next);
    // The router has gone there or elsewhere (somebody went back meanwhile): the address says what is true.
    const settle = (): void => startTransition(() => setAhead((current) => (current === next ? null : current)));
    void navigate({ to: paths.search, search: next, resetScroll: false }).then(settle, settle);
  };
  return [state, change];
}

export function toggled(list: readonly string[] | undefined, code: string): string[] | undefined {
  const next = list?.includes(code) === true ? list.filter((one) => one !== code) : [...(list ?? []), code];
  return next.length === 0 ? undefined : next;
}

/** What the search endpoint is asked for this state. */
export function queryOf({ shown, compare: _compare, view: _view, save: _save, in: side, ...asked }: SearchState): SearchQuery {
  return { ...asked, ...(side === undefined ? {} : { in: [side] }), lang: language, limit: shown ?? PAGE_SIZE, facets: SHOWN_FACETS };
}

export type ActiveFilter = { name: ListName | 'trl' | 'openForInterest'; code: string; off: Patch };

/** The filters in force, each with the change that takes it off. */
export function activeFilters(state: SearchState): ActiveFilter[] {
  const lists = LISTS.flatMap((name) => (state[name] ?? []).map((code) => ({ name, code, off: { [name]: toggled(state[name], code) } })));
  const trl =
    state.trlMin === undefined && state.trlMax === undefined
      ? []
      : [{ name: 'trl', code: 'trl', off: { trlMin: undefined, trlMax: undefined } } as const];
  const open =
    state.openForInterest === true
      ? [{ name: 'openForInterest', code: 'openForInterest', off: { openForInterest: undefined } } as const]
      : [];
  return [...open, ...trl, ...lists];
}

/** Something was asked that is worth telling of later. */
export const canBeKept = (state: SearchState): boolean => state.q !== undefined || activeFilters(state).length > 0;

/** The change that takes every filter off. */
export const NO_FILTERS: Patch = {
  ...Object.fromEntries(LISTS.map((name) => [name, undefined])),
  trlMin: undefined,
  trlMax: undefined,
  openForInterest: undefined,
};
