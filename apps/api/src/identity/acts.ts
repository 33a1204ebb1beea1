import { hasGrant, type Actor } from '@ketnoi/domain/actor';
import type { AccountId, OrganisationId } from '@ketnoi/domain/ids';
import type { AuditEvent } from '@ketnoi/domain/audit';
import { roleIn } from '@ketnoi/domain/membership';
import { appendAudit } from '@ketnoi/db/audit';
import type { Tx } from '@ketnoi/db/database';

/** Who acts, for whom, and as what. */
export type ActingAs = { accountId: AccountId | null; organisationId: OrganisationId | null; capacity: string | null };

/** The capacity in which a caller acts on an organisation: the role there, else the platform's administrator. */
export function actingOn(actor: Actor, organisationId: OrganisationId): ActingAs {
  const accountId = actor.kind === 'account' ? actor.accountId : null;
  return { accountId, organisationId, capacity: roleIn(actor, organisationId) ?? (hasGrant(actor, 'admin') ? 'platform_admin' : null) };
}

/** A person acting for himself or, with a grant, for the platform: kept in the platform's own chain. */
export function actingAlone(accountId: AccountId | null, capacity: string): ActingAs {
  return { accountId, organisationId: null, capacity };
}

export type Act = Pick<AuditEvent, 'action' | 'noun' | 'nounId'> & { by: ActingAs; at: Date; details?: AuditEvent['details'] };

/** Writes an act into its chain, in the transaction of the act. Mandates come with the interests; until then there is none. */
export async function recordAct(tx: Tx, { by, details = {}, ...act }: Act): Promise<void> {
  await appendAudit(tx, { ...act, ...by, mandateId: null, details });
}
