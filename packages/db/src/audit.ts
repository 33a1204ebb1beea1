import type { AuditEvent } from '@ketnoi/domain/audit';
import { closingOf, writeClosing } from './closing.ts';
import type { Tx } from './database.ts';

/** Appends the event to its organisation's chain, in the writing transaction, when that closes. */
export function appendAudit(tx: Tx, event: AuditEvent): Promise<void> {
  return appendAudits(tx, [event]);
}

/** Appends many events, in their order, each to its organisation's chain. */
export async function appendAudits(tx: Tx, events: readonly AuditEvent[]): Promise<void> {
  const closing = closingOf(tx);
  if (closing === undefined) await writeClosing(tx, { audits: [...events], jobs: new Map(), answers: [] });
  else closing.audits.push(...events);
}
