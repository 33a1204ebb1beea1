import { normaliseEmail } from '@ketnoi/domain/account';
import { PLATFORM_CHAIN } from '@ketnoi/domain/audit';
import type { Language } from '@ketnoi/domain/language';
import { problem } from '@ketnoi/domain/problems';
import { consumeAccountToken, findTokenAccount } from '@ketnoi/db/account-tokens';
import { confirmAddressOf, findCredentialsById } from '@ketnoi/db/accounts';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingAlone, recordAct } from '../../identity/acts.ts';
import { sendReset } from '../../identity/letters.ts';
import { hashNewPassword } from '../../identity/new-password.ts';
import { hashToken } from '../../keys.ts';
import { replacePassword, type Replacement } from './change-password.ts';

/** Writes to the address, whoever it belongs to: a link for its account, or that there is none. The caller learns nothing. */
export async function askForReset(ctx: Ctx, asked: { email: string; language: Language }): Promise<void> {
  const email = normaliseEmail(asked.email);
  const now = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    const accountId = await sendReset(ctx, tx, { email, language: asked.language });
    if (accountId === false) return;
    const nounId = accountId ?? PLATFORM_CHAIN;
    await recordAct(tx, { action: 'account.ask_reset', noun: 'account', nounId, by: actingAlone(null, 'visitor'), at: now });
  });
}

/** Before the transaction: whose letter this is, and the new password hashed. */
export async function prepareReset(ctx: Ctx, input: { token: string; password: string }): Promise<Replacement> {
  const id = await findTokenAccount(ctx.db, { purpose: 'reset_password', tokenHash: hashToken(input.token), now: ctx.clock.now() });
  const account = id === null ? null : await findCredentialsById(ctx.db, { id });
  if (account === null || account.suspended) throw problem('account.letter_gone');
  const about = [account.fullName, account.email];
  return { account, passwordHash: await hashNewPassword(input.password, { field: 'password', about }) };
}

/** Uses up the newest letter of an account and sets its password. Who could read the letter holds the address, so it is confirmed too. */
export async function resetByLetter(ctx: Ctx, token: string, replacement: Replacement): Promise<void> {
  const now = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    const consumed = await consumeAccountToken(tx, { purpose: 'reset_password', tokenHash: hashToken(token), now });
    if (consumed !== replacement.account.id) throw problem('account.letter_gone');
    if (!replacement.account.confirmed && !(await confirmAddressOf(tx, { id: consumed, now }))) throw problem('account.letter_gone');
    if (!(await replacePassword(ctx, tx, { ...replacement, action: 'account.reset_password' }))) throw problem('account.letter_gone');
  });
}
