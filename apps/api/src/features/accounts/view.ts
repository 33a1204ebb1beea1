import type { GrantRow as Shape } from '@ketnoi/contracts/accounts';
import type { GrantRow } from '@ketnoi/db/grants';
import type { Static } from 'typebox';

/** One grant with its holder, for who gives and takes grants. */
export function grantRow(row: GrantRow): Static<typeof Shape> {
  return {
    id: row.id,
    role: row.role,
    scope: row.scope,
    scopeId: row.scopeId,
    until: row.until?.toISOString() ?? null,
    grantedAt: row.grantedAt.toISOString(),
    account: { id: row.accountId, fullName: row.fullName, email: row.email },
  };
}
