import { listSavedSearches, type SavedSearch } from '@ketnoi/contracts/saved-searches';
import type { Output } from '@ketnoi/contracts/endpoint';
import { keptCall } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';

const { queryKey } = keptCall(listSavedSearches, {});

/** Shows a search as the server just answered it, without reading the list again: nothing on the page falls back meanwhile. */
export function keepAnswer(search: SavedSearch): void {
  queryClient.setQueryData<Output<typeof listSavedSearches>>(
    queryKey,
    (kept) => kept && { ...kept, items: kept.items.map((one) => (one.id === search.id ? search : one)) },
  );
}

/** Takes a deleted one off the list. */
export function dropAnswer(id: string): void {
  queryClient.setQueryData<Output<typeof listSavedSearches>>(
    queryKey,
    (kept) => kept && { ...kept, items: kept.items.filter((one) => one.id !== id) },
  );
}
