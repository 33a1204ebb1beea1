import type { Actor, SignedIn } from '@ketnoi/domain/actor';
import type { AccountId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { consumeAccountToken, findTokenAccount } from '@ketnoi/db/account-tokens';
import { closeAccount, confirmAddressOf, findCredentialsById, isAddressConfirmed, type Credentials } from '@ketnoi/db/accounts';
import type { Tx } from '@ketnoi/db/database';
import { handOver } from '@ketnoi/db/memberships';
import { revokeSessions } from '@ketnoi/db/sessions';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingAlone, recordAct } from '../../identity/acts.ts';
import { isPasswordOf } from '../../identity/hashing.ts';
import { sendConfirmation } from '../../identity/letters.ts';
import type { SlowDown } from '../../identity/slow-down.ts';
import { hashToken } from '../../keys.ts';

/** Sends the confirming letter again; nothing happens where the address is confirmed. */
export async function sendOwnConfirmation(ctx: Ctx, actor: SignedIn): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const account = await findCredentialsById(tx, { id: actor.accountId });
    if (account === null || account.confirmed) return;
    const known = await isAddressConfirmed(tx, { email: account.email });
    await sendConfirmation(ctx, tx, { accountId: account.id, email: account.email, language: account.language, known });
  });
}

/** What a letter is about to do: confirm its own account, or hand it over to the confirmed account of the same address. */
export type Confirmation = { token: string; account: Credentials; takenOverBy: AccountId | null };

const askPassword = (code: 'required' | 'wrong'): Error => {
  const message =
    code === 'required' ? 'give the password of this account, or open the link where you signed up' : 'is not the password of this account';
  return problem('account.password_wrong', { errors: [{ field: 'password', code, message }] });
};

/**
 * Before the transaction. A letter alone proves the mailbox, not that its reader is the one who signed up: the session or the password of
 * that account is needed too, so that nobody makes a stranger confirm an account he did not open.
 */
export async function prepareConfirmation(
  ctx: Ctx,
  slowDown: SlowDown,
  input: { actor: Actor; token: string; password: string | undefined },
): Promise<Confirmation> {
  const { actor, token, password } = input;
  const id = await findTokenAccount(ctx.db, { purpose: 'verify_email', tokenHash: hashToken(token), now: ctx.clock.now() });
  const account = id === null ? null : await findCredentialsById(ctx.db, { id });
  if (account === null || account.suspended) throw problem('account.letter_gone');
  if (actor.kind === 'account' && actor.accountId === account.id) return { token, account, takenOverBy: null };
  const caller = actor.kind === 'account' ? await findCredentialsById(ctx.db, { id: actor.accountId }) : null;
  if (caller !== null && caller.confirmed && caller.email === account.email && !account.confirmed)
    return { token, account, takenOverBy: caller.id };
  if (password === undefined) throw askPassword('required');
  const wasRight = await slowDown.attempt([{ key: `password ${account.id}`, free: 10 }]);
  if (!(await isPasswordOf(account.passwordHash, password))) throw askPassword('wrong');
  wasRight();
  return { token, account, takenOverBy: null };
}

async function takeOver(ctx: Ctx, tx: Tx, accounts: { from: AccountId; to: AccountId }): Promise<void> {
  const now = ctx.clock.now();
  const organisations = await handOver(tx, accounts);
  await revokeSessions(tx, { accountId: accounts.from, reason: 'taken_over', now });
  await closeAccount(tx, { id: accounts.from, now });
  for (const organisationId of organisations) {
    const by = { accountId: accounts.to, organisationId, capacity: 'owner' };
    await recordAct(tx, { action: 'membership.take_over', noun: 'organisation', nounId: organisationId, by, at: now, details: accounts });
  }
}

/** Uses up the letter and confirms. @returns the confirmed account of the address. */
export async function confirmByLetter(ctx: Ctx, confirmation: Confirmation): Promise<{ email: string; accountId: AccountId }> {
  const { account, token, takenOverBy } = confirmation;
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const consumed = await consumeAccountToken(tx, { purpose: 'verify_email', tokenHash: hashToken(token), now });
    if (consumed !== account.id) throw problem('account.letter_gone');
    if (takenOverBy !== null) await takeOver(ctx, tx, { from: account.id, to: takenOverBy });
    else if (!account.confirmed && !(await confirmAddressOf(tx, { id: account.id, now }))) throw problem('account.email_taken');
    const accountId = takenOverBy ?? account.id;
    await recordAct(tx, { action: 'account.confirm', noun: 'account', nounId: accountId, by: actingAlone(accountId, 'self'), at: now });
    return { email: account.email, accountId };
  });
}
