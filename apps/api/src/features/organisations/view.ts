import type { Invitation, InvitationLanding } from '@ketnoi/contracts/invitations';
import type { MemberShape, Organisation, OrganisationCard } from '@ketnoi/contracts/organisations';
import { maskEmail } from '@ketnoi/domain/account';
import { hasGrant, type Actor } from '@ketnoi/domain/actor';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { mayGive, mayRemove, roleIn } from '@ketnoi/domain/membership';
import { canOrganisation, ORGANISATION_ACTIONS, readTaxCode, shownTaxCode } from '@ketnoi/domain/organisation';
import type { InvitationRow, OpenInvitation } from '@ketnoi/db/invitations';
import type { MemberRow } from '@ketnoi/db/memberships';
import type { OrganisationCardRow, OrganisationRow } from '@ketnoi/db/organisations';
import type { Static } from 'typebox';

/** An organisation as this caller may see it: the proof of a capacity and a personal tax code are for its people and for who verifies. */
export function organisationView(actor: Actor, row: OrganisationRow): Static<typeof Organisation> {
  const own = roleIn(actor, row.id) !== null || hasGrant(actor, 'admin');
  const { typeCode, country, taxCode } = row;
  return {
    id: row.id,
    version: row.version,
    membership: row.membership,
    typeCode,
    legalName: row.legalName,
    shortName: row.shortName,
    englishName: row.englishName,
    taxCode: shownTaxCode(taxCode, country, own),
    taxCodeDoubtful: own && taxCode !== null && readTaxCode(taxCode, { typeCode, country })?.doubtful === true,
    country,
    provinceCode: row.provinceCode,
    website: row.website,
    aboutVi: row.aboutVi,
    aboutEn: row.aboutEn,
    demo: row.demo,
    verified: row.verifiedAt !== null,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    trusted: row.trusted,
    capacities: row.capacities.map(({ id, capacity, proof, verifiedAt, validFrom, validUntil }) => ({
      id,
      capacity,
      verified: verifiedAt !== null,
      verifiedAt,
      validFrom,
      validUntil,
      proof: own ? proof : null,
    })),
    originNode: row.originNode,
    sourceUrl: row.sourceUrl,
    textLicence: row.textLicence,
    createdAt: row.createdAt.toISOString(),
    can: ORGANISATION_ACTIONS.filter((action) => canOrganisation(actor, action, row)),
  };
}

export function organisationCard(row: OrganisationCardRow): Static<typeof OrganisationCard> {
  const { id, membership, typeCode, legalName, englishName, country, provinceCode, demo, verified } = row;
  return { id, membership, typeCode, legalName, englishName, country, provinceCode, demo, verified };
}

/** A member with what this caller may do to the membership. */
export function memberView(actor: Actor, organisationId: OrganisationId, row: MemberRow): Static<typeof MemberShape> {
  const can: ('change_role' | 'remove')[] = [];
  if (mayGive(roleIn(actor, organisationId), row.role)) can.push('change_role');
  if (mayRemove(actor, { ...row, organisationId })) can.push('remove');
  const { accountId, version, fullName, email, role, suspended } = row;
  return { accountId, version, fullName, email, role, suspended, since: row.since.toISOString(), can };
}

export function invitationView(row: InvitationRow): Static<typeof Invitation> {
  const { id, email, role, state } = row;
  const invitedBy = { id: row.invitedBy, fullName: row.inviterName };
  return { id, email, role, state, invitedBy, createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString() };
}

/** What the link alone shows: public facts of the organisation, the role, the address masked. */
export function landingView(row: OpenInvitation): Static<typeof InvitationLanding> {
  const { organisationId: id, organisationName: name, organisationEnglishName: englishName, organisationVerified: verified } = row;
  return {
    organisation: { id, name, englishName, verified },
    role: row.role,
    email: maskEmail(row.email),
    expiresAt: row.expiresAt.toISOString(),
  };
}
