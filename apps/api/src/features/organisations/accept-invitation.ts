import { TERMS_VERSION } from '@ketnoi/domain/account';
import type { SignedIn } from '@ketnoi/domain/actor';
import { newId, type AccountId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { mayGive } from '@ketnoi/domain/membership';
import { problem } from '@ketnoi/domain/problems';
import { findCredentialsById, insertAccount, isAddressConfirmed } from '@ketnoi/db/accounts';
import type { Db, Tx } from '@ketnoi/db/database';
import { findInvitation, takeInvitation, type OpenInvitation } from '@ketnoi/db/invitations';
import { insertMembership } from '@ketnoi/db/memberships';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { recordAct } from '../../identity/acts.ts';
import { hashNewPassword } from '../../identity/new-password.ts';
import { openSession, type Opened } from '../../identity/open-session.ts';
import { checkTerms, storedName, storedPhone } from '../../identity/person.ts';
import { hashToken } from '../../keys.ts';

async function find(ctx: Ctx, db: Db, token: string): Promise<OpenInvitation> {
  const invitation = await findInvitation(db, { tokenHash: hashToken(token), now: ctx.clock.now() });
  if (invitation === null) throw problem('record.not_found');
  return invitation;
}

/** An invitation holds while it waits and its sender still may give the role. */
function checkOpen(invitation: OpenInvitation): void {
  if (invitation.state !== 'pending' || !mayGive(invitation.inviterRole, invitation.role)) throw problem('invitation.gone');
}

/** What the holder of a link may know of it before signing in. */
export async function readInvitation(ctx: Ctx, token: string): Promise<OpenInvitation> {
  const invitation = await find(ctx, ctx.db, token);
  checkOpen(invitation);
  return invitation;
}

async function join(ctx: Ctx, tx: Tx, joining: { invitation: OpenInvitation; accountId: AccountId }): Promise<void> {
  const { accountId, invitation } = joining;
  const { id, organisationId, role } = invitation;
  const now = ctx.clock.now();
  if (!(await takeInvitation(tx, { id, now }))) throw problem('invitation.gone');
  if (!(await insertMembership(tx, { accountId, organisationId, role, now }))) throw problem('invitation.already_member');
  const by = { accountId, organisationId, capacity: role };
  const step = { noun: 'invitation', nounId: id, fromState: 'pending', action: 'accept', toState: 'accepted' };
  await insertStateChange(tx, { id: newId(now.getTime()), ...step, ...by, at: now });
  await recordAct(tx, { action: 'invitation.accept', noun: 'invitation', nounId: id, by, at: now, details: { role } });
}

/** Takes up an invitation with an account whose confirmed address is the invited one; to every other account it does not exist. */
export async function acceptInvitation(ctx: Ctx, actor: SignedIn, token: string): Promise<OpenInvitation> {
  return inTransaction(ctx.db, async (tx) => {
    const invitation = await find(ctx, tx, token);
    const account = await findCredentialsById(tx, { id: actor.accountId });
    if (account === null || account.email !== invitation.email) throw problem('record.not_found');
    if (!account.confirmed) throw problem('account.email_unverified');
    checkOpen(invitation);
    await join(ctx, tx, { invitation, accountId: account.id });
    return invitation;
  });
}

type Typed = { token: string; fullName: string; password: string; language: Language; phone?: string; acceptedTerms: string };

/** A new member that was read and whose password was hashed. */
export type NewMember = { token: string; fullName: string; passwordHash: string; language: Language; phone: string | null };

/** Before the transaction: whether the invitation holds, then the person, the password last. */
export async function prepareNewMember(ctx: Ctx, typed: Typed): Promise<NewMember> {
  const { token, language } = typed;
  const invitation = await readInvitation(ctx, token);
  checkTerms(typed.acceptedTerms);
  const fullName = storedName(typed.fullName);
  const phone = storedPhone(typed.phone, 'phone');
  const about = [fullName, invitation.email, invitation.organisationName];
  return { token, fullName, language, phone, passwordHash: await hashNewPassword(typed.password, { field: 'password', about }) };
}

/** Takes up an invitation with a new account of the invited address. The link came by that mailbox, so the address is confirmed. */
export async function joinWithNewAccount(ctx: Ctx, member: NewMember, request: { ip: string; userAgent: string | null }): Promise<Opened> {
  const { token, ...person } = member;
  const now = ctx.clock.now();
  const accountId = newId<'account'>(now.getTime());
  return inTransaction(ctx.db, async (tx) => {
    const invitation = await find(ctx, tx, token);
    checkOpen(invitation);
    const { email } = invitation;
    if (await isAddressConfirmed(tx, { email })) throw problem('account.email_taken');
    await insertAccount(tx, { id: accountId, email, ...person, emailVerifiedAt: now, termsVersion: TERMS_VERSION, now });
    await join(ctx, tx, { invitation, accountId });
    return openSession(ctx, tx, { accountId, capacity: 'self', request });
  });
}
