import type { SignedIn } from '@ketnoi/domain/actor';
import { problem } from '@ketnoi/domain/problems';
import { findCredentialsById, setPassword, type Credentials } from '@ketnoi/db/accounts';
import type { Tx } from '@ketnoi/db/database';
import { revokeSessions } from '@ketnoi/db/sessions';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingAlone, recordAct } from '../../identity/acts.ts';
import { isPasswordOf } from '../../identity/hashing.ts';
import { hashNewPassword } from '../../identity/new-password.ts';
import { openSession, type Opened } from '../../identity/open-session.ts';
import type { SlowDown } from '../../identity/slow-down.ts';
import { queueMail } from '../../mail/queue-mail.ts';

/** A password whose change was allowed and hashed; the account must still have the old one when it is written. */
export type Replacement = { account: Credentials; passwordHash: string };

type Choice = { currentPassword: string; password: string };

/** Before the transaction: checks the present password and hashes the new one. */
export async function preparePassword(ctx: Ctx, slowDown: SlowDown, input: Choice & { actor: SignedIn }): Promise<Replacement> {
  const { accountId } = input.actor;
  const wasRight = await slowDown.attempt([{ key: `password ${accountId}`, free: 10 }]);
  const account = await findCredentialsById(ctx.db, { id: accountId });
  if (account === null || !(await isPasswordOf(account.passwordHash, input.currentPassword))) {
    throw problem('account.password_wrong', {
      errors: [{ field: 'currentPassword', code: 'wrong', message: 'is not the present password' }],
    });
  }
  wasRight();
  const about = [account.fullName, account.email];
  return { account, passwordHash: await hashNewPassword(input.password, { field: 'password', about }) };
}

/** Sets a password, ends every session of the account and tells its person; in one transaction. False when the old one is no longer there. */
export async function replacePassword(ctx: Ctx, tx: Tx, replacement: Replacement & { action: string }): Promise<boolean> {
  const { account, passwordHash, action } = replacement;
  const now = ctx.clock.now();
  if (!(await setPassword(tx, { id: account.id, passwordHash, previous: account.passwordHash, now }))) return false;
  const ended = await revokeSessions(tx, { accountId: account.id, reason: 'password', now });
  const { email: recipient, language } = account;
  await queueMail(ctx, tx, { template: 'password_changed', recipient, language, values: { path: '/account' }, dedupe: now.toISOString() });
  const by = actingAlone(account.id, 'self');
  await recordAct(tx, { action, noun: 'account', nounId: account.id, by, at: now, details: { endedSessions: ended } });
  return true;
}

/** Changes the caller's password: whoever else holds a session is out, the caller gets a new one. */
export async function changeOwnPassword(
  ctx: Ctx,
  replacement: Replacement,
  request: { ip: string; userAgent: string | null },
): Promise<Opened> {
  return inTransaction(ctx.db, async (tx) => {
    if (!(await replacePassword(ctx, tx, { ...replacement, action: 'account.change_password' }))) throw problem('record.stale');
    return openSession(ctx, tx, { accountId: replacement.account.id, capacity: 'self', request });
  });
}
