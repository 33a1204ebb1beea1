import type { SavedQuery } from '@ketnoi/contracts/saved-searches';
import { language, twins } from './language.ts';
import type { SearchState } from './search-params.ts';

/** What of the search page's state is worth keeping: what is asked, not how it is looked at. */
export function savedQueryOf({
  shown: _shown,
  compare: _compare,
  view: _view,
  save: _save,
  sort: _sort,
  in: side,
  ...asked
}: SearchState): SavedQuery {
  return { ...asked, ...(side === undefined ? {} : { in: [side] }) };
}

/** The search page of a kept query. */
export function searchOf({ in: sides, exact, translate, openForInterest, ...asked }: SavedQuery): SearchState {
  const [side, ...others] = sides ?? [];
  const known = Object.entries(asked).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(known) as SearchState),
    ...(side === undefined || others.length > 0 ? {} : { in: side }),
    ...(exact === true ? { exact } : {}),
    ...(translate === false ? { translate } : {}),
    ...(openForInterest === true ? { openForInterest } : {}),
  };
}

/** The address of a list of the same listings for other programs: a feed, an embedded list. In the reader's language. */
export function listAddress(path: string, query: SavedQuery): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]));
  const asked = pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
  return twins(path, asked)[language];
}
