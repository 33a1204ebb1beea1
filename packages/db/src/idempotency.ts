import type { Tx } from './database.ts';
import { sql } from 'kysely';

export type ClaimArgs = { principal: string; operation: string; key: string; bodyHash: Buffer; now: Date; expiresAt: Date };
export type Claim = { fresh: boolean; sameBody: boolean; status: number | null; headers: Record<string, string> | null; body: string | null };

/**
 * Claims a key or finds what it was used for. A twin that is still running holds the row: this waits for it up to the lock time-out
 * (SQLSTATE 55P03 then). An expired claim is taken over.
 */
export async function claimIdempotencyKey(tx: Tx, args: ClaimArgs): Promise<Claim> {
  const { rows } = await sql<Claim>`
    insert into idempotency_key as k (principal, operation, key, body_hash, created_at, expires_at)
    values (${args.principal}::uuid, ${args.operation}, ${args.key}, ${args.bodyHash}, ${args.now}, ${args.expiresAt})
    on conflict (principal, operation, key) do update set
      body_hash = case when k.expires_at <= excluded.created_at then excluded.body_hash else k.body_hash end,
      status = case when k.expires_at <= excluded.created_at then null else k.status end,
      created_at = case when k.expires_at <= excluded.created_at then excluded.created_at else k.created_at end,
      expires_at = case when k.expires_at <= excluded.created_at then excluded.expires_at else k.expires_at end
    returning status is null as fresh, body_hash = ${args.bodyHash} as "sameBody", status, headers, body`.execute(tx);
  const claim = rows[0];
  if (claim === undefined) throw new Error('an upsert returned no row');
  return claim;
}

/** Keeps the answer beside the claim, in the transaction of the effect. */
export async function storeAnswer(
  tx: Tx,
  args: { principal: string; operation: string; key: string; status: number; headers: Record<string, string>; body: string },
): Promise<void> {
  await tx
    .updateTable('idempotencyKey')
    .set({ status: args.status, headers: JSON.stringify(args.headers), body: args.body })
    .where('principal', '=', args.principal)
    .where('operation', '=', args.operation)
    .where('key', '=', args.key)
    .execute();
}
