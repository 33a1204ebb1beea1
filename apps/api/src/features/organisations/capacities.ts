import type { Actor, SignedIn } from '@ketnoi/domain/actor';
import { newId, type OrganisationId } from '@ketnoi/domain/ids';
import type { Capacity } from '@ketnoi/domain/organisation';
import { problem } from '@ketnoi/domain/problems';
import { insertCapacity, setCapacityVerified, updateOrganisation, type OrganisationRow } from '@ketnoi/db/organisations';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingOn, recordAct } from '../../identity/acts.ts';
import { organisationFor, readOrganisation } from './read-organisation.ts';

type NewCapacity = { capacity: Capacity; proof: string; validFrom: string; validUntil?: string | null };

function checkValidity(from: string, until: string | null): void {
  if (until === null || until >= from) return;
  throw problem('organisation.validity', { errors: [{ field: 'validUntil', code: 'range', message: `must not lie before ${from}` }] });
}

/** Names a capacity of one's organisation with its proof; it counts once somebody of the platform has seen the proof. */
export async function addCapacity(ctx: Ctx, actor: Actor, input: NewCapacity & { id: OrganisationId }): Promise<OrganisationRow> {
  const { id: organisationId, capacity, proof, validFrom } = input;
  const validUntil = input.validUntil ?? null;
  checkValidity(validFrom, validUntil);
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await organisationFor(inside, actor, { id: organisationId, action: 'add_capacity' });
    const id = newId(now.getTime());
    await insertCapacity(tx, { id, organisationId, capacity, proof: proof.normalize('NFC').trim(), validFrom, validUntil });
    if (!(await updateOrganisation(tx, { id: organisationId, version: row.version, changes: {}, now }))) throw problem('record.stale');
    const by = actingOn(actor, organisationId);
    await recordAct(tx, { action: 'capacity.add', noun: 'organisation', nounId: organisationId, by, at: now, details: { id, capacity } });
    return readOrganisation(inside, actor, organisationId);
  });
}

type Seeing = { id: OrganisationId; capacityId: string; version: number; validUntil?: string | null };

/** Notes that the proof of a capacity was seen, by whom, and until when it holds. */
export async function verifyCapacity(ctx: Ctx, actor: SignedIn, input: Seeing): Promise<OrganisationRow> {
  const { id: organisationId, capacityId, version } = input;
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await organisationFor(inside, actor, { id: organisationId, action: 'verify_capacity' });
    const capacity = row.capacities.find((one) => one.id === capacityId);
    if (capacity === undefined) throw problem('record.not_found');
    const validUntil = input.validUntil === undefined ? capacity.validUntil : input.validUntil;
    checkValidity(capacity.validFrom, validUntil);
    if (!(await updateOrganisation(tx, { id: organisationId, version, changes: {}, now }))) throw problem('record.stale');
    await setCapacityVerified(tx, { id: capacityId, organisationId, by: actor.accountId, validUntil, now });
    const by = actingOn(actor, organisationId);
    await recordAct(tx, {
      action: 'capacity.verify',
      noun: 'organisation',
      nounId: organisationId,
      by,
      at: now,
      details: { id: capacityId, capacity: capacity.capacity },
    });
    return readOrganisation(inside, actor, organisationId);
  });
}
