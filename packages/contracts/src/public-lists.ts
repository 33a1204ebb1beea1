import { Type, type Static } from 'typebox';
import { searchFilters, Words } from './search.ts';
import { closed } from './shapes.ts';

/** What a feed or an embedded list is narrowed by: the words and filters of a search. Both tell the newest first, so that there is nothing to sort or to page. */
export const PublicListQuery = closed({
  q: Type.Optional(Words),
  ...searchFilters,
  exact: Type.Optional(Type.Boolean()),
  translate: Type.Optional(Type.Boolean()),
});
export type PublicListQuery = Static<typeof PublicListQuery>;
