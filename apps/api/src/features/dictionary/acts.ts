import type { Tx } from '@ketnoi/db/database';
import { findEntry, type DictionaryRow } from '@ketnoi/db/dictionary';
import { insertStateChange } from '@ketnoi/db/state-changes';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { AuditEvent } from '@ketnoi/domain/audit';
import {
  dictionaryActions,
  dictionaryCapacity,
  keepsDictionary,
  type DictionaryAction,
  type DictionaryState,
} from '@ketnoi/domain/dictionary';
import { newId, type DictionaryEntryId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { actingAlone, recordAct } from '../../identity/acts.ts';

/** Lets a keeper of the dictionary pass, or throws. */
export function mayKeep(actor: SignedIn): void {
  if (!keepsDictionary(actor)) throw problem('access.forbidden');
}

type Opening = { id: DictionaryEntryId; version: number; action: DictionaryAction };

/** The entry for an act that may be done to it, or not found, withdrawn, or stale where somebody changed it since it was read. */
export async function openEntry(tx: Tx, actor: SignedIn, { id, version, action }: Opening): Promise<DictionaryRow> {
  mayKeep(actor);
  const row = await findEntry(tx, { id });
  if (row === null) throw problem('record.not_found');
  if (row.version !== version) throw problem('record.stale');
  if (!dictionaryActions(actor, row).includes(action)) throw problem('dictionary.entry_withdrawn');
  return row;
}

type Done = {
  id: DictionaryEntryId;
  actor: SignedIn;
  at: Date;
  action: string;
  from: DictionaryState | null;
  to: DictionaryState;
  details?: AuditEvent['details'];
};

/** Writes an act on an entry into the chain of the platform, a change of its state into the history, and has what it touches read anew. */
export async function finishEntry(tx: Tx, { id, actor, at, action, from, to, details = {} }: Done): Promise<void> {
  const by = actingAlone(actor.accountId, dictionaryCapacity(actor));
  if (from !== to) {
    const step = { fromState: from, action, toState: to, ...by, at };
    await insertStateChange(tx, { id: newId<'state_change'>(at.getTime()), noun: 'dictionary_entry', nounId: id, ...step });
  }
  await recordAct(tx, { action: `dictionary.${action}`, noun: 'dictionary_entry', nounId: id, by, at, details });
  await enqueue(tx, 'dictionary.apply', { entryId: id });
}

export async function entryAsRead(tx: Tx, id: DictionaryEntryId): Promise<DictionaryRow> {
  const row = await findEntry(tx, { id });
  if (row === null) throw problem('record.not_found');
  return row;
}
