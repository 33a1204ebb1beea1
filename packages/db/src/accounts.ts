import type { GrantRole, GrantScope, MembershipRole } from '@ketnoi/domain/actor';
import type { AccountId, OrganisationId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

export type NewAccount = {
  id: AccountId;
  email: string;
  emailVerifiedAt: Date | null;
  passwordHash: string;
  fullName: string;
  phone: string | null;
  language: Language;
  termsVersion: string;
  now: Date;
};

/** Adds an account. A second confirmed one of an address breaks `account_email_key`. */
export async function insertAccount(tx: Tx, { now, ...account }: NewAccount): Promise<void> {
  await tx
    .insertInto('account')
    .values({ ...account, termsAcceptedAt: now, createdAt: now, updatedAt: now })
    .execute();
}

export type AccountRow = {
  id: AccountId;
  version: number;
  email: string;
  emailVerifiedAt: Date | null;
  fullName: string;
  phone: string | null;
  language: Language;
  termsVersion: string | null;
  suspendedAt: Date | null;
  createdAt: Date;
  memberships: {
    id: OrganisationId;
    name: string;
    englishName: string | null;
    verified: boolean;
    trusted: boolean;
    role: MembershipRole;
  }[];
  grants: { id: string; role: GrantRole; scope: GrantScope; scopeId: string | null; until: string | null }[];
};

/** One account with the organisations it belongs to, oldest membership first, and its grants in force. */
export async function findAccount(db: Db, args: { id: AccountId; now: Date }): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`
    select a.id, a.version, a.email, a.email_verified_at, a.full_name, a.phone, a.language, a.terms_version, a.suspended_at, a.created_at,
      (select coalesce(json_agg(json_build_object('id', o.id, 'name', coalesce(o.short_name, o.legal_name), 'englishName', o.english_name,
          'verified', o.verified_at is not null, 'trusted', o.trusted, 'role', m.role) order by m.created_at, o.id), '[]')
        from membership m join organisation o on o.id = m.organisation_id and o.withdrawn_at is null where m.account_id = a.id) as memberships,
      (select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'scope', g.scope, 'scopeId', g.scope_id,
          'until', to_char(g.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by g.granted_at, g.id), '[]')
        from account_grant g where g.account_id = a.id and g.revoked_at is null and (g.until is null or g.until > ${args.now})) as grants
    from account a where a.id = ${args.id}`.execute(db);
  return rows[0] ?? null;
}

export type Credentials = { id: AccountId; email: string; confirmed: boolean; passwordHash: string; fullName: string; language: Language };

/**
 * The accounts an address may sign in to: the confirmed one, and the newest that still waits for its letter to be answered.
 * Suspended ones are not among them.
 */
export async function findCredentials(db: Db, args: { email: string }): Promise<Credentials[]> {
  const columns = sql`id, email, email_verified_at is not null as confirmed, password_hash, full_name, language`;
  const { rows } = await sql<Credentials>`
    (select ${columns} from account where email = ${args.email} and email_verified_at is not null and suspended_at is null)
    union all
    (select ${columns} from account where email = ${args.email} and email_verified_at is null and suspended_at is null
      order by created_at desc, id desc limit 1)`.execute(db);
  return rows;
}

/** The credentials of one account, suspended or not. */
export async function findCredentialsById(db: Db, args: { id: AccountId }): Promise<(Credentials & { suspended: boolean }) | null> {
  const { rows } = await sql<Credentials & { suspended: boolean }>`
    select id, email, email_verified_at is not null as confirmed, password_hash, full_name, language, suspended_at is not null as suspended
    from account where id = ${args.id}`.execute(db);
  return rows[0] ?? null;
}

/** Whether a password that was checked is still the account's, which is held as it is until the transaction ends. */
export async function holdCredentials(tx: Tx, args: { id: AccountId; passwordHash: string }): Promise<boolean> {
  const { rows } = await sql`
    select id from account where id = ${args.id} and password_hash = ${args.passwordHash} and suspended_at is null for share`.execute(tx);
  return rows.length === 1;
}

/** Whether a confirmed account holds the address. */
export async function isAddressConfirmed(db: Db, args: { email: string }): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select from account where email = ${args.email} and email_verified_at is not null) as taken`.execute(db);
  return rows[0]?.taken ?? false;
}

type OwnChanges = { fullName?: string; phone?: string | null; language?: Language };

/** Changes what a person says of himself, if the version still stands. */
export async function updateAccount(tx: Tx, args: { id: AccountId; version: number; changes: OwnChanges; now: Date }): Promise<boolean> {
  const result = await tx
    .updateTable('account')
    .set((eb) => ({ ...args.changes, version: eb('version', '+', 1), updatedAt: args.now }))
    .where('id', '=', args.id)
    .where('version', '=', args.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Sets a new password, if the old one is still the one that was checked. */
export async function setPassword(tx: Tx, args: { id: AccountId; passwordHash: string; previous: string; now: Date }): Promise<boolean> {
  const result = await tx
    .updateTable('account')
    .set((eb) => ({ passwordHash: args.passwordHash, version: eb('version', '+', 1), updatedAt: args.now }))
    .where('id', '=', args.id)
    .where('passwordHash', '=', args.previous)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Confirms the address of an account, unless another account has confirmed it meanwhile. */
export async function confirmAddressOf(tx: Tx, args: { id: AccountId; now: Date }): Promise<boolean> {
  const { rows } = await sql<{ id: AccountId }>`
    update account a set email_verified_at = ${args.now}, version = version + 1, updated_at = ${args.now}
    where a.id = ${args.id} and a.email_verified_at is null and a.suspended_at is null
      and not exists (select from account other where other.email = a.email and other.email_verified_at is not null)
    returning a.id`.execute(tx);
  return rows.length === 1;
}

/** Suspends or restores an account, if the version still stands and it is not so already. */
export async function setSuspended(tx: Tx, args: { id: AccountId; version: number; suspended: boolean; now: Date }): Promise<boolean> {
  const result = await tx
    .updateTable('account')
    .set((eb) => ({ suspendedAt: args.suspended ? args.now : null, version: eb('version', '+', 1), updatedAt: args.now }))
    .where('id', '=', args.id)
    .where('version', '=', args.version)
    .where('suspendedAt', args.suspended ? 'is' : 'is not', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Closes an account whose sign-up another account took over: it bears no address and no password any more. */
export async function closeAccount(tx: Tx, args: { id: AccountId; now: Date }): Promise<void> {
  await sql`update account set email = id::text || '@closed.invalid', password_hash = 'none', suspended_at = ${args.now},
    version = version + 1, updated_at = ${args.now} where id = ${args.id}`.execute(tx);
}
