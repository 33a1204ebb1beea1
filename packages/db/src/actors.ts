import type { GrantRole, GrantScope, MembershipRole } from '@ketnoi/domain/actor';
import type { AccountId, OrganisationId, SessionId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { statement } from './statement.ts';

export type ActorRow = {
  accountId: AccountId;
  emailVerified: boolean;
  termsAccepted: boolean;
  memberships: { organisationId: OrganisationId; role: MembershipRole; verified: boolean; trusted: boolean }[];
  grants: { role: GrantRole; scope: GrantScope; scopeId: string | null }[];
};

const select = statement<{ sessionId: SessionId; accountId: AccountId; now: Date }, ActorRow>((db, arg) =>
  db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.accountId')
    .where('session.id', '=', arg('sessionId'))
    .where('session.accountId', '=', arg('accountId'))
    .where('session.revokedAt', 'is', null)
    .where('session.absoluteExpiresAt', '>', arg('now'))
    .where('account.suspendedAt', 'is', null)
    .select([
      sql<AccountId>`account.id`.as('accountId'),
      sql<boolean>`account.email_verified_at is not null`.as('emailVerified'),
      sql<boolean>`account.terms_accepted_at is not null`.as('termsAccepted'),
      sql<ActorRow['memberships']>`(
        select coalesce(json_agg(json_build_object('organisationId', m.organisation_id, 'role', m.role,
          'verified', o.verified_at is not null, 'trusted', o.trusted) order by m.created_at, m.organisation_id), '[]')
        from membership m join organisation o on o.id = m.organisation_id and o.withdrawn_at is null where m.account_id = account.id)`.as('memberships'),
      sql<ActorRow['grants']>`(
        select coalesce(json_agg(json_build_object('role', g.role, 'scope', g.scope, 'scopeId', g.scope_id)), '[]')
        from account_grant g where g.account_id = account.id and g.revoked_at is null and (g.until is null or g.until > ${arg('now')}))`.as('grants'),
    ]),
);

/**
 * Who the token's session speaks for, read in one statement on every request, so that a revoked session, a removed membership
 * or a lapsed grant is gone at once. Null when the session is dead or the account suspended.
 */
export async function findActor(db: Db, args: { sessionId: SessionId; accountId: AccountId; now: Date }): Promise<ActorRow | null> {
  return (await select(db, args))[0] ?? null;
}
