import { createHash } from 'node:crypto';
import { appendAudit } from '@ketnoi/db/audit';
import type { Db, Tx } from '@ketnoi/db/database';
import { activateModel, activeModel, findModel, insertModel, lockActiveModel, reactivateModel, retireModel } from '@ketnoi/db/match-models';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Clock } from '@ketnoi/domain/clock';
import { newId } from '@ketnoi/domain/ids';
import { MATCH_MODEL_GRAPH, type MatchModelAction, type MatchModelState } from '@ketnoi/domain/match-policy';
import { next } from '@ketnoi/domain/state';
import { SHIPPED_MODEL, type MatchModel } from '@ketnoi/matching/model';
import { modelOfRow } from '../matching/models.ts';

type Parts = { db: Db; clock: Clock };

/** The id under which the history of states knows a model: models go by names. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

type Step = { name: string; from: MatchModelState | null; action: MatchModelAction; now: Date };

/** Writes what the platform's operator does to a model into the history of states and into the platform's own chain. */
async function record(tx: Tx, { name, from, action, now }: Step): Promise<void> {
  const to = from === null ? 'candidate' : action === 'learn' ? null : next(MATCH_MODEL_GRAPH, from, action);
  if (to === null) throw new Error(`a ${from} model cannot be taken through "${action}"`);
  const by = { accountId: null, organisationId: null, capacity: 'system' };
  const id = newId<'state_change'>(now.getTime());
  await insertStateChange(tx, { id, noun: 'match_model', nounId: idOf(name), fromState: from, action, toState: to, ...by, at: now });
  const act = { action: `match_model.${action}`, noun: 'match_model', nounId: idOf(name), mandateId: null, at: now, details: { name } };
  await appendAudit(tx, { ...act, ...by });
}

/** The model in use, shipped or learned. */
export async function modelInUse(db: Db): Promise<MatchModel> {
  const row = await activeModel(db);
  return row === null ? SHIPPED_MODEL : modelOfRow(row);
}

/** A name that no model has yet. */
export async function freeName(db: Db, day: string): Promise<string> {
  for (let at = 1; ; at += 1) {
    const name = `learned-${day}-${at}`;
    if ((await findModel(db, { name })) === null) return name;
  }
}

/** Keeps a model as a candidate, to be looked at by its name. */
export async function keepCandidate(
  { db, clock }: Parts,
  { model, basis }: { model: MatchModel; basis: Record<string, unknown> },
): Promise<void> {
  const { name, ...weights } = model;
  const now = clock.now();
  await inTransaction(db, async (tx) => {
    await insertModel(tx, { name, weights, basis, now });
    await record(tx, { name, from: null, action: 'learn', now });
  });
}

/** Takes a candidate into use; the one before is kept to go back to. */
export async function takeIntoUse({ db, clock }: Parts, name: string): Promise<void> {
  const now = clock.now();
  await inTransaction(db, async (tx) => {
    const before = await lockActiveModel(tx);
    if (before !== null) {
      await retireModel(tx, { name: before.name, now });
      await record(tx, { name: before.name, from: 'active', action: 'retire', now });
    }
    await activateModel(tx, { name, replaced: before?.name ?? null, now });
    await record(tx, { name, from: 'candidate', action: 'activate', now });
  });
}

/** Goes back to the model that the one in use had replaced. @returns what is in use now; null where the shipped one was all along. */
export async function rollBack({ db, clock }: Parts): Promise<string | null> {
  const now = clock.now();
  return inTransaction(db, async (tx) => {
    const present = await lockActiveModel(tx);
    if (present === null) return null;
    await retireModel(tx, { name: present.name, now });
    await record(tx, { name: present.name, from: 'active', action: 'retire', now });
    if (present.replaced === null) return SHIPPED_MODEL.name;
    await reactivateModel(tx, { name: present.replaced, now });
    await record(tx, { name: present.replaced, from: 'retired', action: 'reactivate', now });
    return present.replaced;
  });
}
