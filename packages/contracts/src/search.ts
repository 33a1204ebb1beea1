import { KINDS, SIDES } from '@ketnoi/domain/listing-fields';
import { FACETS, SEARCH_SORTS, SUGGESTION_KINDS } from '@ketnoi/domain/search';
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Ranges, SearchCard } from './listing-shapes.ts';
import { Code, closed, LanguageCode, nullable, oneOf, pageQuery, Several } from './shapes.ts';

/** The longest text that is read; the rest of a longer one is not searched. */
const LONGEST_QUERY = 500;

export const Words = Type.String({ maxLength: LONGEST_QUERY });
const Level = Type.Integer({ minimum: 1, maximum: 9 });

/** What one can narrow a search by; codes are those of the classifications. A province may also be named by its code or name of before July 2025. */
export const searchFilters = {
  in: Several(oneOf(SIDES)),
  kind: Several(oneOf(KINDS)),
  field: Several(Code),
  sector: Several(Code),
  province: Several(Code),
  region: Several(Code),
  trlMin: Type.Optional(Level),
  trlMax: Type.Optional(Level),
  techClass: Several(Code),
  ipStatus: Several(Code),
  transferMode: Several(Code),
  country: Several(Code),
  organisationType: Several(Code),
  language: Several(LanguageCode),
  openForInterest: Type.Optional(Type.Boolean()),
};

const FacetValue = closed({
  code: Type.String(),
  /** In the reader's language. */
  label: Type.String(),
  count: Type.Integer(),
  /** The code above it, of the same facet; of a province its region. */
  parent: nullable(Type.String()),
});

const AlsoSearched = closed({ text: Type.String(), kind: oneOf(['synonym', 'translation']), language: nullable(LanguageCode) });

const SearchAnswer = closed({
  items: Type.Array(SearchCard),
  /** Without words exact at any size; with words counted up to 1,001, and facets of a search that matches more count its first 1,001 listings. */
  total: Type.Integer(),
  totalIsExact: Type.Boolean(),
  facets: closed(Object.fromEntries(FACETS.map((name) => [name, Type.Optional(Type.Array(FacetValue))]))),
  next: nullable(Type.String()),
  engine: oneOf(['postgresql', 'meilisearch']),
  reading: closed({
    /** The words as they were understood, where that is not as they were typed. */
    understoodAs: nullable(Type.String()),
    alsoSearched: Type.Array(AlsoSearched),
    /** Words that no listing has, or that were too many. */
    dropped: Type.Array(Type.String()),
    /** Nothing holds all the words: these are the closest. */
    closest: Type.Boolean(),
  }),
  /** Queries to offer instead of what was typed. */
  corrections: Type.Array(Type.String()),
});

const ANY_FACET = `(${FACETS.join('|')})`;
/** Repeated, or several names with commas between. */
const FacetNames = Type.Optional(Type.Array(Type.String({ pattern: `^${ANY_FACET}(,${ANY_FACET})*$`, maxLength: 300 }), { maxItems: 40 }));

export const searchListings = endpoint({
  method: 'GET',
  url: '/api/search',
  access: 'public',
  summary: 'Search published offers and needs by words, codes and filters, with disjunctive facet counts',
  query: closed({
    q: Type.Optional(Words),
    ...searchFilters,
    sort: Type.Optional(oneOf(SEARCH_SORTS)),
    /** Only the words typed: no synonyms, no translations, no corrections. */
    exact: Type.Optional(Type.Boolean()),
    /** `false` leaves translations out: listings that say it in the other language alone are not found. */
    translate: Type.Optional(Type.Boolean()),
    facets: FacetNames,
    lang: Type.Optional(LanguageCode),
    ...pageQuery,
  }),
  response: { 200: SearchAnswer },
  problems: ['request.cursor_invalid', 'listing.code_unknown'],
});
export type SearchQuery = Static<typeof searchListings.query>;

const Suggestion = closed({
  kind: oneOf(SUGGESTION_KINDS),
  text: Type.String(),
  /** Of a listing or an organisation. */
  id: nullable(Type.String()),
  /** Of a classification term: what to filter by. */
  code: nullable(Type.String()),
  /** Where it says what was typed. */
  ranges: Ranges,
});

export const suggest = endpoint({
  method: 'GET',
  url: '/api/suggest',
  access: 'public',
  summary: 'Up to eight completions of what is being typed: titles, organisations, terms of the classifications',
  query: closed({ q: Words, lang: Type.Optional(LanguageCode) }),
  response: { 200: closed({ items: Type.Array(Suggestion) }) },
});
