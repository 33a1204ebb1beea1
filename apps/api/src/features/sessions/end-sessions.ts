import type { Actor, SignedIn } from '@ketnoi/domain/actor';
import type { AccountId, SessionId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import type { Tx } from '@ketnoi/db/database';
import { findRefreshToken, revokeSession, revokeSessions, type RevokeReason } from '@ketnoi/db/sessions';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingAlone, recordAct } from '../../identity/acts.ts';
import { hashToken } from '../../keys.ts';

type Ending = { id: SessionId; accountId: AccountId; reason: RevokeReason };

async function end(ctx: Ctx, tx: Tx, ending: Ending): Promise<boolean> {
  const now = ctx.clock.now();
  if (!(await revokeSession(tx, { ...ending, now }))) return false;
  const by = actingAlone(ending.accountId, 'self');
  await recordAct(tx, { action: 'session.end', noun: 'session', nounId: ending.id, by, at: now, details: { reason: ending.reason } });
  return true;
}

/** Signing out ends the session of the bearer token and that of the cookie; neither is nothing to complain of. */
export async function signOutOf(ctx: Ctx, actor: Actor, refreshToken: string | null): Promise<void> {
  const byCookie = refreshToken === null ? null : await findRefreshToken(ctx.db, { tokenHash: hashToken(refreshToken) });
  await inTransaction(ctx.db, async (tx) => {
    if (actor.kind === 'account') await end(ctx, tx, { id: actor.sessionId, accountId: actor.accountId, reason: 'sign_out' });
    if (byCookie !== null) await end(ctx, tx, { id: byCookie.sessionId, accountId: byCookie.accountId, reason: 'sign_out' });
  });
}

/** Ends one of the caller's own sessions; another person's does not exist for him. */
export async function endOwnSession(ctx: Ctx, actor: SignedIn, id: SessionId): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    if (!(await end(ctx, tx, { id, accountId: actor.accountId, reason: 'ended' }))) throw problem('record.not_found');
  });
}

/** Ends the caller's sessions but the one that asks. */
export async function endOthers(ctx: Ctx, actor: SignedIn): Promise<void> {
  const { accountId, sessionId } = actor;
  const now = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    const count = await revokeSessions(tx, { accountId, except: sessionId, reason: 'ended', now });
    const by = actingAlone(accountId, 'self');
    await recordAct(tx, { action: 'session.end_others', noun: 'account', nounId: accountId, by, at: now, details: { count } });
  });
}
