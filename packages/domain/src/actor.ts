import type { AccountId, OrganisationId, SessionId } from './ids.ts';

export const MEMBERSHIP_ROLES = ['owner', 'admin', 'editor', 'viewer'] as const;
export type MembershipRole = (typeof MEMBERSHIP_ROLES)[number];

export const GRANT_ROLES = ['moderator', 'admin', 'operator'] as const;
export type GrantRole = (typeof GRANT_ROLES)[number];

export const GRANT_SCOPES = ['platform', 'node', 'province', 'organisation', 'council'] as const;
export type GrantScope = (typeof GRANT_SCOPES)[number];

export type Membership = {
  organisationId: OrganisationId;
  role: MembershipRole;
  verified: boolean;
  trusted: boolean;
};

export type Grant = { role: GrantRole; scope: GrantScope; scopeId: string | null };

/** A person who is signed in, with what the database said of them on this very request. */
export type SignedIn = {
  kind: 'account';
  accountId: AccountId;
  sessionId: SessionId;
  emailVerified: boolean;
  termsAccepted: boolean;
  memberships: Membership[];
  grants: Grant[];
  /** The membership in whose name this request acts; null when the account has none or named none. */
  acting: Membership | null;
};

export type Anonymous = { kind: 'anonymous' };

/** Work of the platform itself (jobs, imports from the command line), never a request. */
export type System = { kind: 'system'; reason: string };

export type Actor = SignedIn | Anonymous | System;

export const ANONYMOUS: Anonymous = { kind: 'anonymous' };

/** Is this actor a person of the organisation, in whatever role? */
export function belongsTo(actor: Actor, organisationId: OrganisationId | null): boolean {
  return actor.kind === 'account' && organisationId !== null && actor.memberships.some((one) => one.organisationId === organisationId);
}

/** A person of a verified organisation who accepted the terms: the reader of the member tier. */
export function isVerifiedMember(actor: Actor): boolean {
  return actor.kind === 'account' && actor.termsAccepted && actor.memberships.some((one) => one.verified);
}

/** Holds a grant of this role for the whole platform or node. */
export function hasGrant(actor: Actor, role: GrantRole): boolean {
  return actor.kind === 'account' && actor.grants.some((one) => one.role === role && (one.scope === 'platform' || one.scope === 'node'));
}
