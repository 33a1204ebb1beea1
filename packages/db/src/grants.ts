import type { GrantRole, GrantScope } from '@ketnoi/domain/actor';
import type { AccountId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

export type GrantRow = {
  id: string;
  role: GrantRole;
  scope: GrantScope;
  scopeId: string | null;
  until: Date | null;
  grantedAt: Date;
  accountId: AccountId;
  fullName: string;
  email: string;
};

const columns = sql`g.id, g.role, g.scope, g.scope_id, g.until, g.granted_at, g.account_id, a.full_name, a.email`;

export type NewGrant = {
  id: string;
  accountId: AccountId;
  role: GrantRole;
  scope: GrantScope;
  scopeId: string | null;
  until: Date | null;
  grantedBy: AccountId | null;
  grantedAt: Date;
};

export async function insertGrant(tx: Tx, grant: NewGrant): Promise<void> {
  await tx.insertInto('accountGrant').values(grant).execute();
}

/** One grant that is in force. */
export async function findGrant(db: Db, args: { id: string; now: Date }): Promise<GrantRow | null> {
  const { rows } = await sql<GrantRow>`
    select ${columns} from account_grant g join account a on a.id = g.account_id
    where g.id = ${args.id} and g.revoked_at is null and (g.until is null or g.until > ${args.now})`.execute(db);
  return rows[0] ?? null;
}

/** The grants in force, newest first; at most five hundred. */
export async function listGrants(db: Db, args: { now: Date }): Promise<GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select ${columns} from account_grant g join account a on a.id = g.account_id
    where g.revoked_at is null and (g.until is null or g.until > ${args.now}) order by g.granted_at desc, g.id desc limit 500`.execute(db);
  return rows;
}

export async function revokeGrant(tx: Tx, args: { id: string; now: Date }): Promise<boolean> {
  const result = await tx
    .updateTable('accountGrant')
    .set({ revokedAt: args.now })
    .where('id', '=', args.id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
