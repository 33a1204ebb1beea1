import type { SignedIn } from '@ketnoi/domain/actor';
import type { Language } from '@ketnoi/domain/language';
import { problem } from '@ketnoi/domain/problems';
import { findAccount, updateAccount, type AccountRow } from '@ketnoi/db/accounts';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingAlone, recordAct } from '../../identity/acts.ts';
import { storedName, storedPhone } from '../../identity/person.ts';

/** The caller's own account. */
export async function readOwnAccount(ctx: Ctx, actor: SignedIn): Promise<AccountRow> {
  const row = await findAccount(ctx.db, { id: actor.accountId, now: ctx.clock.now() });
  if (row === null) throw problem('session.expired');
  return row;
}

type Changes = { fullName?: string; phone?: string | null; language?: Language };

/** Changes what a person says of himself. */
export async function changeOwnAccount(ctx: Ctx, actor: SignedIn, input: { version: number; changes: Changes }): Promise<AccountRow> {
  const { fullName, phone, language } = input.changes;
  const changes = {
    ...(fullName === undefined ? {} : { fullName: storedName(fullName) }),
    ...(phone === undefined ? {} : { phone: storedPhone(phone, 'phone') }),
    ...(language === undefined ? {} : { language }),
  };
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    if (!(await updateAccount(tx, { id: actor.accountId, version: input.version, changes, now }))) throw problem('record.stale');
    const by = actingAlone(actor.accountId, 'self');
    await recordAct(tx, {
      action: 'account.change',
      noun: 'account',
      nounId: actor.accountId,
      by,
      at: now,
      details: { fields: Object.keys(changes) },
    });
    return readOwnAccount({ ...ctx, db: tx }, actor);
  });
}
