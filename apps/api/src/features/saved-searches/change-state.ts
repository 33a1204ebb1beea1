import { deleteSavedSearch, updateSavedSearch, type SavedSearchChange, type SavedSearchSummary } from '@ketnoi/db/saved-searches';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { SavedSearchId } from '@ketnoi/domain/ids';
import { SAVED_SEARCH_GRAPH } from '@ketnoi/domain/saved-search';
import { next } from '@ketnoi/domain/state';
import { problem } from '@ketnoi/domain/problems';
import type { Ctx } from '../../context.ts';
import { actingFor, ofAccount, openSearch, recordStep } from './acts.ts';
import { readSearch } from './read-searches.ts';

type Step = { id: SavedSearchId; version: number; action: 'pause' | 'resume' };

/** Lets a search rest, or go on with what is published from now on. */
export async function pauseOrResume(ctx: Ctx, actor: SignedIn, { id, version, action }: Step): Promise<SavedSearchSummary> {
  const now = ctx.clock.now();
  return ofAccount(ctx, actor, async (tx) => {
    const row = await openSearch(tx, actor, { id, version, action });
    const from = row.pausedAt === null ? 'active' : 'paused';
    const to = next(SAVED_SEARCH_GRAPH, from, action);
    if (to === null) throw problem('saved_search.action_not_possible');
    const set: SavedSearchChange =
      to === 'paused' ? { pausedAt: now, pausedBy: 'owner' } : { pausedAt: null, pausedBy: null, activeSince: now };
    await updateSavedSearch(tx, { id, accountId: row.accountId, set, plan: null, now });
    await recordStep(tx, { id, by: actingFor(row, actor.acting?.role ?? 'owner'), at: now, action, from, to });
    return readSearch({ ...ctx, db: tx }, actor, id);
  });
}

/** Takes a search away with all it found. */
export async function removeSearch(ctx: Ctx, actor: SignedIn, id: SavedSearchId): Promise<void> {
  const now = ctx.clock.now();
  await ofAccount(ctx, actor, async (tx) => {
    const row = await openSearch(tx, actor, { id, action: 'delete' });
    await deleteSavedSearch(tx, { id });
    const from = row.pausedAt === null ? 'active' : 'paused';
    const by = actingFor(row, actor.acting?.role ?? 'owner');
    await recordStep(tx, { id, by, at: now, action: 'delete', from, to: 'deleted' });
  });
}
