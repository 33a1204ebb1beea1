import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { Actor } from '@ketnoi/domain/actor';
import type { ListingAct } from '@ketnoi/domain/listing';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import { actsOf } from '@ketnoi/domain/listing-policy';
import { cardOf } from '@ketnoi/domain/listing-projection';
import { qualityOf } from '@ketnoi/domain/listing-quality';
import { joinParts, tiersKnown, type LockedBlock, type TierPart } from '@ketnoi/domain/listing-tiers';
import { TIERS, type Tier } from '@ketnoi/domain/tiers';
import type { Edition } from '@ketnoi/db/listing-editions';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import type { ReviewRow } from '@ketnoi/db/listing-life';
import type { ShownListing } from '@ketnoi/db/listing-public';
import type { Ctx } from '../../context.ts';
import { cardFacts } from '../../listings/publication.ts';
import { standingTo, subjectOf } from '../../listings/standing.ts';
import { organisationRef } from '../../views/card.ts';
import type { Created } from './create-listing.ts';

type Shows = 'draft' | 'review' | 'published';

/** The texts and values of a content as they go out; the closed schema of the contract is the allow-list. */
function said(
  content: ListingContent,
  locked: readonly LockedBlock[],
): Pick<ListingDetail, 'texts' | 'values' | 'tiers' | 'translations' | 'locked'> {
  return {
    texts: content.texts,
    // Checked against the same schema on the way in.
    values: content.values as ListingDetail['values'],
    tiers: tiersKnown(content, locked),
    translations: content.translations,
    locked: [...locked],
  };
}

export type Shown = ShownListing & {
  version: number;
  card: NonNullable<ShownListing['card']>;
  detail: NonNullable<ShownListing['detail']>;
};

/** Is it shown to everyone now? */
export function isShown(row: ShownListing): row is Shown {
  return row.version !== null && row.card !== null && row.detail !== null;
}

/** A shown listing as outsiders see it; `member` is what the member tier adds for those who may read it. */
export function shownView(row: Shown, member: TierPart | null): ListingDetail {
  const { card, detail } = row;
  const content: ListingContent = { texts: detail.texts, values: detail.values, tiers: detail.tiers, translations: detail.translations };
  const more = member === null ? content : withMember(content, member);
  const locked = member === null ? detail.locked : detail.locked.filter((one) => one.tier !== 'member');
  return {
    id: row.id,
    ...card,
    organisation: row.organisation === null ? null : organisationRef(row.organisation),
    version: row.version,
    versionNumber: detail.versionNumber,
    state: row.state,
    progress: detail.progress,
    audience: 'public',
    masked: detail.masked,
    ...said(more, locked),
    origin: detail.origin,
    updatedAt: detail.updatedAt,
    control: null,
    can: [],
  };
}

function withMember(content: ListingContent, member: TierPart): ListingContent {
  const more = joinParts([member], {});
  return {
    texts: { ...content.texts, ...more.texts },
    values: { ...content.values, ...more.values },
    tiers: content.tiers,
    translations: [...content.translations, ...more.translations],
  };
}

export type InsideView = {
  head: ListingHead;
  edition: Edition;
  /** The tiers this reader may read; what lies beyond is named in `locked`. */
  tiers: readonly Tier[];
  lastReview: ReviewRow | null;
  can: ListingAct[];
};

function showsOf(head: ListingHead, edition: Edition): Shows {
  if (edition.id === head.draftVersionId) return 'draft';
  return edition.id === head.publishedVersionId ? 'published' : 'review';
}

/** What publication waits for: the fields of the version, and the owner's consent where somebody else entered it. */
function missingOf(head: ListingHead, edition: Edition): string[] {
  const awaited = head.ownerConsentAt === null && head.ownerOrganisationId !== head.enteringOrganisationId;
  return awaited ? [...edition.missing, 'ownerConsent'] : edition.missing;
}

function controlOf(view: InsideView, isWhole: boolean): NonNullable<ListingDetail['control']> {
  const { head, edition, lastReview } = view;
  return {
    ownerOrganisation: organisationRef(head.owner),
    enteringOrganisation: organisationRef(head.entering),
    ownerConsent: head.ownerConsentAt === null ? null : { at: head.ownerConsentAt.toISOString(), basis: head.ownerConsentBasis ?? '' },
    shows: showsOf(head, edition),
    hasDraft: head.draftVersionId !== null,
    hasReview: head.reviewSince !== null,
    missing: missingOf(head, edition),
    quality: edition.quality,
    improvements: isWhole ? qualityOf(head.side, edition.content).improvements : [],
    renewals: head.renewals,
    lastReview: lastReview === null ? null : { ...lastReview, at: new Date(lastReview.at).toISOString() },
  };
}

/** A listing as its own people and the moderators see it. Even they see the card of a masked one without its organisation; `control` names it. */
export function insideView(view: InsideView): ListingDetail {
  const { head, edition, tiers, can } = view;
  const facts = cardFacts(head);
  return {
    id: head.id,
    ...cardOf({ ...facts, content: edition.content }),
    organisation: head.masked ? null : organisationRef(head.owner),
    version: head.version,
    versionNumber: edition.number,
    state: head.state,
    progress: head.progress,
    audience: head.audience,
    masked: head.masked,
    ...said(
      edition.content,
      edition.locked.filter((one) => !tiers.includes(one.tier)),
    ),
    origin: facts.origin,
    updatedAt: head.updatedAt.toISOString(),
    control: controlOf(view, tiers.includes('party')),
    can,
  };
}

/** A listing just created, for the one who created it; nothing is read back. */
export function createdView(ctx: Ctx, actor: Actor, { head, edition }: Created): ListingDetail {
  const can = actsOf(standingTo(ctx, actor, head), subjectOf(ctx, head), head.createdAt);
  return insideView({ head, edition, tiers: TIERS, lastReview: null, can });
}
