import type { GrantRole, MembershipRole } from '@ketnoi/domain/actor';
import { newId, type AccountId, type Id, type OrganisationId, type SessionId } from '@ketnoi/domain/ids';
import { issueAccessToken } from '../../src/http/auth.ts';
import type { Caller } from './as.ts';
import type { World } from './context.ts';

let counter = 0;
const id = <Noun extends string>(): Id<Noun> => newId<Noun>(Date.now());

/** An organisation of this exchange; verified unless said otherwise. */
async function organisation(
  world: World,
  options: { verified?: boolean; trusted?: boolean; typeCode?: string; provinceCode?: string; name?: string } = {},
): Promise<OrganisationId> {
  const organisationId = id<'organisation'>();
  const now = world.clock.now();
  counter += 1;
  await world.admin
    .insertInto('organisation')
    .values({
      id: organisationId,
      typeCode: options.typeCode ?? 'research_institute',
      typeVersion: '2026-11',
      legalName: options.name ?? `Viện Thử nghiệm ${counter}`,
      englishName: options.name ?? `Test Institute ${counter}`,
      provinceCode: options.provinceCode ?? '22',
      verifiedAt: options.verified === false ? null : now,
      trusted: options.trusted ?? false,
      originNode: 'DEMO',
      createdAt: now,
      updatedAt: now,
    })
    .execute();
  return organisationId;
}

/** A signed-in person; a member of the organisation given, in the role given. */
async function person(
  world: World,
  options: { organisation?: OrganisationId; role?: MembershipRole; grant?: GrantRole; emailVerified?: boolean } = {},
): Promise<Caller & { accountId: AccountId; sessionId: SessionId; email: string }> {
  const accountId = id<'account'>();
  const sessionId = id<'session'>();
  const now = world.clock.now();
  counter += 1;
  const email = `person${counter}@example.org`;
  await world.admin
    .insertInto('account')
    .values({
      id: accountId,
      email,
      emailVerifiedAt: options.emailVerified === false ? null : now,
      passwordHash: 'none',
      fullName: `Người Thử ${counter}`,
      termsVersion: '1',
      termsAcceptedAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .execute();
  if (options.organisation !== undefined) {
    await world.admin
      .insertInto('membership')
      .values({ accountId, organisationId: options.organisation, role: options.role ?? 'owner', createdAt: now })
      .execute();
  }
  if (options.grant !== undefined) {
    await world.admin
      .insertInto('accountGrant')
      .values({ id: id<'account_grant'>(), accountId, role: options.grant, scope: 'platform', grantedAt: now })
      .execute();
  }
  await world.admin
    .insertInto('session')
    .values({ id: sessionId, accountId, createdAt: now, lastUsedAt: now, absoluteExpiresAt: new Date(now.getTime() + 30 * 86_400_000) })
    .execute();
  const token = issueAccessToken(world.app, world.ctx, { accountId, sessionId, tokenId: id<'token'>() });
  return { token, accountId, sessionId, email, ...(options.organisation === undefined ? {} : { organisation: options.organisation }) };
}

/** Stories a spec starts from, written straight into the database so that each spec tells only its own part through the API. */
export const given = { organisation, person };
