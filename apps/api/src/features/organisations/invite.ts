import type { MembershipRole, SignedIn } from '@ketnoi/domain/actor';
import { normaliseEmail } from '@ketnoi/domain/account';
import { newId, type InvitationId, type OrganisationId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { INVITATION_HOURS, INVITATIONS_A_DAY, mayGive, roleIn } from '@ketnoi/domain/membership';
import { problem } from '@ketnoi/domain/problems';
import type { Tx } from '@ketnoi/db/database';
import {
  countUntaken,
  insertInvitation,
  listInvitations,
  revokeInvitation,
  revokePending,
  type InvitationRow,
} from '@ketnoi/db/invitations';
import { isMemberAddress, lockPeople } from '@ketnoi/db/memberships';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingOn, recordAct, type ActingAs } from '../../identity/acts.ts';
import { newToken } from '../../keys.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { organisationFor } from './read-organisation.ts';

const HOUR = 3_600_000;

type Inviting = { organisationId: OrganisationId; email: string; role: MembershipRole; language: Language };

type Step = { id: InvitationId; fromState: string | null; action: string; toState: string; at: Date };

async function note(tx: Tx, by: ActingAs, { at, ...step }: Step): Promise<void> {
  const { id: nounId, ...states } = step;
  await insertStateChange(tx, { id: newId(at.getTime()), noun: 'invitation', nounId, ...states, ...by, at });
}

/** Refuses what may not be sent: too many in a day, or to somebody who is a member. The people are held still meanwhile. */
async function checkRoom(tx: Tx, inviting: { organisationId: OrganisationId; email: string; now: Date }): Promise<void> {
  const { organisationId, email, now } = inviting;
  await lockPeople(tx, { organisationId });
  const since = new Date(now.getTime() - 24 * HOUR);
  if ((await countUntaken(tx, { organisationId, since })) >= INVITATIONS_A_DAY)
    throw problem('invitation.too_many', { retryAfterSeconds: 3600 });
  if (await isMemberAddress(tx, { organisationId, email })) throw problem('invitation.already_member');
}

/** Invites an address into an organisation, in a role the caller may give. Whether the address has an account plays no part. */
export async function invite(ctx: Ctx, actor: SignedIn, inviting: Inviting): Promise<InvitationRow> {
  const { organisationId, role } = inviting;
  const email = normaliseEmail(inviting.email);
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const row = await organisationFor({ ...ctx, db: tx }, actor, { id: organisationId, action: 'invite' });
    if (!mayGive(roleIn(actor, organisationId), role)) throw problem('access.forbidden');
    if (!actor.emailVerified) throw problem('account.email_unverified');
    await checkRoom(tx, { organisationId, email, now });
    const by = actingOn(actor, organisationId);
    for (const id of await revokePending(tx, { organisationId, email, now })) {
      await note(tx, by, { id, fromState: 'pending', action: 'replace', toState: 'revoked', at: now });
    }
    const id = newId<'invitation'>(now.getTime());
    const { token, hash } = newToken();
    const expiresAt = new Date(now.getTime() + INVITATION_HOURS * HOUR);
    await insertInvitation(tx, { id, organisationId, email, role, tokenHash: hash, invitedBy: actor.accountId, createdAt: now, expiresAt });
    const values = { path: `/invite/${token}`, organisation: row.shortName ?? row.legalName };
    await queueMail(ctx, tx, { template: 'invitation', recipient: email, language: inviting.language, values, dedupe: id });
    await note(tx, by, { id, fromState: null, action: 'invite', toState: 'pending', at: now });
    await recordAct(tx, { action: 'invitation.send', noun: 'invitation', nounId: id, by, at: now, details: { role } });
    const sent = (await listInvitations(tx, { organisationId, now })).find((one) => one.id === id);
    if (sent === undefined) throw problem('record.not_found');
    return sent;
  });
}

/** The invitations of an organisation, for who may send them. */
export async function readInvitations(ctx: Ctx, actor: SignedIn, organisationId: OrganisationId): Promise<InvitationRow[]> {
  await organisationFor(ctx, actor, { id: organisationId, action: 'invite' });
  return listInvitations(ctx.db, { organisationId, now: ctx.clock.now() });
}

/** Withdraws an invitation that waits. */
export async function withdrawInvitation(
  ctx: Ctx,
  actor: SignedIn,
  one: { organisationId: OrganisationId; id: InvitationId },
): Promise<void> {
  const now = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    await organisationFor({ ...ctx, db: tx }, actor, { id: one.organisationId, action: 'invite' });
    const revoked = await revokeInvitation(tx, { ...one, now });
    if (revoked === null) throw problem('record.not_found');
    if (!revoked) throw problem('invitation.gone');
    const by = actingOn(actor, one.organisationId);
    await note(tx, by, { id: one.id, fromState: 'pending', action: 'revoke', toState: 'revoked', at: now });
    await recordAct(tx, { action: 'invitation.revoke', noun: 'invitation', nounId: one.id, by, at: now });
  });
}
