import { AUDIT_FORMAT, canonicalAudit, PLATFORM_CHAIN, type AuditEvent } from '@ketnoi/domain/audit';
import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** Appends the event to its organisation's chain, in the writing transaction. @returns its sequence number in the chain. */
export async function appendAudit(tx: Tx, event: AuditEvent): Promise<number> {
  const chain = event.organisationId ?? PLATFORM_CHAIN;
  const result = await sql<{
    seq: number;
  }>`select audit_append(${chain}::uuid, ${event.at}::timestamptz, ${AUDIT_FORMAT}::int, ${canonicalAudit(event)}) as seq`.execute(tx);
  return result.rows[0]?.seq ?? 0;
}

/** Appends many events in one statement, in their order, each to its organisation's chain. */
export async function appendAudits(tx: Tx, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const chains = events.map((event) => event.organisationId ?? PLATFORM_CHAIN);
  await sql`select count(audit_append(x.chain, x.at, ${AUDIT_FORMAT}::int, x.canonical)) from (
    select * from unnest(${chains}::uuid[], ${events.map((event) => event.at)}::timestamptz[], ${events.map(canonicalAudit)}::text[])
      with ordinality as given (chain, at, canonical, n) order by n) as x`.execute(tx);
}
