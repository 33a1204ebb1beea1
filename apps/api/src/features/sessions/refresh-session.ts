import { problem } from '@ketnoi/domain/problems';
import { findCredentialsById } from '@ketnoi/db/accounts';
import { findRefreshToken, redeemRefreshToken, revokeSession } from '@ketnoi/db/sessions';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingAlone, recordAct } from '../../identity/acts.ts';
import { continueSession, type Opened } from '../../identity/open-session.ts';
import { hashToken } from '../../keys.ts';
import { queueMail } from '../../mail/queue-mail.ts';

/**
 * Uses up a refresh token and gives its successor in the same transaction. There is no grace: a token that comes a second time ends its
 * whole family, because one of the two who held it is a thief.
 */
export async function refreshByCookie(ctx: Ctx, refreshToken: string | null): Promise<Opened> {
  if (refreshToken === null) throw problem('session.required');
  const tokenHash = hashToken(refreshToken);
  const opened = await inTransaction(ctx.db, async (tx) => {
    const redeemed = await redeemRefreshToken(tx, { tokenHash, now: ctx.clock.now() });
    return redeemed === null ? null : continueSession(ctx, tx, redeemed);
  });
  if (opened !== null) return opened;
  await endReused(ctx, tokenHash);
  throw problem('session.expired');
}

/** Ends the family of a token that was used before, tells its person, and writes it down; once. */
async function endReused(ctx: Ctx, tokenHash: Buffer): Promise<void> {
  const known = await findRefreshToken(ctx.db, { tokenHash });
  if (known === null || !known.used) return;
  const { sessionId, accountId } = known;
  const now = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    if (!(await revokeSession(tx, { id: sessionId, accountId, reason: 'reuse', now }))) return;
    ctx.log.warn({ sessionId }, 'refresh token used twice, family ended');
    const account = await findCredentialsById(tx, { id: accountId });
    if (account !== null) {
      const { email: recipient, language } = account;
      await queueMail(ctx, tx, { template: 'session_reuse', recipient, language, values: { path: '/account' }, dedupe: sessionId });
    }
    await recordAct(tx, { action: 'session.reuse', noun: 'session', nounId: sessionId, by: actingAlone(accountId, 'self'), at: now });
  });
}
