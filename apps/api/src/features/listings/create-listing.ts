import type { Actor } from '@ketnoi/domain/actor';
import { newId, type OrganisationId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { EMPTY_CONTENT, type ContentPatch } from '@ketnoi/domain/listing-content';
import type { Audience, Kind, Side } from '@ketnoi/domain/listing-fields';
import { headFaults } from '@ketnoi/domain/listing-validity';
import { problem } from '@ketnoi/domain/problems';
import { appendAudit } from '@ketnoi/db/audit';
import type { Tx } from '@ketnoi/db/database';
import { hasClosedParts, insertClosedParts, insertDraft, type NewDraft } from '@ketnoi/db/listing-drafts';
import type { Edition } from '@ketnoi/db/listing-editions';
import { findMemberOrganisation, type ListingHead, type OrganisationFacts } from '@ketnoi/db/listing-heads';
import { inTransaction } from '@ketnoi/db/transaction';
import { enqueue } from '@ketnoi/jobs/enqueue';
import type { Ctx } from '../../context.ts';
import { actingFacts } from '../../listings/acts.ts';
import { prepareContent, refuseFaults } from '../../listings/content.ts';
import { actAs } from '../../listings/standing.ts';

export type CreateInput = {
  side: Side;
  kind: Kind;
  ownerOrganisationId: OrganisationId | null;
  masked: boolean;
  audience: Audience;
  openForInterest: boolean;
  textLicence: string | null;
  patch: ContentPatch;
  language: Language;
};

export type Created = { head: ListingHead; edition: Edition };

type Parties = { entering: OrganisationId; other: OrganisationFacts | null };

/** The acting organisation enters the listing, for itself or for another member, who will have to consent. */
async function partiesOf(tx: Tx, actor: Actor, owner: OrganisationId | null): Promise<Parties> {
  if (actor.kind !== 'account' || actor.acting === null) throw problem('organisation.required');
  const entering = actor.acting.organisationId;
  if (owner === null || owner === entering) return { entering, other: null };
  const other = await findMemberOrganisation(tx, { id: owner });
  if (other === null)
    throw problem('listing.owner_unknown', { errors: [{ field: 'ownerOrganisationId', code: 'unknown', message: owner }] });
  return { entering, other };
}

/** A new listing is what was just written; it is not read back. */
function createdOf(
  draft: NewDraft,
  content: Edition['content'],
  organisations: { owner: OrganisationFacts; entering: OrganisationFacts },
): Created {
  const { facts, open: _open, changeId: _change, versionId, enteredBy: _by, now, ...head } = draft;
  const none = {
    reference: null,
    progress: null,
    ownerConsentAt: null,
    ownerConsentBasis: null,
    reviewVersionId: null,
    publishedVersionId: null,
    reviewSince: null,
    firstPublishedAt: null,
    publishedAt: null,
    expiresAt: null,
    noticeVi: null,
    noticeEn: null,
    originId: null,
    sourceUrl: null,
  };
  return {
    head: {
      ...head,
      ...none,
      ...organisations,
      version: 1,
      state: 'draft',
      draftVersionId: versionId,
      renewals: 0,
      originVersion: 1,
      createdAt: now,
      updatedAt: now,
    },
    edition: {
      id: versionId,
      number: 1,
      frozenAt: null,
      createdAt: now,
      updatedAt: now,
      content,
      locked: facts.locked,
      missing: facts.missing,
      quality: facts.quality,
    },
  };
}

/** Starts a draft: head, first version, texts by tier, history and chain in one transaction and few statements. */
export async function createListing(ctx: Ctx, actor: Actor, input: CreateInput): Promise<Created> {
  const { side, kind, audience, masked, openForInterest, textLicence, language } = input;
  refuseFaults('listing.content_invalid', headFaults({ side, kind, audience }), language);
  const codes = await ctx.codes.current();
  const { content, parts, facts } = prepareContent({ side, kind, before: EMPTY_CONTENT, patch: input.patch, codes, language });
  return inTransaction(ctx.db, async (tx) => {
    const { entering, other } = await partiesOf(tx, actor, input.ownerOrganisationId);
    const now = ctx.clock.now();
    const id = newId<'listing'>(now.getTime());
    const draft: NewDraft = {
      id,
      versionId: newId<'listing_version'>(now.getTime()),
      changeId: newId<'state_change'>(now.getTime()),
      side,
      kind,
      audience,
      masked,
      openForInterest,
      ownerOrganisationId: other?.id ?? entering,
      enteringOrganisationId: entering,
      enteredBy: actor.kind === 'account' ? actor.accountId : null,
      originNode: ctx.config.node.code,
      textLicence,
      facts,
      open: parts.public,
      now,
    };
    const acting = await insertDraft(tx, draft);
    if (hasClosedParts(parts)) {
      await actAs(tx, actor, draft);
      await insertClosedParts(tx, { ...draft, listingId: id, parts });
    }
    // Every write leaves its job: no writer has to know which of them the index cares about.
    await enqueue(tx, 'listing.index', { listingId: id });
    const details = { side, kind, ownerOrganisationId: draft.ownerOrganisationId };
    await appendAudit(tx, { action: 'listing.create', noun: 'listing', nounId: id, ...actingFacts(actor), at: now, details });
    return createdOf(draft, content, { owner: other ?? acting, entering: acting });
  });
}
