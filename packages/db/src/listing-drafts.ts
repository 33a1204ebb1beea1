import type { AccountId, Id, ListingId, ListingVersionId, OrganisationId } from '@ketnoi/domain/ids';
import type { Audience, Kind, Side } from '@ketnoi/domain/listing-fields';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import type { LockedBlock, TextRow, TierPart } from '@ketnoi/domain/listing-tiers';
import { CONFIDENTIAL_TIERS, type Tier } from '@ketnoi/domain/tiers';
import { sql } from 'kysely';
import type { Tx } from './database.ts';
import type { StoredPart } from './listing-editions.ts';
import type { OrganisationFacts } from './listing-heads.ts';
import { organisationJson } from './listing-heads.ts';
import { statement } from './statement.ts';

/** What is stored of a version beside its text rows, all derived from its content. */
export type VersionFacts = {
  tiers: ListingContent['tiers'];
  locked: LockedBlock[];
  missing: string[];
  quality: number;
  classificationVersions: Readonly<Record<string, string>>;
};

export type NewDraft = {
  id: ListingId;
  versionId: ListingVersionId;
  changeId: Id<'state_change'>;
  side: Side;
  kind: Kind;
  audience: Audience;
  masked: boolean;
  openForInterest: boolean;
  ownerOrganisationId: OrganisationId;
  enteringOrganisationId: OrganisationId;
  enteredBy: AccountId | null;
  originNode: string;
  textLicence: string | null;
  facts: VersionFacts;
  open: TierPart;
  now: Date;
};

const stored = ({ values, rows }: StoredPart): string => JSON.stringify({ values, rows });
const textRows = (given: unknown) =>
  sql`jsonb_to_recordset(${given}::jsonb) as g (block text, language text, original boolean, status text, text text)`;

type DraftRow = Omit<NewDraft, 'facts' | 'open'> & { content: string; texts: string } & {
  [Key in keyof VersionFacts]: Key extends 'quality' ? number : Key extends 'missing' ? string[] : string;
};

// One statement: an act is one round trip, and all of it stands or nothing does.
const insert = statement<DraftRow, { entering: OrganisationFacts }>((db, arg) => ({
  compile: () =>
    sql<{ entering: OrganisationFacts }>`
    with head as (
      insert into listing (id, side, kind, audience, masked, open_for_interest, owner_organisation_id, entering_organisation_id, entered_by,
        draft_version_id, origin_node, text_licence, created_at, updated_at)
      values (${arg('id')}, ${arg('side')}, ${arg('kind')}, ${arg('audience')}, ${arg('masked')}, ${arg('openForInterest')}, ${arg('ownerOrganisationId')},
        ${arg('enteringOrganisationId')}, ${arg('enteredBy')}, ${arg('versionId')}, ${arg('originNode')}, ${arg('textLicence')}, ${arg('now')}, ${arg('now')})
    ), version as (
      insert into listing_version (id, listing_id, number, tiers, content, locked, missing, quality, classification_versions, created_by, created_at, updated_at)
      values (${arg('versionId')}, ${arg('id')}, 1, ${arg('tiers')}, ${arg('content')}, ${arg('locked')}, ${arg('missing')}, ${arg('quality')},
        ${arg('classificationVersions')}, ${arg('enteredBy')}, ${arg('now')}, ${arg('now')})
    ), texts as (
      insert into listing_text (version_id, block, language, original, status, text)
      select ${arg('versionId')}::uuid, g.block, g.language, g.original, g.status, g.text from ${textRows(arg('texts'))}
    ), change as (
      insert into state_change (id, noun, noun_id, from_state, action, to_state, account_id, organisation_id, at)
      values (${arg('changeId')}, 'listing', ${arg('id')}, null, 'create', 'draft', ${arg('enteredBy')}, ${arg('enteringOrganisationId')}, ${arg('now')})
    )
    select ${organisationJson('o')} as entering from organisation o where o.id = ${arg('enteringOrganisationId')}`.compile(db),
}));

const factsRow = (facts: VersionFacts) => ({
  tiers: JSON.stringify(facts.tiers),
  locked: JSON.stringify(facts.locked),
  missing: facts.missing,
  quality: facts.quality,
  classificationVersions: JSON.stringify(facts.classificationVersions),
});

/** A new listing with its first version, open for editing. Its closed parts follow by `insertClosedParts`. @returns the organisation that entered it. */
export async function insertDraft(tx: Tx, draft: NewDraft): Promise<OrganisationFacts> {
  const { facts, open, ...head } = draft;
  const rows = await insert(tx, { ...head, ...factsRow(facts), content: stored(open), texts: JSON.stringify(open.texts) });
  const entering = rows[0]?.entering;
  if (entering === undefined) throw new Error('the organisation that enters a listing is gone');
  return entering;
}

/** A further version of a listing, open for editing. */
export async function insertVersion(
  tx: Tx,
  args: { versionId: ListingVersionId; listingId: ListingId; createdBy: AccountId | null; facts: VersionFacts; open: TierPart; now: Date },
): Promise<void> {
  const { versionId, listingId, createdBy, open, now } = args;
  const facts = factsRow(args.facts);
  await sql`
    with version as (
      insert into listing_version (id, listing_id, number, tiers, content, locked, missing, quality, classification_versions, created_by, created_at, updated_at)
      select ${versionId}::uuid, ${listingId}::uuid, 1 + max(number), ${facts.tiers}::jsonb, ${stored(open)}::jsonb, ${facts.locked}::jsonb, ${facts.missing}::text[],
        ${facts.quality}::smallint, ${facts.classificationVersions}::jsonb, ${createdBy}::uuid, ${now}::timestamptz, ${now}::timestamptz
      from listing_version where listing_id = ${listingId}
    )
    insert into listing_text (version_id, block, language, original, status, text)
    select ${versionId}::uuid, g.block, g.language, g.original, g.status, g.text from ${textRows(JSON.stringify(open.texts))}`.execute(tx);
}

/** Writes an open version over: its document, its facts, and of its texts those that changed. */
export async function updateVersion(
  tx: Tx,
  args: { versionId: ListingVersionId; facts: VersionFacts; open: TierPart; now: Date },
): Promise<void> {
  const { versionId, open, now } = args;
  const facts = factsRow(args.facts);
  await sql`
    with version as (
      update listing_version set tiers = ${facts.tiers}::jsonb, content = ${stored(open)}::jsonb, locked = ${facts.locked}::jsonb, missing = ${facts.missing}::text[],
        quality = ${facts.quality}::smallint, classification_versions = ${facts.classificationVersions}::jsonb, updated_at = ${now}::timestamptz
      where id = ${versionId}
    ), given as (
      select * from ${textRows(JSON.stringify(open.texts))}
    ), gone as (
      delete from listing_text t where t.version_id = ${versionId} and not exists (select from given g where g.block = t.block and g.language = t.language)
    )
    insert into listing_text as t (version_id, block, language, original, status, text)
    select ${versionId}::uuid, g.block, g.language, g.original, g.status, g.text from given g
    on conflict (version_id, block, language) do update set original = excluded.original, status = excluded.status, text = excluded.text
    where (t.original, t.status, t.text) is distinct from (excluded.original, excluded.status, excluded.text)`.execute(tx);
}

export type ClosedParts = {
  versionId: ListingVersionId;
  listingId: ListingId;
  ownerOrganisationId: OrganisationId;
  enteringOrganisationId: OrganisationId;
  parts: Readonly<Record<Tier, TierPart>>;
};

const says = (part: TierPart): boolean => Object.keys(part.values).length + Object.keys(part.rows).length > 0;

/** True when anything lies beyond the public tier. */
export function hasClosedParts(parts: Readonly<Record<Tier, TierPart>>): boolean {
  return (['member', ...CONFIDENTIAL_TIERS] as const).some((tier) => says(parts[tier]) || parts[tier].texts.length > 0);
}

/** Takes away the member and confidential parts of an open version. Call after `asActor`. */
export async function deleteClosedParts(tx: Tx, args: { versionId: ListingVersionId }): Promise<void> {
  const { versionId } = args;
  await sql`
    with a as (delete from listing_member_text where version_id = ${versionId}), b as (delete from listing_member_content where version_id = ${versionId}),
      c as (delete from listing_confidential_text where version_id = ${versionId})
    delete from listing_confidential_content where version_id = ${versionId}`.execute(tx);
}

/** Puts the member and confidential parts of a version into their tables. Call after `asActor`: the policies check whose they are. */
export async function insertClosedParts(tx: Tx, args: ClosedParts): Promise<void> {
  const { versionId, listingId, ownerOrganisationId, enteringOrganisationId, parts } = args;
  const contents = CONFIDENTIAL_TIERS.filter((tier) => says(parts[tier])).map((tier) => ({ tier, content: stored(parts[tier]) }));
  const texts = CONFIDENTIAL_TIERS.flatMap((tier): (TextRow & { tier: Tier })[] => parts[tier].texts.map((row) => ({ ...row, tier })));
  const head = sql`${versionId}::uuid, ${listingId}::uuid, ${ownerOrganisationId}::uuid, ${enteringOrganisationId}::uuid`;
  await sql`
    with member_texts as (
      insert into listing_member_text (version_id, block, language, original, status, text)
      select ${versionId}::uuid, g.block, g.language, g.original, g.status, g.text from ${textRows(JSON.stringify(parts.member.texts))}
    ), member_content as (
      insert into listing_member_content (version_id, content) select ${versionId}::uuid, ${stored(parts.member)}::jsonb where ${says(parts.member)}::boolean
    ), contents as (
      insert into listing_confidential_content (version_id, listing_id, owner_organisation_id, entering_organisation_id, tier, content)
      select ${head}, g.tier, g.content::jsonb from jsonb_to_recordset(${JSON.stringify(contents)}::jsonb) as g (tier text, content text)
    )
    insert into listing_confidential_text (version_id, listing_id, owner_organisation_id, entering_organisation_id, tier, block, language, original, status, text)
    select ${head}, g.tier, g.block, g.language, g.original, g.status, g.text
    from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as g (tier text, block text, language text, original boolean, status text, text text)`.execute(
    tx,
  );
}
