import { LETTER_MINUTES } from '@ketnoi/domain/account';
import { newId, type AccountId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { countLetters, insertAccountToken, insertAccountTokenFor } from '@ketnoi/db/account-tokens';
import type { Tx } from '@ketnoi/db/database';
import type { Ctx } from '../context.ts';
import { newToken } from '../keys.ts';
import { queueMail } from '../mail/queue-mail.ts';

/** Letters that anybody can cause to be sent to an address; so many an hour reach it, the rest are answered alike and not sent. */
const UNASKED = ['verify_email', 'account_exists', 'reset_password', 'no_account'] as const;
const AN_HOUR = 3_600_000;
const LETTERS_AN_HOUR = 5;

async function mayWrite(ctx: Ctx, tx: Tx, recipient: string): Promise<boolean> {
  const since = new Date(ctx.clock.now().getTime() - AN_HOUR);
  return (await countLetters(tx, { recipient, templates: UNASKED, since })) < LETTERS_AN_HOUR;
}

const expiry = (now: Date): Date => new Date(now.getTime() + LETTER_MINUTES * 60_000);

export type Confirming = { accountId: AccountId; email: string; language: Language; known: boolean };

/**
 * Writes the letter that confirms an address, or, where a confirmed account holds it already, the one that says so. The work is the same;
 * which of the two it was is learned by who reads the mailbox, and nobody else.
 */
export async function sendConfirmation(ctx: Ctx, tx: Tx, confirming: Confirming): Promise<void> {
  if (!(await mayWrite(ctx, tx, confirming.email))) return;
  const now = ctx.clock.now();
  const { token, hash } = newToken();
  const id = newId(now.getTime());
  await insertAccountToken(tx, {
    id,
    accountId: confirming.accountId,
    purpose: 'verify_email',
    tokenHash: hash,
    now,
    expiresAt: expiry(now),
  });
  await queueMail(ctx, tx, {
    template: confirming.known ? 'account_exists' : 'verify_email',
    recipient: confirming.email,
    language: confirming.language,
    values: { path: `/verify-email/${token}` },
    dedupe: id,
  });
}

/**
 * Writes the letter to set a new password, or the one that says that there is no account.
 * @returns whose letter it was (null for nobody's), or false when this address was written to too often.
 */
export async function sendReset(ctx: Ctx, tx: Tx, asked: { email: string; language: Language }): Promise<AccountId | null | false> {
  // Asked too often: no new link either, because it would end the one that was sent.
  if (!(await mayWrite(ctx, tx, asked.email))) return false;
  const now = ctx.clock.now();
  const { token, hash } = newToken();
  const id = newId(now.getTime());
  const addressee = await insertAccountTokenFor(tx, {
    id,
    email: asked.email,
    purpose: 'reset_password',
    tokenHash: hash,
    now,
    expiresAt: expiry(now),
  });
  await queueMail(ctx, tx, {
    template: addressee === null ? 'no_account' : 'reset_password',
    recipient: asked.email,
    language: addressee?.language ?? asked.language,
    values: { path: addressee === null ? '/register' : `/reset-password/${token}` },
    dedupe: id,
  });
  return addressee?.id ?? null;
}
