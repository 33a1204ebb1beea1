import { ACCOUNT_GRAPH, canAccount, type AccountState } from '@ketnoi/domain/account';
import type { SignedIn } from '@ketnoi/domain/actor';
import { newId, type AccountId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { next } from '@ketnoi/domain/state';
import { findAccount, setSuspended, type AccountRow } from '@ketnoi/db/accounts';
import { revokeSessions } from '@ketnoi/db/sessions';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingAlone, recordAct } from '../../identity/acts.ts';

/** One account, for who administers accounts. */
export async function readAccount(ctx: Ctx, id: AccountId): Promise<AccountRow> {
  const row = await findAccount(ctx.db, { id, now: ctx.clock.now() });
  if (row === null) throw problem('record.not_found');
  return row;
}

type Step = { id: AccountId; version: number; action: 'suspend' | 'reinstate'; reason: string };

/** Suspends an account, which ends its sessions in the same transaction, or restores it. */
export async function changeAccountState(ctx: Ctx, actor: SignedIn, step: Step): Promise<AccountRow> {
  const { id, version, action } = step;
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const row = await readAccount({ ...ctx, db: tx }, id);
    if (!canAccount(actor, action, { id })) throw problem('account.own_account');
    const fromState: AccountState = row.suspendedAt === null ? 'active' : 'suspended';
    const toState = next(ACCOUNT_GRAPH, fromState, action);
    if (toState === null || !(await setSuspended(tx, { id, version, suspended: toState === 'suspended', now })))
      throw problem('record.stale');
    if (toState === 'suspended') await revokeSessions(tx, { accountId: id, reason: 'suspended', now });
    const by = actingAlone(actor.accountId, 'platform_admin');
    await insertStateChange(tx, {
      id: newId(now.getTime()),
      noun: 'account',
      nounId: id,
      fromState,
      action,
      toState,
      ...by,
      note: step.reason,
      at: now,
    });
    await recordAct(tx, { action: `account.${action}`, noun: 'account', nounId: id, by, at: now });
    return readAccount({ ...ctx, db: tx }, id);
  });
}
