import type { Id, ListingId, ListingVersionId, OrganisationId, AccountId } from '@ketnoi/domain/ids';
import { DEADLINES } from '@ketnoi/domain/deadline';
import type { Audience, Kind, Side } from '@ketnoi/domain/listing-fields';
import type { TextRow, TierPart } from '@ketnoi/domain/listing-tiers';
import { CONFIDENTIAL_TIERS, type Tier } from '@ketnoi/domain/tiers';
import { sql } from 'kysely';
import type { Tx } from './database.ts';
import type { VersionFacts } from './listing-drafts.ts';
import { insertProjections, type ProjectionArgs } from './listing-public.ts';

/** One step of a listing's life, as it is written into the history. */
export type BatchStep = { id: Id<'state_change'>; from: string | null; action: string; to: string };

/** A listing that comes in from a file, whole: a draft, or published with its first version. */
export type BatchListing = {
  id: ListingId;
  versionId: ListingVersionId;
  side: Side;
  kind: Kind;
  audience: Audience;
  masked: boolean;
  openForInterest: boolean;
  ownerOrganisationId: OrganisationId;
  enteringOrganisationId: OrganisationId;
  originId: string | null;
  textLicence: string | null;
  sourceUrl: string | null;
  facts: VersionFacts;
  parts: Readonly<Record<Tier, TierPart>>;
  steps: readonly BatchStep[];
  /** Null for a draft. */
  published: null | {
    reference: string;
    at: Date;
    expiresAt: Date;
    noticeAt: Date;
    deadlineId: Id<'deadline'>;
    progress: string | null;
    consentBasis: string;
    projection: ProjectionArgs['projection'];
  };
};

export type Batch = {
  listings: readonly BatchListing[];
  originNode: string;
  enteredBy: AccountId | null;
  organisationId: OrganisationId | null;
  capacity: string;
  now: Date;
};

const stored = ({ values, rows }: TierPart): string => JSON.stringify({ values, rows });
const says = (part: TierPart): boolean => Object.keys(part.values).length + Object.keys(part.rows).length > 0;

/**
 * Writes many listings with one statement a table, in the order the constraints want it. Call after `asActor` for the owners: the policies of
 * the confidential tables judge here as everywhere. A number of origin that is taken meanwhile violates `listing_origin_key`.
 */
export async function insertListingBatch(tx: Tx, batch: Batch): Promise<void> {
  if (batch.listings.length === 0) return;
  await insertHeads(tx, batch);
  await insertVersions(tx, batch);
  await insertTexts(tx, batch);
  await insertContents(tx, batch);
  await insertSteps(tx, batch);
  await publish(tx, batch);
}

async function insertHeads(tx: Tx, batch: Batch): Promise<void> {
  const heads = batch.listings.map(({ published, ...one }) => ({
    id: one.id,
    side: one.side,
    kind: one.kind,
    state: published === null ? 'draft' : 'published',
    audience: one.audience,
    masked: one.masked,
    open_for_interest: one.openForInterest,
    owner_organisation_id: one.ownerOrganisationId,
    entering_organisation_id: one.enteringOrganisationId,
    origin_id: one.originId,
    text_licence: one.textLicence,
    source_url: one.sourceUrl,
    draft_version_id: published === null ? one.versionId : null,
    published_version_id: published === null ? null : one.versionId,
    reference: published?.reference ?? null,
    published_at: published?.at ?? null,
    expires_at: published?.expiresAt ?? null,
    progress: published?.progress ?? null,
    consent_basis: published?.consentBasis ?? null,
  }));
  await sql`
    insert into listing (id, side, kind, state, audience, masked, open_for_interest, owner_organisation_id, entering_organisation_id, entered_by,
      owner_consent_at, owner_consent_basis, draft_version_id, published_version_id, reference, first_published_at, published_at, expires_at, progress,
      origin_node, origin_id, text_licence, source_url, created_at, updated_at)
    select x.id, x.side, x.kind, x.state, x.audience, x.masked, x.open_for_interest, x.owner_organisation_id, x.entering_organisation_id, ${batch.enteredBy}::uuid,
      x.published_at, x.consent_basis, x.draft_version_id, x.published_version_id, x.reference, x.published_at, x.published_at, x.expires_at, x.progress,
      ${batch.originNode}, x.origin_id, x.text_licence, x.source_url, coalesce(x.published_at, ${batch.now}::timestamptz), coalesce(x.published_at, ${batch.now}::timestamptz)
    from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as x (id uuid, side text, kind text, state text, audience text, masked boolean, open_for_interest boolean,
      owner_organisation_id uuid, entering_organisation_id uuid, origin_id text, text_licence text, source_url text, draft_version_id uuid, published_version_id uuid,
      reference text, published_at timestamptz, expires_at timestamptz, progress text, consent_basis text)`.execute(tx);
}

async function insertVersions(tx: Tx, batch: Batch): Promise<void> {
  const versions = batch.listings.map(({ id, versionId, facts, parts, published }) => ({
    id: versionId,
    listing_id: id,
    tiers: facts.tiers,
    content: { values: parts.public.values, rows: parts.public.rows },
    locked: facts.locked,
    missing: facts.missing,
    quality: facts.quality,
    classification_versions: facts.classificationVersions,
    at: published?.at ?? batch.now,
  }));
  await sql`
    insert into listing_version (id, listing_id, number, tiers, content, locked, missing, quality, classification_versions, created_by, created_at, updated_at)
    select x.id, x.listing_id, 1, x.tiers, x.content, x.locked, array(select jsonb_array_elements_text(x.missing)), x.quality, x.classification_versions,
      ${batch.enteredBy}::uuid, x.at, x.at
    from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as x (id uuid, listing_id uuid, tiers jsonb, content jsonb, locked jsonb, missing jsonb,
      quality smallint, classification_versions jsonb, at timestamptz)`.execute(tx);
}

type Placed = TextRow & {
  version_id: ListingVersionId;
  listing_id: ListingId;
  owner: OrganisationId;
  entering: OrganisationId;
  tier: Tier;
};

async function insertTexts(tx: Tx, batch: Batch): Promise<void> {
  const texts = batch.listings.flatMap((one) =>
    (Object.entries(one.parts) as [Tier, TierPart][]).flatMap(([tier, part]) =>
      part.texts.map((row): Placed => ({
        ...row,
        version_id: one.versionId,
        listing_id: one.id,
        owner: one.ownerOrganisationId,
        entering: one.enteringOrganisationId,
        tier,
      })),
    ),
  );
  const source = sql`jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as x (version_id uuid, listing_id uuid, owner uuid, entering uuid, tier text,
    block text, language text, original boolean, status text, text text)`;
  const columns = sql`x.block, x.language, x.original, x.status, x.text`;
  await sql`
    with given as materialized (select * from ${source}), open as (
      insert into listing_text (version_id, block, language, original, status, text) select x.version_id, ${columns} from given x where x.tier = 'public'
    ), member as (
      insert into listing_member_text (version_id, block, language, original, status, text) select x.version_id, ${columns} from given x where x.tier = 'member'
    )
    insert into listing_confidential_text (version_id, listing_id, owner_organisation_id, entering_organisation_id, tier, block, language, original, status, text)
    select x.version_id, x.listing_id, x.owner, x.entering, x.tier, ${columns} from given x where x.tier not in ('public', 'member')`.execute(
    tx,
  );
}

async function insertContents(tx: Tx, batch: Batch): Promise<void> {
  const contents = batch.listings.flatMap((one) =>
    (['member', ...CONFIDENTIAL_TIERS] as const)
      .filter((tier) => says(one.parts[tier]))
      .map((tier) => ({
        version_id: one.versionId,
        listing_id: one.id,
        owner: one.ownerOrganisationId,
        entering: one.enteringOrganisationId,
        tier,
        content: stored(one.parts[tier]),
      })),
  );
  if (contents.length === 0) return;
  const source = sql`jsonb_to_recordset(${JSON.stringify(contents)}::jsonb) as x (version_id uuid, listing_id uuid, owner uuid, entering uuid, tier text, content text)`;
  await sql`
    with given as materialized (select * from ${source}), member as (
      insert into listing_member_content (version_id, content) select x.version_id, x.content::jsonb from given x where x.tier = 'member'
    )
    insert into listing_confidential_content (version_id, listing_id, owner_organisation_id, entering_organisation_id, tier, content)
    select x.version_id, x.listing_id, x.owner, x.entering, x.tier, x.content::jsonb from given x where x.tier <> 'member'`.execute(tx);
}

async function insertSteps(tx: Tx, batch: Batch): Promise<void> {
  const steps = batch.listings.flatMap((one) =>
    one.steps.map(({ id, from, action, to }) => ({
      id,
      noun_id: one.id,
      from_state: from,
      action,
      to_state: to,
      at: one.published?.at ?? batch.now,
    })),
  );
  await sql`
    insert into state_change (id, noun, noun_id, from_state, action, to_state, account_id, organisation_id, capacity, reason_code, at)
    select x.id, 'listing', x.noun_id, x.from_state, x.action, x.to_state, ${batch.enteredBy}::uuid, ${batch.organisationId}::uuid, ${batch.capacity}, 'import', x.at
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as x (id uuid, noun_id uuid, from_state text, action text, to_state text, at timestamptz)`.execute(
    tx,
  );
}

/** Freezes the versions of those that are published, shows the public ones, and starts the clock of their notice. */
async function publish(tx: Tx, batch: Batch): Promise<void> {
  const live = batch.listings.flatMap(({ published, ...one }) => (published === null ? [] : [{ ...one, published }]));
  if (live.length === 0) return;
  await sql`update listing_version set frozen_at = created_at where id = any (${live.map((one) => one.versionId)}::uuid[])`.execute(tx);
  const { who, onBreach } = DEADLINES.expiry_notice;
  const clocks = live.map(({ id, published }) => ({ id: published.deadlineId, noun_id: id, due_at: published.noticeAt, at: published.at }));
  await sql`
    insert into deadline (id, noun, noun_id, kind, who, due_at, on_breach, created_at)
    select x.id, 'listing', x.noun_id, 'expiry_notice', ${who}, x.due_at, ${onBreach}, x.at
    from jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) as x (id uuid, noun_id uuid, due_at timestamptz, at timestamptz)`.execute(tx);
  const shown = live.filter((one) => one.audience === 'public');
  await insertProjections(
    tx,
    shown.map(({ id, versionId, published }) => ({ listingId: id, versionId, version: 1, projection: published.projection })),
  );
}

/** Takes a run of reference numbers, as `nextReferenceNumber` takes one. @returns the first of them. */
export async function takeReferenceNumbers(tx: Tx, args: { node: string; kind: string; year: number; count: number }): Promise<number> {
  const { rows } = await sql<{ first: number }>`
    insert into reference_counter as c (node, kind, year, last) values (${args.node}, ${args.kind}, ${args.year}, ${args.count})
    on conflict (node, kind, year) do update set last = c.last + ${args.count} returning last - ${args.count} + 1 as first`.execute(tx);
  const first = rows[0]?.first;
  if (first === undefined) throw new Error('a counter returned no number');
  return first;
}
