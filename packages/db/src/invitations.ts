import type { MembershipRole } from '@ketnoi/domain/actor';
import type { AccountId, InvitationId, OrganisationId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

export type NewInvitation = {
  id: InvitationId;
  organisationId: OrganisationId;
  email: string;
  role: MembershipRole;
  tokenHash: Buffer;
  invitedBy: AccountId;
  createdAt: Date;
  expiresAt: Date;
};

export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<void> {
  await tx.insertInto('invitation').values(invitation).execute();
}

export type InvitationState = 'pending' | 'accepted' | 'revoked' | 'expired';

export type InvitationRow = {
  id: InvitationId;
  email: string;
  role: MembershipRole;
  state: InvitationState;
  invitedBy: AccountId;
  inviterName: string;
  createdAt: Date;
  expiresAt: Date;
};

const state = (now: Date) => sql`case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
  when i.expires_at <= ${now}::timestamptz then 'expired' else 'pending' end as state`;

/** The invitations of an organisation, newest first; at most a hundred. */
export async function listInvitations(db: Db, args: { organisationId: OrganisationId; now: Date }): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select i.id, i.email, i.role, ${state(args.now)}, i.invited_by, a.full_name as inviter_name, i.created_at, i.expires_at
    from invitation i join account a on a.id = i.invited_by
    where i.organisation_id = ${args.organisationId} order by i.created_at desc, i.id desc limit 100`.execute(db);
  return rows;
}

/** How many invitations an organisation sent since a moment that nobody took up. Call under `lockPeople`. */
export async function countUntaken(tx: Tx, args: { organisationId: OrganisationId; since: Date }): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from invitation
    where organisation_id = ${args.organisationId} and created_at > ${args.since} and accepted_at is null`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Withdraws the invitations of an address that wait: a new one takes their place. @returns their ids. */
export async function revokePending(tx: Tx, args: { organisationId: OrganisationId; email: string; now: Date }): Promise<InvitationId[]> {
  const { rows } = await sql<{ id: InvitationId }>`
    update invitation set revoked_at = ${args.now} where organisation_id = ${args.organisationId} and email = ${args.email}
      and accepted_at is null and revoked_at is null and expires_at > ${args.now} returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Withdraws one; null when there is no such invitation, false when it no longer waits. */
export async function revokeInvitation(
  tx: Tx,
  args: { id: InvitationId; organisationId: OrganisationId; now: Date },
): Promise<boolean | null> {
  const { rows } = await sql<{ revoked: boolean }>`
    with found as (select id from invitation where id = ${args.id} and organisation_id = ${args.organisationId}),
    done as (update invitation i set revoked_at = ${args.now} from found
      where i.id = found.id and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${args.now} returning i.id)
    select exists (select from done) as revoked from found`.execute(tx);
  return rows[0]?.revoked ?? null;
}

export type OpenInvitation = {
  id: InvitationId;
  organisationId: OrganisationId;
  email: string;
  role: MembershipRole;
  state: InvitationState;
  expiresAt: Date;
  organisationName: string;
  organisationEnglishName: string | null;
  organisationVerified: boolean;
  /** The role the inviter holds now; null when he left, was suspended or the organisation is gone. */
  inviterRole: MembershipRole | null;
};

/** The invitation of a link, with the right its sender has now. */
export async function findInvitation(db: Db, args: { tokenHash: Buffer; now: Date }): Promise<OpenInvitation | null> {
  const { rows } = await sql<OpenInvitation>`
    select i.id, i.organisation_id, i.email, i.role, ${state(args.now)}, i.expires_at, coalesce(o.short_name, o.legal_name) as organisation_name,
      o.english_name as organisation_english_name, o.verified_at is not null as organisation_verified,
      (select m.role from membership m join account a on a.id = m.account_id and a.suspended_at is null
        where m.account_id = i.invited_by and m.organisation_id = i.organisation_id and o.withdrawn_at is null) as inviter_role
    from invitation i join organisation o on o.id = i.organisation_id where i.token_hash = ${args.tokenHash}`.execute(db);
  return rows[0] ?? null;
}

/** Takes up an invitation: this one conditional update decides between two that hold the same link. */
export async function takeInvitation(tx: Tx, args: { id: InvitationId; now: Date }): Promise<boolean> {
  const { rows } = await sql`
    update invitation set accepted_at = ${args.now}
    where id = ${args.id} and accepted_at is null and revoked_at is null and expires_at > ${args.now} returning id`.execute(tx);
  return rows.length === 1;
}
