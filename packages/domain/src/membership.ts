import { hasGrant, type Actor, type MembershipRole } from './actor.ts';
import type { AccountId, OrganisationId } from './ids.ts';

/** How long an invitation waits, and how many an organisation may have sent in a day that nobody took up. */
export const INVITATION_HOURS = 72;
export const INVITATIONS_A_DAY = 20;

const RANK: Readonly<Record<MembershipRole, number>> = { viewer: 0, editor: 1, admin: 2, owner: 3 };

/** The role the actor holds in that organisation; the acting organisation of the request plays no part. */
export function roleIn(actor: Actor, organisationId: OrganisationId): MembershipRole | null {
  if (actor.kind !== 'account') return null;
  return actor.memberships.find((one) => one.organisationId === organisationId)?.role ?? null;
}

/** Owners give every role, administrators every role but owner, others none. */
export function mayGive(giver: MembershipRole | null, role: MembershipRole): boolean {
  return giver === 'owner' || (giver === 'admin' && RANK[role] <= RANK.admin);
}

type Member = { organisationId: OrganisationId; accountId: AccountId; role: MembershipRole };

/** Who may see who belongs to an organisation: its people, and the platform's administrators. */
export function mayReadMembers(actor: Actor, organisationId: OrganisationId): boolean {
  return roleIn(actor, organisationId) !== null || hasGrant(actor, 'admin');
}

/** A role is changed by who may give both the old and the new one. */
export function mayChangeRole(actor: Actor, member: Member, to: MembershipRole): boolean {
  const own = roleIn(actor, member.organisationId);
  return mayGive(own, member.role) && mayGive(own, to);
}

/** A member is removed by who may give the role; everybody may leave. */
export function mayRemove(actor: Actor, member: Member): boolean {
  if (actor.kind === 'account' && actor.accountId === member.accountId) return true;
  return mayGive(roleIn(actor, member.organisationId), member.role);
}
