import { newId, type AccountId, type SessionId } from '@ketnoi/domain/ids';
import type { Tx } from '@ketnoi/db/database';
import { insertSession, insertSuccessor, type Redeemed } from '@ketnoi/db/sessions';
import type { Ctx } from '../context.ts';
import { newToken } from '../keys.ts';
import { storedAddress } from '../network.ts';
import { actingAlone, recordAct } from './acts.ts';

const DAY = 86_400_000;
const IDLE = 14 * DAY;
const ABSOLUTE = 30 * DAY;

/** An open session with the refresh token that only its browser will hold. */
export type Opened = { accountId: AccountId; sessionId: SessionId; refreshToken: string; refreshExpiresAt: Date };

export type Opener = { accountId: AccountId; capacity: string; request: { ip: string; userAgent: string | null } };

/** Idle for fourteen days, thirty in all. */
function expiry(now: Date, absolute: Date): Date {
  return new Date(Math.min(now.getTime() + IDLE, absolute.getTime()));
}

/** Opens a session: a new family of refresh tokens on every authentication. */
export async function openSession(ctx: Ctx, tx: Tx, opener: Opener): Promise<Opened> {
  const now = ctx.clock.now();
  const sessionId = newId<'session'>(now.getTime());
  const { token, hash } = newToken();
  const absoluteExpiresAt = new Date(now.getTime() + ABSOLUTE);
  const idleExpiresAt = expiry(now, absoluteExpiresAt);
  const { accountId, request } = opener;
  const { userAgent } = request;
  const ip = storedAddress(request.ip);
  await insertSession(tx, { id: sessionId, accountId, now, absoluteExpiresAt, idleExpiresAt, tokenHash: hash, ip, userAgent });
  await recordAct(tx, { action: 'session.open', noun: 'session', nounId: sessionId, by: actingAlone(accountId, opener.capacity), at: now });
  return { accountId, sessionId, refreshToken: token, refreshExpiresAt: idleExpiresAt };
}

/** The next token of a family, in the transaction that used up the last one. */
export async function continueSession(ctx: Ctx, tx: Tx, redeemed: Redeemed): Promise<Opened> {
  const now = ctx.clock.now();
  const { token, hash } = newToken();
  const idleExpiresAt = expiry(now, redeemed.absoluteExpiresAt);
  await insertSuccessor(tx, { sessionId: redeemed.sessionId, generation: redeemed.generation + 1, tokenHash: hash, now, idleExpiresAt });
  return { accountId: redeemed.accountId, sessionId: redeemed.sessionId, refreshToken: token, refreshExpiresAt: idleExpiresAt };
}
