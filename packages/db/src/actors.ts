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

type JoinedRow = {
  emailVerified: boolean;
  termsAccepted: boolean;
  organisationId: OrganisationId | null;
  membershipRole: MembershipRole;
  verified: boolean;
  trusted: boolean;
  grantId: string | null;
  grantRole: GrantRole;
  scope: GrantScope;
  scopeId: string | null;
};

// Plain joins: a person has a membership or two and seldom a grant, and a few flat rows cost less than building JSON for each request.
const select = statement<{ sessionId: SessionId; accountId: AccountId; now: Date }, JoinedRow>((db, arg) => ({
  compile: () =>
    sql<JoinedRow>`
    select a.email_verified_at is not null as email_verified, a.terms_accepted_at is not null as terms_accepted,
      o.id as organisation_id, m.role as membership_role, o.verified_at is not null as verified, o.trusted,
      g.id as grant_id, g.role as grant_role, g.scope, g.scope_id
    from session s
    join account a on a.id = s.account_id
    left join membership m on m.account_id = a.id
    left join organisation o on o.id = m.organisation_id and o.withdrawn_at is null
    left join account_grant g on g.account_id = a.id and g.revoked_at is null and (g.until is null or g.until > ${arg('now')})
      and (g.scope <> 'node' or g.scope_id = (select n.code from exchange_node n where n.is_self))
    where s.id = ${arg('sessionId')} and s.account_id = ${arg('accountId')} and s.revoked_at is null and s.absolute_expires_at > ${arg('now')}
      and a.suspended_at is null
    order by m.created_at, m.organisation_id, g.granted_at, g.id`.compile(db),
}));

/** The person's memberships and grants out of the product of both. */
function actorFrom(accountId: AccountId, rows: readonly JoinedRow[]): ActorRow | null {
  const [first] = rows;
  if (first === undefined) return null;
  const memberships = new Map<OrganisationId, ActorRow['memberships'][number]>();
  const grants = new Map<string, ActorRow['grants'][number]>();
  for (const row of rows) {
    const { organisationId, membershipRole: role, verified, trusted } = row;
    if (organisationId !== null) memberships.set(organisationId, { organisationId, role, verified, trusted });
    if (row.grantId !== null) grants.set(row.grantId, { role: row.grantRole, scope: row.scope, scopeId: row.scopeId });
  }
  return {
    accountId,
    emailVerified: first.emailVerified,
    termsAccepted: first.termsAccepted,
    memberships: [...memberships.values()],
    grants: [...grants.values()],
  };
}

/**
 * Who the token's session speaks for, read in one statement on every request, so that a revoked session, a removed membership
 * or a lapsed grant is gone at once. Grants for another exchange say nothing here. Null when the session is dead or the account suspended.
 */
export async function findActor(db: Db, args: { sessionId: SessionId; accountId: AccountId; now: Date }): Promise<ActorRow | null> {
  return actorFrom(args.accountId, await select(db, args));
}
