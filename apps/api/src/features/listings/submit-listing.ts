import type { Actor } from '@ketnoi/domain/actor';
import type { FieldFault } from '@ketnoi/domain/listing-advice';
import { fieldErrors } from '@ketnoi/domain/listing-advice';
import { expiredFields, isProhibited, missingFields } from '@ketnoi/domain/listing-completeness';
import { isMaterial } from '@ketnoi/domain/listing-edit';
import { problem } from '@ketnoi/domain/problems';
import { localDay } from '@ketnoi/domain/working-days';
import { findWholeEdition, type Edition } from '@ketnoi/db/listing-editions';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import { findJudgedVersion, freezeVersion, type HeadChange } from '@ketnoi/db/listing-life';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { finishAct, openAct, type ActInput, type OpenAct, type Step } from '../../listings/acts.ts';
import { refuseFaults } from '../../listings/content.ts';
import { askOwner } from '../../listings/letters.ts';
import { maskingFaults } from '../../listings/masking.ts';
import { publishVersion, queueForReview, supersede } from '../../listings/review.ts';
import { actAs } from '../../listings/standing.ts';

/** Handing in and consenting need an address that answers. */
export function requireEmail(actor: Actor): void {
  if (actor.kind === 'account' && !actor.emailVerified) throw problem('account.email_unverified');
}

/** Throws unless the content may be published: complete, in time, not banned, and silent about the owner where it is masked. */
function requirePublishable(open: OpenAct, edition: Edition): void {
  const { head, now, language } = open;
  const { content } = edition;
  if (isProhibited(content))
    throw problem('listing.banned_technology', { errors: fieldErrors([{ field: 'listCheck', advice: 'prohibited' }], language) });
  const masking: FieldFault[] = head.masked ? maskingFaults(content, [head.owner, head.entering]) : [];
  refuseFaults(
    'listing.incomplete',
    [...missingFields(head.kind, content), ...expiredFields(content, localDay(now)), ...masking],
    language,
  );
}

type Outcome = { set: HeadChange; steps: Step[] };

/** After the owner's consent: to the moderators, or straight out where the owner is trusted. */
export async function afterConsent(open: OpenAct, edition: Pick<Edition, 'id'>): Promise<Outcome> {
  if (open.head.owner.trusted) return publishVersion(open, edition.id, 'trusted');
  return { set: { state: 'in_review', ...(await queueForReview(open, edition.id)) }, steps: [] };
}

/** What is written down of the owner's consent, once. */
export function consentOf({ head, actor, now }: OpenAct, basis: 'handed_in' | 'confirmed'): HeadChange {
  if (head.ownerConsentAt !== null) return {};
  return { ownerConsentAt: now, ownerConsentBy: actor.kind === 'account' ? actor.accountId : null, ownerConsentBasis: basis };
}

/** A draft of a listing that was never published. Whoever hands it in as its owner consents by doing so. */
async function submitFirst(open: OpenAct, edition: Edition): Promise<Outcome> {
  const { head, standing } = open;
  const step = { noun: 'listing', nounId: head.id } as const;
  const handedIn: Step = { ...step, from: 'draft', action: 'submit', to: 'client_check' };
  const onFile = head.ownerConsentAt !== null;
  if (!onFile && !standing.roles.includes('owner')) {
    return { set: { draftVersionId: null, state: 'client_check', reviewVersionId: edition.id }, steps: [handedIn] };
  }
  const confirmed: Step = {
    ...step,
    from: 'client_check',
    action: 'confirm',
    to: 'in_review',
    reason: onFile ? 'consent_on_file' : 'own_listing',
  };
  const next = await afterConsent(open, edition);
  return { set: { draftVersionId: null, ...consentOf(open, 'handed_in'), ...next.set }, steps: [handedIn, confirmed, ...next.steps] };
}

/** A further version: a corrected slip or a trusted owner's word is published at once, anything else is looked at while the old one stays. */
async function submitSuccessor(open: OpenAct, edition: Edition, material: boolean): Promise<Outcome> {
  const { head } = open;
  const handedIn: Step = { noun: 'listing_version', nounId: edition.id, from: 'draft', action: 'submit', to: 'in_review' };
  const steps = [...supersede(open), handedIn];
  const reason = material ? 'trusted' : 'slip';
  if (head.owner.trusted || !material) {
    const { set, steps: published } = await publishVersion(open, edition.id, reason);
    return { set: { ...set, draftVersionId: null }, steps: [...steps, ...published] };
  }
  return { set: { draftVersionId: null, ...(await queueForReview(open, edition.id)) }, steps };
}

/** Compared with what was last judged, not with what is published: slip by slip a text could else become another one that nobody has seen. */
async function isMaterialChange({ tx, head }: OpenAct, edition: Edition): Promise<boolean> {
  const { id: listingId, publishedVersionId } = head;
  if (publishedVersionId === null) return true;
  const judged = await findWholeEdition(tx, { versionId: await findJudgedVersion(tx, { listingId, publishedVersionId }) });
  return judged === null || isMaterial(judged.content, edition.content);
}

/** Hands the open draft in: it is frozen, and goes to the owner's consent, to review, or to publication where neither is due. */
export async function submitListing(ctx: Ctx, actor: Actor, input: ActInput): Promise<ListingHead> {
  return inTransaction(ctx.db, async (tx) => {
    const open = await openAct(ctx, tx, { actor, act: 'submit', input });
    requireEmail(actor);
    await actAs(tx, actor, open.head);
    const edition = open.head.draftVersionId === null ? null : await findWholeEdition(tx, { versionId: open.head.draftVersionId });
    if (edition === null) throw problem('listing.action_not_possible');
    requirePublishable(open, edition);
    const material = await isMaterialChange(open, edition);
    await freezeVersion(tx, { versionId: edition.id, material, now: open.now });
    const outcome = open.head.state === 'draft' ? await submitFirst(open, edition) : await submitSuccessor(open, edition, material);
    const after = await finishAct(open, {
      ...outcome,
      // What only goes to review must not even count up the version that everyone is told.
      isSeen: outcome.set.publishedVersionId !== undefined,
      details: { versionId: edition.id, versionNumber: edition.number, material },
    });
    if (after.state === 'client_check') await askOwner(open, after);
    return after;
  });
}
