import type { ListingId, ListingVersionId, OrganisationId } from '@ketnoi/domain/ids';
import type { ListingState } from '@ketnoi/domain/listing';
import type { Audience, Kind, Side } from '@ketnoi/domain/listing-fields';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { statement } from './statement.ts';

/** An organisation as listings name it. */
export type OrganisationFacts = {
  id: OrganisationId;
  name: string;
  englishName: string | null;
  shortName: string | null;
  typeCode: string;
  country: string;
  provinceCode: string | null;
  verified: boolean;
  trusted: boolean;
  demo: boolean;
  membership: 'member' | 'directory';
};

/** A listing without what it says; its versions hold that. */
export type ListingHead = {
  id: ListingId;
  version: number;
  reference: string | null;
  side: Side;
  kind: Kind;
  state: ListingState;
  progress: string | null;
  audience: Audience;
  masked: boolean;
  openForInterest: boolean;
  ownerOrganisationId: OrganisationId;
  enteringOrganisationId: OrganisationId;
  ownerConsentAt: Date | null;
  ownerConsentBasis: string | null;
  draftVersionId: ListingVersionId | null;
  reviewVersionId: ListingVersionId | null;
  publishedVersionId: ListingVersionId | null;
  reviewSince: Date | null;
  firstPublishedAt: Date | null;
  publishedAt: Date | null;
  expiresAt: Date | null;
  renewals: number;
  noticeVi: string | null;
  noticeEn: string | null;
  originNode: string;
  originId: string | null;
  originVersion: number;
  textLicence: string | null;
  sourceUrl: string | null;
  createdAt: Date;
  updatedAt: Date;
  owner: OrganisationFacts;
  entering: OrganisationFacts;
};

/** The row of `organisation` under `alias` as the JSON of `OrganisationFacts`. */
export const organisationJson = (alias: string) => sql<OrganisationFacts>`organisation_json(${sql.ref(alias)})`;

const columns = sql`l.id, l.version, l.reference, l.side, l.kind, l.state, l.progress, l.audience, l.masked, l.open_for_interest,
  l.owner_organisation_id, l.entering_organisation_id, l.owner_consent_at, l.owner_consent_basis, l.draft_version_id, l.review_version_id,
  l.published_version_id, l.review_since, l.first_published_at, l.published_at, l.expires_at, l.renewals, l.notice_vi, l.notice_en,
  l.origin_node, l.origin_id, l.origin_version, l.text_licence, l.source_url, l.created_at, l.updated_at,
  ${organisationJson('o')} as owner, ${organisationJson('e')} as entering`;

const from = sql`from listing l join organisation o on o.id = l.owner_organisation_id join organisation e on e.id = l.entering_organisation_id`;

const select = statement<{ id: string }, ListingHead>((db, arg) => ({
  compile: () => sql<ListingHead>`select ${columns} ${from} where l.id = ${arg('id')}`.compile(db),
}));

const selectLocked = statement<{ id: string }, ListingHead>((db, arg) => ({
  compile: () => sql<ListingHead>`select ${columns} ${from} where l.id = ${arg('id')} for update of l`.compile(db),
}));

export async function findListing(db: Db, args: { id: ListingId }): Promise<ListingHead | null> {
  return (await select(db, args))[0] ?? null;
}

/** The listing, locked until the transaction ends: whoever changes it next waits and then sees this change. */
export async function lockListing(tx: Tx, args: { id: ListingId }): Promise<ListingHead | null> {
  return (await selectLocked(tx, args))[0] ?? null;
}

const selectShared = statement<{ id: OrganisationId }, { organisation: OrganisationFacts }>((db, arg) => ({
  compile: () =>
    sql<{
      organisation: OrganisationFacts;
    }>`select ${organisationJson('o')} as organisation from organisation o where o.id = ${arg('id')} for share`.compile(db),
}));

/** An organisation as it stands and will stand until the transaction ends: waits for a change of it and holds the next one up. */
export async function shareOrganisation(tx: Tx, args: { id: OrganisationId }): Promise<OrganisationFacts | null> {
  return (await selectShared(tx, args))[0]?.organisation ?? null;
}

const selectMember = statement<{ id: OrganisationId }, { organisation: OrganisationFacts }>((db, arg) => ({
  compile: () =>
    sql<{ organisation: OrganisationFacts }>`select ${organisationJson('o')} as organisation from organisation o
    where o.id = ${arg('id')} and o.membership = 'member' and o.withdrawn_at is null`.compile(db),
}));

/** An organisation with people of its own here, who can consent; null for one of the directory or an unknown one. */
export async function findMemberOrganisation(db: Db, args: { id: OrganisationId }): Promise<OrganisationFacts | null> {
  return (await selectMember(db, args))[0]?.organisation ?? null;
}
