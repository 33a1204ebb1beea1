import type { suggest } from '@ketnoi/contracts/search';
import type { Output } from '@ketnoi/contracts/endpoint';
import { fold } from '@ketnoi/language/fold';
import type { SearchState } from '../../lib/search-params.ts';

type Suggestion = Output<typeof suggest>['items'][number];

export type Option = { kind: Suggestion['kind'] | 'recent'; text: string; ranges: Suggestion['ranges']; to: Way };

/** Where a choice leads: to a listing, or to a search. */
type Way = { listing: string } | { search: SearchState };

const MOST_RECENT_BESIDE = 2;

function wayOf({ kind, text, id, code }: Suggestion): Way {
  if (kind === 'title' && id !== null) return { listing: id };
  if (code === null || kind === 'title' || kind === 'organisation') return { search: { q: text } };
  return { search: kind === 'ipc' ? { q: code } : { [kind]: [code] } };
}

/** Earlier searches while nothing is typed; then those that begin like it, before what the exchange has. */
export function optionsOf(typed: string, recent: readonly string[], found: readonly Suggestion[]): Option[] {
  const begin = fold(typed.trim());
  const earlier = begin === '' ? recent : recent.filter((one) => fold(one).startsWith(begin) && one !== typed.trim());
  const repeated = (begin === '' ? earlier : earlier.slice(0, MOST_RECENT_BESIDE)).map((text): Option => ({
    kind: 'recent',
    text,
    ranges: [],
    to: { search: { q: text } },
  }));
  return [...repeated, ...(begin === '' ? [] : found.map((one): Option => ({ ...one, to: wayOf(one) })))];
}
