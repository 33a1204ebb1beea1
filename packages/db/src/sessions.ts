import type { AccountId, SessionId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

export type NewSession = {
  id: SessionId;
  accountId: AccountId;
  now: Date;
  absoluteExpiresAt: Date;
  idleExpiresAt: Date;
  tokenHash: Buffer;
  userAgent: string | null;
  ip: string | null;
};

/** Opens a session, which is a family of refresh tokens, with its first token: one statement. */
export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await sql`
    with family as (
      insert into session (id, account_id, created_at, last_used_at, absolute_expires_at, user_agent, ip)
      values (${session.id}, ${session.accountId}, ${session.now}, ${session.now}, ${session.absoluteExpiresAt}, ${session.userAgent}, ${session.ip}::inet)
      returning id)
    insert into refresh_token (session_id, generation, token_hash, created_at, idle_expires_at)
    select id, 0, ${session.tokenHash}, ${session.now}, ${session.idleExpiresAt} from family`.execute(tx);
}

export type Redeemed = { sessionId: SessionId; accountId: AccountId; generation: number; absoluteExpiresAt: Date };

/**
 * Uses up a refresh token: this one conditional update decides between two that present the same token, whatever the clock says.
 * Null when it is unknown, used, idle too long, or its family is dead.
 */
export async function redeemRefreshToken(tx: Tx, args: { tokenHash: Buffer; now: Date }): Promise<Redeemed | null> {
  const { rows } = await sql<Redeemed>`
    update refresh_token t set used_at = ${args.now}
    from session s join account a on a.id = s.account_id and a.suspended_at is null
    where t.token_hash = ${args.tokenHash} and t.used_at is null and t.idle_expires_at > ${args.now}
      and s.id = t.session_id and s.revoked_at is null and s.absolute_expires_at > ${args.now}
    returning t.session_id, s.account_id, t.generation, s.absolute_expires_at`.execute(tx);
  return rows[0] ?? null;
}

/** Adds the successor of a redeemed token, and notes that the session was used. */
export async function insertSuccessor(
  tx: Tx,
  args: { sessionId: SessionId; generation: number; tokenHash: Buffer; now: Date; idleExpiresAt: Date },
): Promise<void> {
  await sql`
    with used as (update session set last_used_at = ${args.now} where id = ${args.sessionId} returning id)
    insert into refresh_token (session_id, generation, token_hash, created_at, idle_expires_at)
    select id, ${args.generation}, ${args.tokenHash}, ${args.now}, ${args.idleExpiresAt} from used`.execute(tx);
}

export type KnownToken = { sessionId: SessionId; accountId: AccountId; used: boolean };

/** Whose token this is or was. */
export async function findRefreshToken(db: Db, args: { tokenHash: Buffer }): Promise<KnownToken | null> {
  const { rows } = await sql<KnownToken>`
    select t.session_id, s.account_id, t.used_at is not null as used
    from refresh_token t join session s on s.id = t.session_id where t.token_hash = ${args.tokenHash}`.execute(db);
  return rows[0] ?? null;
}

export type RevokeReason = 'sign_out' | 'ended' | 'reuse' | 'password' | 'suspended' | 'taken_over';

/** Ends one session; false when it had ended already or is another account's. */
export async function revokeSession(
  tx: Tx,
  args: { id: SessionId; accountId: AccountId; reason: RevokeReason; now: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('session')
    .set({ revokedAt: args.now, revokedReason: args.reason })
    .where('id', '=', args.id)
    .where('accountId', '=', args.accountId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Ends every session of an account, but one where one is named. @returns how many. */
export async function revokeSessions(
  tx: Tx,
  args: { accountId: AccountId; except?: SessionId; reason: RevokeReason; now: Date },
): Promise<number> {
  let query = tx
    .updateTable('session')
    .set({ revokedAt: args.now, revokedReason: args.reason })
    .where('accountId', '=', args.accountId)
    .where('revokedAt', 'is', null);
  if (args.except !== undefined) query = query.where('id', '!=', args.except);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

export type SessionRow = { id: SessionId; createdAt: Date; lastUsedAt: Date; absoluteExpiresAt: Date; userAgent: string | null };

/** The open sessions of an account, the last used first; at most a hundred. */
export async function listSessions(db: Db, args: { accountId: AccountId; now: Date }): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id, created_at, last_used_at, absolute_expires_at, user_agent from session
    where account_id = ${args.accountId} and revoked_at is null and absolute_expires_at > ${args.now}
    order by last_used_at desc, id desc limit 100`.execute(db);
  return rows;
}
