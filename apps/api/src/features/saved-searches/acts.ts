import type { Tx } from '@ketnoi/db/database';
import { lockSavedSearch, type SavedSearchRow } from '@ketnoi/db/saved-searches';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { asActor, inTransaction } from '@ketnoi/db/transaction';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { AuditEvent } from '@ketnoi/domain/audit';
import { newId, type SavedSearchId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { savedSearchActions, type SavedSearchAction, type SavedSearchState } from '@ketnoi/domain/saved-search';
import type { Ctx } from '../../context.ts';
import { recordAct, type ActingAs } from '../../identity/acts.ts';

/** Runs in a transaction that sees this account's searches and no others. */
export function ofAccount<Result>(ctx: Ctx, actor: Pick<SignedIn, 'accountId'>, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return inTransaction(ctx.db, async (tx) => {
    await asActor(tx, { accountId: actor.accountId, organisationIds: [] });
    return work(tx);
  });
}

type Opening = { id: SavedSearchId; version?: number; action: SavedSearchAction };

/**
 * The search, held still, for an act the actor may do; or not found where it is not his to know of, stale where it was changed since he read
 * it, not possible as it stands.
 */
export async function openSearch(tx: Tx, actor: SignedIn, { id, version, action }: Opening): Promise<SavedSearchRow> {
  const row = await lockSavedSearch(tx, { id });
  if (row === null || row.accountId !== actor.accountId) throw problem('record.not_found');
  if (version !== undefined && row.version !== version) throw problem('record.stale');
  if (!savedSearchActions(actor, { ...row, paused: row.pausedAt !== null }).includes(action))
    throw problem('saved_search.action_not_possible');
  return row;
}

/** In whose name a search is kept: its owner's, for the organisation it was saved for. Its chain holds what became of it. */
export function actingFor(row: Pick<SavedSearchRow, 'accountId' | 'organisationId'>, capacity: string): ActingAs {
  return { accountId: row.accountId, organisationId: row.organisationId, capacity };
}

export type Done = { id: SavedSearchId; by: ActingAs; at: Date; action: string; details?: AuditEvent['details'] };

/** Writes an act on a search into its chain: which one and how, never what it looks for. */
export async function record(tx: Tx, { id, by, at, action, details = {} }: Done): Promise<void> {
  await recordAct(tx, { action: `saved_search.${action}`, noun: 'saved_search', nounId: id, by, at, details });
}

/** The same for an act that is a step of its life. */
export async function recordStep(tx: Tx, done: Done & { from: SavedSearchState | null; to: SavedSearchState }): Promise<void> {
  const { id, by, at, action, from, to } = done;
  await insertStateChange(tx, {
    id: newId<'state_change'>(at.getTime()),
    noun: 'saved_search',
    nounId: id,
    fromState: from,
    action,
    toState: to,
    ...by,
    at,
  });
  await record(tx, done);
}
