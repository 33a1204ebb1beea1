import { shareOrganisation, type ListingHead } from '@ketnoi/db/listing-heads';
import { findEdition } from '@ketnoi/db/listing-editions';
import { deleteProjection, upsertProjection } from '@ketnoi/db/listing-public';
import type { Tx } from '@ketnoi/db/database';
import { isPublic } from '@ketnoi/domain/listing-policy';
import { projectionOf } from '@ketnoi/domain/listing-projection';
import type { Ctx } from '../context.ts';

const originOf = (head: ListingHead) => ({
  node: head.originNode,
  id: head.originId,
  version: head.originVersion,
  licence: head.textLicence,
  sourceUrl: head.sourceUrl,
});

const noticeOf = (head: ListingHead) =>
  head.noticeVi === null && head.noticeEn === null ? null : { vi: head.noticeVi, en: head.noticeEn };

/** The facts of a listing that its card and projection share. */
export function cardFacts(head: ListingHead) {
  return {
    reference: head.reference,
    side: head.side,
    kind: head.kind,
    masked: head.masked,
    openForInterest: head.openForInterest,
    retracted: head.state === 'retracted',
    notice: noticeOf(head),
    publishedAt: head.publishedAt,
    expiresAt: head.expiresAt,
    origin: originOf(head),
    organisation: { provinceCode: head.owner.provinceCode },
  };
}

const isShown = (head: ListingHead): boolean =>
  isPublic({ state: head.state, audience: head.audience, hasPublished: head.publishedVersionId !== null });

/** Brings what everyone sees of a listing in line with its row, in the transaction that changed the row: shown, changed, or gone at once. */
export async function refreshPublic(ctx: Ctx, tx: Tx, listing: { before: ListingHead; after: ListingHead }): Promise<void> {
  const { before, after } = listing;
  if (isShown(after)) return show(ctx, tx, after);
  if (isShown(before)) await deleteProjection(tx, { listingId: after.id });
}

async function show(ctx: Ctx, tx: Tx, head: ListingHead): Promise<void> {
  const { publishedVersionId: versionId, reference, publishedAt, expiresAt } = head;
  // Read anew under a lock: an organisation that is being renamed meanwhile must not be shown under its old name.
  const owner = (await shareOrganisation(tx, { id: head.ownerOrganisationId })) ?? head.owner;
  const edition = versionId === null ? null : await findEdition(tx, { versionId, tiers: ['public'] });
  if (edition === null || reference === null || publishedAt === null || expiresAt === null)
    throw new Error(`listing ${head.id} is shown but was never published`);
  const codes = await ctx.codes.current();
  const projection = projectionOf({
    ...cardFacts({ ...head, owner }),
    reference,
    publishedAt,
    expiresAt,
    changedAt: edition.frozenAt ?? head.updatedAt,
    progress: head.progress,
    versionNumber: edition.number,
    content: edition.content,
    locked: edition.locked,
    quality: edition.quality,
    organisation: {
      id: owner.id,
      typeCode: owner.typeCode,
      verified: owner.verified,
      country: owner.country,
      provinceCode: owner.provinceCode,
      regionCode: codes.regionOf(owner.provinceCode),
    },
  });
  await upsertProjection(tx, { listingId: head.id, versionId: edition.id, version: head.version, projection });
}
