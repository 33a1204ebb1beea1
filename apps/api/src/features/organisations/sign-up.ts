import { normaliseEmail, TERMS_VERSION } from '@ketnoi/domain/account';
import { newId, type OrganisationId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { insertAccount, isAddressConfirmed } from '@ketnoi/db/accounts';
import { insertMembership } from '@ketnoi/db/memberships';
import { insertOrganisation, type OrganisationFacts } from '@ketnoi/db/organisations';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { recordAct } from '../../identity/acts.ts';
import { sendConfirmation } from '../../identity/letters.ts';
import { hashNewPassword } from '../../identity/new-password.ts';
import { openSession, type Opened } from '../../identity/open-session.ts';
import { checkTerms, storedName, storedPhone } from '../../identity/person.ts';
import { checkTaxCode, readFacts, type TypedFacts } from './facts.ts';

type Typed = {
  organisation: TypedFacts;
  owner: { fullName: string; email: string; password: string; language: Language; phone?: string | null };
  acceptedTerms: string;
};

/** A sign-up that was read and whose password was hashed. */
export type SignUp = {
  facts: OrganisationFacts;
  owner: { fullName: string; email: string; passwordHash: string; language: Language; phone: string | null };
};

/** Before the transaction: reads everything, cheapest first, and hashes the password last. */
export async function prepareSignUp(ctx: Ctx, typed: Typed): Promise<SignUp> {
  checkTerms(typed.acceptedTerms);
  const facts = await readFacts(ctx, { typed: typed.organisation, prefix: 'organisation.' });
  const { password, language } = typed.owner;
  const fullName = storedName(typed.owner.fullName);
  const email = normaliseEmail(typed.owner.email);
  const phone = storedPhone(typed.owner.phone, 'owner.phone');
  const about = [fullName, email, facts.legalName, facts.shortName ?? ''];
  const passwordHash = await hashNewPassword(password, { field: 'owner.password', about });
  return { facts, owner: { fullName, email, passwordHash, language, phone } };
}

/**
 * Signs up an organisation with its first owner, who can start at once. The same rows are written whether or not the address has an account:
 * the new account is one that waits for its letter, and the letter alone tells the reader of the mailbox which it was.
 */
export async function signUp(
  ctx: Ctx,
  input: SignUp,
  request: { ip: string; userAgent: string | null },
): Promise<Opened & { organisationId: OrganisationId }> {
  const { facts, owner } = input;
  const now = ctx.clock.now();
  const accountId = newId<'account'>(now.getTime());
  const organisationId = newId<'organisation'>(now.getTime());
  return inTransaction(ctx.db, async (tx) => {
    await checkTaxCode(tx, { facts, except: null, field: 'organisation.taxCode' });
    const known = await isAddressConfirmed(tx, { email: owner.email });
    await insertAccount(tx, { id: accountId, ...owner, emailVerifiedAt: null, termsVersion: TERMS_VERSION, now });
    await insertOrganisation(tx, { id: organisationId, ...facts, originNode: ctx.config.node.code, now });
    await insertMembership(tx, { accountId, organisationId, role: 'owner', now });
    await sendConfirmation(ctx, tx, { accountId, email: owner.email, language: owner.language, known });
    const by = { accountId, organisationId, capacity: 'owner' };
    const step = { noun: 'organisation', nounId: organisationId, fromState: null, action: 'sign_up', toState: 'unverified' };
    await insertStateChange(tx, { id: newId(now.getTime()), ...step, ...by, at: now });
    const details = { type: facts.typeCode, terms: TERMS_VERSION };
    await recordAct(tx, { action: 'organisation.sign_up', noun: 'organisation', nounId: organisationId, by, at: now, details });
    const opened = await openSession(ctx, tx, { accountId, capacity: 'self', request });
    return { ...opened, organisationId };
  });
}
