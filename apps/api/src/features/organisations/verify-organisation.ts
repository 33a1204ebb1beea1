import type { SignedIn } from '@ketnoi/domain/actor';
import { newId, type OrganisationId } from '@ketnoi/domain/ids';
import { ORGANISATION_GRAPH, type OrganisationState } from '@ketnoi/domain/organisation';
import { problem } from '@ketnoi/domain/problems';
import { next } from '@ketnoi/domain/state';
import { readersOf } from '@ketnoi/db/mail';
import { isTaxCodeTaken, setTrusted, setVerified, type OrganisationRow } from '@ketnoi/db/organisations';
import type { Tx } from '@ketnoi/db/database';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingOn, recordAct } from '../../identity/acts.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { organisationFor, readOrganisation } from './read-organisation.ts';
import { retellListings } from './retell-listings.ts';

type Verifying = { id: OrganisationId; version: number; verified: boolean; basis: string };

async function tellPeople(ctx: Ctx, tx: Tx, row: OrganisationRow): Promise<void> {
  for (const { email: recipient, language } of await readersOf(tx, { organisationId: row.id })) {
    const values = { path: `/organisations/${row.id}`, organisation: row.shortName ?? row.legalName };
    await queueMail(ctx, tx, {
      template: 'organisation_verified',
      recipient,
      language,
      values,
      dedupe: `${row.id} ${row.version}`,
      organisationId: row.id,
    });
  }
}

/** Verifies an organisation on a stated basis, or takes that back; nobody verifies an organisation he belongs to. */
export async function verify(ctx: Ctx, actor: SignedIn, verifying: Verifying): Promise<OrganisationRow> {
  const { id, version, verified, basis } = verifying;
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await organisationFor(inside, actor, { id, action: 'verify' });
    const fromState: OrganisationState = row.verifiedAt === null ? 'unverified' : 'verified';
    const action = verified ? 'verify' : 'unverify';
    const toState = next(ORGANISATION_GRAPH, fromState, action);
    if (verified && row.taxCode !== null && (await isTaxCodeTaken(tx, { taxCode: row.taxCode, except: id })))
      throw problem('organisation.tax_code_taken');
    const set = () => setVerified(tx, { id, version, verified, by: actor.accountId, now });
    if (toState === null || !(await retellListings(tx, id, set))) throw problem('record.stale');
    const by = actingOn(actor, id);
    await insertStateChange(tx, {
      id: newId(now.getTime()),
      noun: 'organisation',
      nounId: id,
      fromState,
      action,
      toState,
      ...by,
      note: basis,
      at: now,
    });
    await recordAct(tx, { action: `organisation.${action}`, noun: 'organisation', nounId: id, by, at: now });
    if (verified) await tellPeople(ctx, tx, row);
    return readOrganisation(inside, actor, id);
  });
}

/** Marks a verified organisation as trusted, or takes the mark back. */
export async function trust(
  ctx: Ctx,
  actor: SignedIn,
  marking: { id: OrganisationId; version: number; trusted: boolean },
): Promise<OrganisationRow> {
  const { id, version, trusted } = marking;
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await organisationFor(inside, actor, { id, action: 'trust' });
    if (row.verifiedAt === null) throw problem('organisation.not_verified');
    if (!(await retellListings(tx, id, () => setTrusted(tx, { id, version, trusted, now })))) throw problem('record.stale');
    const action = trusted ? 'organisation.trust' : 'organisation.distrust';
    await recordAct(tx, { action, noun: 'organisation', nounId: id, by: actingOn(actor, id), at: now });
    return readOrganisation(inside, actor, id);
  });
}
