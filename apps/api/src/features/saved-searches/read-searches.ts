import { findSavedSearch, listSavedSearches, type SavedSearchSummary } from '@ketnoi/db/saved-searches';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { SavedSearchId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { ownsSavedSearch } from '@ketnoi/domain/saved-search';
import type { Ctx } from '../../context.ts';
import { ofAccount } from './acts.ts';

/** One search of the actor's; anybody else's is not found. */
export async function readSearch(ctx: Ctx, actor: SignedIn, id: SavedSearchId): Promise<SavedSearchSummary> {
  const row = await ofAccount(ctx, actor, (tx) => findSavedSearch(tx, { id }));
  if (row === null || !ownsSavedSearch(actor, row)) throw problem('record.not_found');
  return row;
}

export function readSearches(ctx: Ctx, actor: SignedIn): Promise<SavedSearchSummary[]> {
  return ofAccount(ctx, actor, (tx) => listSavedSearches(tx, { accountId: actor.accountId }));
}
