import type { AccountId, OrganisationId } from './ids.ts';

/** The platform's own chain: acts that concern no organisation. */
export const PLATFORM_CHAIN = '00000000-0000-0000-0000-000000000000' as OrganisationId;

/** Version of the canonical form below; a change of the form takes the next number, old entries keep theirs. */
export const AUDIT_FORMAT = 1;

/** One act. Persons appear as ids alone; `details` holds ids, codes and field names, never text a person wrote. */
export type AuditEvent = {
  action: string;
  noun: string;
  nounId: string;
  accountId: AccountId | null;
  organisationId: OrganisationId | null;
  capacity: string | null;
  mandateId: string | null;
  at: Date;
  details: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
};

/**
 * The canonical text of an event (format 1): a JSON array in fixed order with the details' keys sorted, so that one event has one text.
 * hash(n) = SHA-256(hash(n-1) || n in decimal || "\n" || canonical), all in UTF-8; hash(0) is 32 zero bytes.
 */
export function canonicalAudit(event: AuditEvent): string {
  const details = Object.keys(event.details)
    .toSorted()
    .map((key) => [key, event.details[key]]);
  return JSON.stringify([
    AUDIT_FORMAT,
    event.at.toISOString(),
    event.action,
    event.noun,
    event.nounId,
    event.accountId,
    event.organisationId,
    event.capacity,
    event.mandateId,
    details,
  ]);
}
