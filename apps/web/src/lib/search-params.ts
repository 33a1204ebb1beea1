import { LANGUAGES, type Language } from '@ketnoi/domain/language';
import { KINDS, SIDES, type Kind, type Side } from '@ketnoi/domain/listing-kinds';
import { SEARCH_SORTS, type SearchSort } from '@ketnoi/domain/search';
import type { Query } from './search-string.ts';

/** The state of the search page, as it stands in the address. Several values of one filter repeat the parameter. */
export type SearchState = {
  q?: string;
  in?: Side;
  kind?: Kind[];
  field?: string[];
  sector?: string[];
  region?: string[];
  province?: string[];
  country?: string[];
  ipStatus?: string[];
  transferMode?: string[];
  language?: Language[];
  organisationType?: string[];
  techClass?: string[];
  trlMin?: number;
  trlMax?: number;
  openForInterest?: true;
  sort?: SearchSort;
  /** Only the very words, without synonyms and translations. */
  exact?: true;
  /** Not the words of the other language. */
  translate?: false;
  shown?: number;
  compare?: string[];
  view?: 'compare';
  /** The form that keeps this search is open. */
  save?: true;
};

export const LISTS = [
  'kind',
  'field',
  'sector',
  'region',
  'province',
  'country',
  'ipStatus',
  'transferMode',
  'organisationType',
  'techClass',
  'language',
] as const;
export type ListName = (typeof LISTS)[number];

export const PAGE_SIZE = 20;
export const MOST_COMPARED = 4;
const MOST_SHOWN = 100;
const LONGEST_QUERY = 500;

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
const all = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : [...new Set([value].flat())].filter((one) => one !== '');
const known = <Value extends string>(values: readonly string[], of: readonly Value[]): Value[] => of.filter((one) => values.includes(one));

function within(value: string | undefined, least: number, most: number): number | undefined {
  const number = Number(value);
  return value === undefined || !Number.isInteger(number) || number < least || number > most ? undefined : number;
}

const without = <Shape extends object>(state: Shape): Shape =>
  Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as Shape;

/** Reads the address into the state; what it does not know or cannot use is left out. */
export function readSearchState(raw: Record<string, unknown>): SearchState {
  const query = raw as Query;
  const q = first(query['q'])?.trim().slice(0, LONGEST_QUERY);
  const [side] = known(all(query['in']), SIDES);
  const [sort] = known(all(query['sort']), SEARCH_SORTS);
  return without<SearchState>({
    ...(q === undefined || q === '' ? {} : { q }),
    ...(side === undefined ? {} : { in: side }),
    ...Object.fromEntries(LISTS.map((name) => [name, all(query[name])])),
    kind: known(all(query['kind']), KINDS),
    language: known(all(query['language']), LANGUAGES),
    ...numbersOf(query),
    ...(flag(query['openForInterest']) ? { openForInterest: true as const } : {}),
    ...(sort === undefined || sort === 'relevance' ? {} : { sort }),
    ...(flag(query['exact']) ? { exact: true as const } : {}),
    ...(['0', 'false'].includes(String(first(query['translate']))) ? { translate: false as const } : {}),
    compare: all(query['compare']).slice(0, MOST_COMPARED),
    ...(first(query['view']) === 'compare' ? { view: 'compare' as const } : {}),
    ...(flag(query['save']) ? { save: true as const } : {}),
  });
}

const flag = (value: string | string[] | undefined): boolean => ['1', 'true'].includes(String(first(value)));

function numbersOf(query: Query): Pick<SearchState, 'trlMin' | 'trlMax' | 'shown'> {
  const trlMin = within(first(query['trlMin']), 1, 9);
  const trlMax = within(first(query['trlMax']), 1, 9);
  const shown = within(first(query['shown']), PAGE_SIZE, MOST_SHOWN);
  return {
    ...(trlMin === undefined ? {} : { trlMin }),
    ...(trlMax === undefined ? {} : { trlMax }),
    ...(shown === undefined || shown === PAGE_SIZE ? {} : { shown }),
  };
}
