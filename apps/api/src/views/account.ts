import type { AccountShape, OwnAccount } from '@ketnoi/contracts/accounts';
import type { AccountRow } from '@ketnoi/db/accounts';
import type { Static } from 'typebox';

function membershipsOf(row: AccountRow): Static<typeof OwnAccount>['memberships'] {
  return row.memberships.map(({ role, id, name, englishName, verified, trusted }) => ({
    role,
    organisation: { id, name, englishName, verified, trusted },
  }));
}

function grantsOf(row: AccountRow): Static<typeof OwnAccount>['grants'] {
  return row.grants.map(({ id, role, scope, scopeId, until }) => ({ id, role, scope, scopeId, until }));
}

/** An account as its own person sees it. */
export function ownAccount(row: AccountRow): Static<typeof OwnAccount> {
  return {
    id: row.id,
    version: row.version,
    email: row.email,
    emailConfirmed: row.emailVerifiedAt !== null,
    fullName: row.fullName,
    phone: row.phone,
    language: row.language,
    termsVersion: row.termsVersion,
    memberships: membershipsOf(row),
    grants: grantsOf(row),
  };
}

/** An account as the platform's administrators see it: no telephone number, no preferences. */
export function administeredAccount(row: AccountRow): Static<typeof AccountShape> {
  return {
    id: row.id,
    version: row.version,
    email: row.email,
    emailConfirmed: row.emailVerifiedAt !== null,
    fullName: row.fullName,
    state: row.suspendedAt === null ? 'active' : 'suspended',
    createdAt: row.createdAt.toISOString(),
    memberships: membershipsOf(row),
    grants: grantsOf(row),
  };
}
