import type { SessionRow as Shape } from '@ketnoi/contracts/sessions';
import type { SessionId } from '@ketnoi/domain/ids';
import type { SessionRow } from '@ketnoi/db/sessions';
import type { Static } from 'typebox';

/** One open session; its network address stays with us. */
export function sessionRow(row: SessionRow, current: SessionId): Static<typeof Shape> {
  return {
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    expiresAt: row.absoluteExpiresAt.toISOString(),
    userAgent: row.userAgent,
    current: row.id === current,
  };
}
