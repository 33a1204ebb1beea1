import type { MembershipRole } from '@ketnoi/domain/actor';
import type { AccountId, OrganisationId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

type Pair = { accountId: AccountId; organisationId: OrganisationId };

/** Makes an account a member; false when it is one already. */
export async function insertMembership(tx: Tx, args: Pair & { role: MembershipRole; now: Date }): Promise<boolean> {
  const result = await tx
    .insertInto('membership')
    .values({ accountId: args.accountId, organisationId: args.organisationId, role: args.role, createdAt: args.now })
    .onConflict((on) => on.columns(['accountId', 'organisationId']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export type MemberRow = {
  accountId: AccountId;
  version: number;
  fullName: string;
  email: string;
  role: MembershipRole;
  suspended: boolean;
  since: Date;
};

const columns = sql`m.account_id, m.version, a.full_name, a.email, m.role, a.suspended_at is not null as suspended, m.created_at as since`;

export async function findMember(db: Db, args: Pair): Promise<MemberRow | null> {
  const { rows } = await sql<MemberRow>`
    select ${columns} from membership m join account a on a.id = m.account_id
    where m.organisation_id = ${args.organisationId} and m.account_id = ${args.accountId}`.execute(db);
  return rows[0] ?? null;
}

/** Whether the confirmed account of this address is a member. */
export async function isMemberAddress(db: Db, args: { organisationId: OrganisationId; email: string }): Promise<boolean> {
  const { rows } = await sql<{ member: boolean }>`
    select exists (select from membership m join account a on a.id = m.account_id
      where m.organisation_id = ${args.organisationId} and a.email = ${args.email} and a.email_verified_at is not null) as member`.execute(
    db,
  );
  return rows[0]?.member ?? false;
}

/** A page of the members in the order they joined; one row more than asked for tells that there is another page. */
export async function listMembers(
  db: Db,
  args: { organisationId: OrganisationId; after: { at: string; id: string } | null; limit: number },
): Promise<MemberRow[]> {
  const after =
    args.after === null ? sql`` : sql`and (m.created_at, m.account_id) > (${args.after.at}::timestamptz, ${args.after.id}::uuid)`;
  const { rows } = await sql<MemberRow>`
    select ${columns} from membership m join account a on a.id = m.account_id
    where m.organisation_id = ${args.organisationId} ${after}
    order by m.created_at, m.account_id limit ${args.limit + 1}`.execute(db);
  return rows;
}

/** Changes a role, if the version still stands. */
export async function setRole(tx: Tx, args: Pair & { role: MembershipRole; version: number }): Promise<boolean> {
  const result = await tx
    .updateTable('membership')
    .set((eb) => ({ role: args.role, version: eb('version', '+', 1) }))
    .where('organisationId', '=', args.organisationId)
    .where('accountId', '=', args.accountId)
    .where('version', '=', args.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function removeMembership(tx: Tx, args: Pair): Promise<boolean> {
  const result = await tx
    .deleteFrom('membership')
    .where('organisationId', '=', args.organisationId)
    .where('accountId', '=', args.accountId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Lets changes of an organisation's people happen one after the other until the end of the transaction. */
export async function lockPeople(tx: Tx, args: { organisationId: OrganisationId }): Promise<void> {
  await sql`select id from organisation where id = ${args.organisationId} for no key update`.execute(tx);
}

/** Whether somebody other than this account, able to act, owns the organisation. Call under `lockPeople`. */
export async function hasOtherOwner(tx: Tx, args: Pair): Promise<boolean> {
  const { rows } = await sql<{ other: boolean }>`
    select exists (select from membership m join account a on a.id = m.account_id and a.suspended_at is null
      where m.organisation_id = ${args.organisationId} and m.role = 'owner' and m.account_id <> ${args.accountId}) as other`.execute(tx);
  return rows[0]?.other ?? false;
}

/** Hands every membership of one account to another; where both are members the receiver's stays. @returns the organisations handed over. */
export async function handOver(tx: Tx, args: { from: AccountId; to: AccountId }): Promise<OrganisationId[]> {
  const { rows } = await sql<{ organisationId: OrganisationId }>`
    with gone as (delete from membership where account_id = ${args.from} returning organisation_id, role, created_at)
    insert into membership (account_id, organisation_id, role, created_at)
    select ${args.to}::uuid, organisation_id, role, created_at from gone
    on conflict (account_id, organisation_id) do nothing
    returning organisation_id`.execute(tx);
  return rows.map((row) => row.organisationId);
}
