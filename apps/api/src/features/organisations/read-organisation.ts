import { hasGrant, type Actor } from '@ketnoi/domain/actor';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { roleIn } from '@ketnoi/domain/membership';
import { canOrganisation, type OrganisationAction } from '@ketnoi/domain/organisation';
import { problem } from '@ketnoi/domain/problems';
import { findOrganisation, type OrganisationRow } from '@ketnoi/db/organisations';
import type { Ctx } from '../../context.ts';

/** An organisation this caller may know of: one that is shown, one's own, and every one to the platform's administrators. */
export async function readOrganisation(ctx: Ctx, actor: Actor, id: OrganisationId): Promise<OrganisationRow> {
  const row = await findOrganisation(ctx.db, { id });
  if (row === null) throw problem('record.not_found');
  if (!row.shown && roleIn(actor, id) === null && !hasGrant(actor, 'admin')) throw problem('record.not_found');
  return row;
}

/** The same, for an act: throws what stands in the way of it. */
export async function organisationFor(
  ctx: Ctx,
  actor: Actor,
  wanted: { id: OrganisationId; action: OrganisationAction },
): Promise<OrganisationRow> {
  const { id, action } = wanted;
  const row = await readOrganisation(ctx, actor, id);
  if (canOrganisation(actor, action, row)) return row;
  const verifying = action === 'verify' || action === 'trust' || action === 'verify_capacity';
  if (verifying && hasGrant(actor, 'admin') && roleIn(actor, id) !== null) throw problem('organisation.own_verification');
  if (row.foreign && roleIn(actor, id) !== null) throw problem('listing.foreign_origin');
  throw problem('access.forbidden');
}
