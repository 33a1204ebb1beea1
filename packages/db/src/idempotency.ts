import { sql } from 'kysely';
import { closingOf, type KeptAnswer } from './closing.ts';
import type { Db, Tx } from './database.ts';

export type KeyArgs = { principal: string; operation: string; key: string };

/** What a key was used for. */
export type Kept = { bodyHash: Buffer; status: number; body: string };

/** The answer kept under a key that has not expired; null when it was never used. */
export async function findAnswer(db: Db, args: KeyArgs & { now: Date }): Promise<Kept | null> {
  const row = await db
    .selectFrom('idempotencyKey')
    .where('principal', '=', args.principal)
    .where('operation', '=', args.operation)
    .where('key', '=', args.key)
    .where('expiresAt', '>', args.now)
    .select(['bodyHash', 'status', 'body'])
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps the answer when the transaction of the effect closes. Throws outside `inTransaction`. */
export function keepAnswer(tx: Tx, answer: KeptAnswer): void {
  const closing = closingOf(tx);
  if (closing === undefined) throw new Error('an answer is kept in the transaction of its effect');
  closing.answers.push(answer);
}

/** True when the error says that the key was used meanwhile. */
export function isKeyTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'idempotency_key_pk';
}

/** Takes away keys past their time. @returns how many. */
export async function dropExpiredKeys(db: Db, args: { now: Date }): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    with gone as (delete from idempotency_key where expires_at <= ${args.now} returning 1) select count(*) as gone from gone`.execute(db);
  return rows[0]?.gone ?? 0;
}
