import { findEdition, findMemberPart, findWholeEdition } from '@ketnoi/db/listing-editions';
import { findListing, type ListingHead } from '@ketnoi/db/listing-heads';
import { findShownListing, type ShownListing } from '@ketnoi/db/listing-public';
import { standingFeedback, type MatchAsker, type StandingFeedback } from '@ketnoi/db/matches';
import { matchListings } from '@ketnoi/db/match-listings';
import type { Tx } from '@ketnoi/db/database';
import { inTransaction } from '@ketnoi/db/transaction';
import { belongsTo, hasGrant, isVerifiedMember, type Actor } from '@ketnoi/domain/actor';
import type { ListingId, ListingVersionId, OrganisationId } from '@ketnoi/domain/ids';
import { LANGUAGES } from '@ketnoi/domain/language';
import { isFilled, recordOf, type ListingContent } from '@ketnoi/domain/listing-content';
import type { ListingFieldName, Side } from '@ketnoi/domain/listing-fields';
import { mayKnow, type Standing } from '@ketnoi/domain/listing-policy';
import { joinParts, splitByTier } from '@ketnoi/domain/listing-tiers';
import { speaksFor } from '@ketnoi/domain/match-policy';
import { problem } from '@ketnoi/domain/problems';
import type { Ctx } from '../../context.ts';
import { actAs, standingTo, subjectOf } from '../../listings/standing.ts';
import type { MatchSource } from '../../matching/facts-of.ts';

/** A listing that is asked with, as far as this caller may read it. */
export type AskingSide = {
  /** Null of one that is known by its notice alone: nothing is asked with it. */
  source: MatchSource | null;
  side: Side;
  /** For people of its organisations: in whose name pairs are written down, and what they said of earlier ones. */
  own: { asker: MatchAsker; feedback: readonly StandingFeedback[] } | null;
  /** What it could say to be matched more closely; empty for who does not speak for it. */
  unknown: readonly ListingFieldName[];
};

/** What matching reads beside the text. */
const READ: Readonly<Record<Side, readonly ListingFieldName[]>> = {
  need: ['fields', 'sectors', 'trlMin', 'budget', 'targets', 'mustHave', 'wantedModes', 'startsOn', 'technologyKeywords'],
  offer: ['fields', 'sectors', 'trl', 'priceRange', 'transferModes', 'ipRights', 'territories', 'technologyKeywords', 'ipcCodes'],
};

function isInside(actor: Actor, row: ShownListing): boolean {
  const ids = [row.ownerOrganisationId, row.enteringOrganisationId] as OrganisationId[];
  return ids.some((id) => belongsTo(actor, id)) || hasGrant(actor, 'moderator') || hasGrant(actor, 'admin');
}

/**
 * The listing that is asked with: for everyone who may know of it. Its own people ask with the version they work on, also of a draft or a need that is searched for in
 * private, and moderators with what they judge; all others with what is shown. Of the facts those of the member tier count for who may read them.
 */
export async function askingSide(ctx: Ctx, actor: Actor, id: ListingId): Promise<AskingSide> {
  const row = await findShownListing(ctx.db, { id });
  if (row === null) throw problem('record.not_found');
  return isInside(actor, row) ? inTransaction(ctx.db, (tx) => inside({ ...ctx, db: tx }, actor, row)) : outside(ctx, actor, row);
}

async function outside(ctx: Ctx, actor: Actor, row: ShownListing): Promise<AskingSide> {
  if (row.card === null) throw problem('record.not_found');
  const [listing] = await matchListings(ctx.db, { ids: [row.id] });
  const same = { side: row.card.side, own: null, unknown: [] };
  if (listing === undefined) return { ...same, source: null };
  const readsMore = isVerifiedMember(actor) && row.versionId !== null && row.detail?.locked.some((one) => one.tier === 'member') === true;
  const more = readsMore && row.versionId !== null ? (await findMemberPart(ctx.db, { versionId: row.versionId })).values : {};
  return { ...same, source: { ...listing, values: { ...listing.values, ...more } } };
}

async function inside(ctx: Ctx & { db: Tx }, actor: Actor, row: ShownListing): Promise<AskingSide> {
  const head = await findListing(ctx.db, { id: row.id });
  if (head === null) throw problem('record.not_found');
  const standing = standingTo(ctx, actor, head);
  if (!mayKnow(standing, subjectOf(ctx, head))) throw problem('record.not_found');
  if (!standing.own && !standing.roles.includes('moderator')) return outside(ctx, actor, row);
  if (standing.own) await actAs(ctx.db, actor, head);
  const versionId = versionOf(head, standing);
  const edition = standing.own
    ? await findWholeEdition(ctx.db, { versionId })
    : await findEdition(ctx.db, { versionId, tiers: ['public', 'member'] });
  if (edition === null) throw problem('record.not_found');
  const { content } = edition;
  const source = await sourceOf(ctx, { head, standing, content });
  if (!standing.own) return { source, side: head.side, own: null, unknown: [] };
  const { ownerOrganisationId, enteringOrganisationId } = head;
  const languages = LANGUAGES.filter((language) => (content.texts.title?.[language] ?? null) !== null);
  return {
    source,
    side: head.side,
    own: {
      asker: { listingId: head.id, versionId, languages, ownerOrganisationId, enteringOrganisationId },
      feedback: await standingFeedback(ctx.db, { askingListingId: head.id }),
    },
    unknown: speaksFor(standing) ? READ[head.side].filter((field) => !isFilled(content, field)) : [],
  };
}

/** The version its people work on; of others what is shown, or was handed in. */
function versionOf(head: ListingHead, { own }: Standing): ListingVersionId {
  const { draftVersionId, reviewVersionId, publishedVersionId } = head;
  const id = own ? (draftVersionId ?? reviewVersionId ?? publishedVersionId) : (publishedVersionId ?? reviewVersionId);
  if (id === null) throw problem('record.not_found');
  return id;
}

type Inside = { head: ListingHead; standing: Standing; content: ListingContent };

/** What is closer than the member tier takes no part, not even for its owner: what is shown of a match must never tell of it. */
async function sourceOf(ctx: Ctx, { head, standing, content }: Inside): Promise<MatchSource> {
  const parts = splitByTier(content);
  const { texts, values } = joinParts(
    [
      { ...parts.public, rows: {} },
      { ...parts.member, rows: {} },
    ],
    content.tiers,
  );
  const codes = await ctx.codes.current();
  const { owner } = head;
  return {
    listingId: head.id,
    side: head.side,
    organisationId: standing.own || !head.masked ? owner.id : null,
    verified: owner.verified,
    country: owner.country,
    provinceCode: owner.provinceCode,
    regionCode: codes.regionOf(owner.provinceCode),
    openForInterest: head.openForInterest,
    techClass: (recordOf(content, 'listCheck')?.['status'] as string | undefined) ?? null,
    texts,
    values,
    tiers: content.tiers,
    publishedAt: head.publishedAt,
    expiresAt: head.expiresAt,
  };
}
