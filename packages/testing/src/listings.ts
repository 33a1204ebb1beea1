import type { Db } from '@ketnoi/db/database';
import { upsertProjection } from '@ketnoi/db/listing-public';
import { newId, type ListingId, type ListingVersionId, type OrganisationId } from '@ketnoi/domain/ids';
import type { Bilingual } from '@ketnoi/domain/language';
import type { ListingState } from '@ketnoi/domain/listing';
import { OFFER_KINDS, type Audience, type Kind, type Side } from '@ketnoi/domain/listing-fields';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import { projectionOf } from '@ketnoi/domain/listing-projection';

/** A listing for specs; whatever is left out is filled in plainly. */
export type ListingSketch = {
  id?: ListingId;
  reference?: string;
  side?: Side;
  kind?: Kind;
  state?: ListingState;
  audience?: Audience;
  title: Partial<Bilingual> | string;
  summary?: Partial<Bilingual> | string;
  texts?: ListingContent['texts'];
  values?: ListingContent['values'];
  keywords?: { vi?: string[]; en?: string[] };
  sectors?: string[];
  fields?: string[];
  trl?: number | null;
  province?: string | null;
  region?: string | null;
  country?: string;
  organisationType?: string;
  organisationId?: OrganisationId;
  ipStatuses?: string[];
  transferModes?: string[];
  ipcCodes?: string[];
  techClass?: string | null;
  openForInterest?: boolean;
  verified?: boolean;
  masked?: boolean;
  publishedAt?: Date;
  expiresAt?: Date;
};

let counter = 0;

const bilingual = (text: Partial<Bilingual> | string | undefined): Bilingual =>
  typeof text === 'string' ? { vi: text, en: null } : { vi: text?.vi ?? null, en: text?.en ?? null };

function contentOf(sketch: ListingSketch): ListingContent {
  const side = sketch.side ?? 'offer';
  const values: Record<string, unknown> = {
    sectors: sketch.sectors ?? [],
    fields: sketch.fields ?? [],
    technologyKeywords: { vi: sketch.keywords?.vi ?? [], en: sketch.keywords?.en ?? [] },
    [side === 'offer' ? 'trl' : 'trlMin']: sketch.trl ?? null,
    [side === 'offer' ? 'transferModes' : 'wantedModes']: sketch.transferModes ?? [],
    ipRights: (sketch.ipStatuses ?? []).map((status) => ({ kind: 'invention_patent', territory: 'VN', status })),
    ipcCodes: sketch.ipcCodes ?? [],
    ...(sketch.techClass === undefined || sketch.techClass === null ? {} : { listCheck: { status: sketch.techClass } }),
    ...sketch.values,
  };
  const texts = { title: bilingual(sketch.title), summary: bilingual(sketch.summary), ...sketch.texts };
  return { texts, values, tiers: {}, translations: [] };
}

/** An organisation to own listings of specs. */
export async function insertOrganisation(
  db: Db,
  sketch: { type?: string; name?: string; province?: string | null; verified?: boolean; now: Date },
): Promise<OrganisationId> {
  const id = newId<'organisation'>(Date.now());
  counter += 1;
  const name = sketch.name ?? `Viện Tìm kiếm ${counter}`;
  await db
    .insertInto('organisation')
    .values({
      id,
      typeCode: sketch.type ?? 'research_institute',
      typeVersion: '1',
      legalName: name,
      provinceCode: sketch.province ?? null,
      verifiedAt: sketch.verified === false ? null : sketch.now,
      originNode: 'DEMO',
      createdAt: sketch.now,
      updatedAt: sketch.now,
    })
    .execute();
  return id;
}

async function insertHead(
  db: Db,
  sketch: ListingSketch,
  one: { id: ListingId; versionId: ListingVersionId; owner: OrganisationId; reference: string; publishedAt: Date; expiresAt: Date },
): Promise<void> {
  const { publishedAt, expiresAt } = one;
  const state = sketch.state ?? 'published';
  await db
    .insertInto('listing')
    .values({
      id: one.id,
      reference: one.reference,
      side: sketch.side ?? 'offer',
      kind: sketch.kind ?? (sketch.side === 'need' ? 'need' : OFFER_KINDS[0]),
      state,
      audience: sketch.audience ?? 'public',
      masked: sketch.masked ?? false,
      openForInterest: sketch.openForInterest ?? true,
      ownerOrganisationId: one.owner,
      enteringOrganisationId: one.owner,
      publishedVersionId: one.versionId,
      publishedAt,
      expiresAt,
      originNode: 'DEMO',
      createdAt: publishedAt,
      updatedAt: publishedAt,
    })
    .execute();
  await db
    .insertInto('listingVersion')
    .values({ id: one.versionId, listingId: one.id, number: 1, frozenAt: publishedAt, createdAt: publishedAt, updatedAt: publishedAt })
    .execute();
}

/**
 * Puts a listing with its public projection straight into the database, as publishing would, so that specs of search tell only their own part.
 * Takes a role that may write everything. The node `DEMO` must exist. @returns its id.
 */
export async function insertListing(db: Db, sketch: ListingSketch): Promise<ListingId> {
  counter += 1;
  const id = sketch.id ?? newId<'listing'>(Date.now());
  const publishedAt = sketch.publishedAt ?? new Date(Date.UTC(2026, 9, 1) + counter * 60_000);
  const expiresAt = sketch.expiresAt ?? new Date(publishedAt.getTime() + 365 * 86_400_000);
  const side = sketch.side ?? 'offer';
  const reference = sketch.reference ?? `DEMO-${side === 'offer' ? 'TO' : 'TN'}-2026-${String(counter).padStart(6, '0')}`;
  const verified = sketch.verified ?? true;
  const owner =
    sketch.organisationId ??
    (await insertOrganisation(db, {
      verified,
      now: publishedAt,
      ...(sketch.organisationType === undefined ? {} : { type: sketch.organisationType }),
    }));
  const versionId = newId<'listing_version'>(Date.now());
  await db.transaction().execute(async (tx) => {
    await insertHead(tx, sketch, { id, versionId, owner, reference, publishedAt, expiresAt });
    const projection = projectionOf({
      reference,
      side,
      kind: sketch.kind ?? (side === 'need' ? 'need' : OFFER_KINDS[0]),
      masked: sketch.masked ?? false,
      openForInterest: sketch.openForInterest ?? true,
      progress: null,
      retracted: false,
      notice: null,
      publishedAt,
      expiresAt,
      changedAt: publishedAt,
      origin: { node: 'DEMO', id: null, version: 1, licence: null, sourceUrl: null },
      organisation: {
        id: owner,
        typeCode: sketch.organisationType ?? 'research_institute',
        verified,
        country: sketch.country ?? 'VN',
        provinceCode: sketch.province ?? null,
        regionCode: sketch.region ?? null,
      },
      versionNumber: 1,
      content: contentOf(sketch),
      locked: [],
      quality: 50,
    });
    await upsertProjection(tx, { listingId: id, versionId, version: 1, projection });
  });
  return id;
}
