/** What search results can be counted by; the names are those of the filters (`side` is filtered by `in`, `trl` by `trlMin` and `trlMax`). */
export const FACETS = [
  'side',
  'kind',
  'field',
  'sector',
  'province',
  'region',
  'trl',
  'techClass',
  'ipStatus',
  'transferMode',
  'country',
  'organisationType',
  'language',
  'openForInterest',
] as const;
export type Facet = (typeof FACETS)[number];

export const SEARCH_SORTS = ['relevance', 'newest', 'expiring'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** What a completion names; the last four are terms of classifications. */
export const SUGGESTION_KINDS = ['title', 'organisation', 'sector', 'field', 'province', 'ipc'] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

/** Counting stops here: a total of 1,001 reads as "more than 1,000". */
export const COUNTED_TO = 1001;
