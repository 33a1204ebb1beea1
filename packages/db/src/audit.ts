import { AUDIT_FORMAT, canonicalAudit, PLATFORM_CHAIN, type AuditEvent } from '@ketnoi/domain/audit';
import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** Appends the event to its organisation's chain, in the writing transaction. @returns its sequence number in the chain. */
export async function appendAudit(tx: Tx, event: AuditEvent): Promise<number> {
  const chain = event.organisationId ?? PLATFORM_CHAIN;
  const result = await sql<{ seq: number }>`select audit_append(${chain}::uuid, ${event.at}::timestamptz, ${AUDIT_FORMAT}::int, ${canonicalAudit(event)}) as seq`.execute(tx);
  return result.rows[0]?.seq ?? 0;
}
