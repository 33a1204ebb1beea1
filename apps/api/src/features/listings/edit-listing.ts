import type { Actor } from '@ketnoi/domain/actor';
import { newId } from '@ketnoi/domain/ids';
import type { FieldFault } from '@ketnoi/domain/listing-advice';
import type { ContentPatch } from '@ketnoi/domain/listing-content';
import type { Audience, Kind } from '@ketnoi/domain/listing-fields';
import { headFaults } from '@ketnoi/domain/listing-validity';
import { problem } from '@ketnoi/domain/problems';
import { deleteClosedParts, hasClosedParts, insertClosedParts, insertVersion, updateVersion } from '@ketnoi/db/listing-drafts';
import { findWholeEdition, type Edition } from '@ketnoi/db/listing-editions';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import type { HeadChange } from '@ketnoi/db/listing-life';
import { inTransaction } from '@ketnoi/db/transaction';
import { splitByTier } from '@ketnoi/domain/listing-tiers';
import type { Ctx } from '../../context.ts';
import { finishAct, openAct, type ActInput, type OpenAct, type Step } from '../../listings/acts.ts';
import { prepareContent, refuseFaults, type PreparedContent } from '../../listings/content.ts';
import { actAs } from '../../listings/standing.ts';

/** What may be changed of a listing beside what it says. */
export type HeadPatch = { kind?: Kind; masked?: boolean; audience?: Audience; openForInterest?: boolean; textLicence?: string | null };
export type EditInput = ActInput & { head: HeadPatch; patch: ContentPatch };

/**
 * What a listing is, and that it hides its owner, is settled when it is handed in: a moderator has then judged it so. Only its owner may
 * lift the mask later, or change what holds for a listing in public.
 */
function headChange({ head, standing, language }: OpenAct, patch: HeadPatch): HeadChange {
  const settled = head.state !== 'draft' && head.state !== 'returned';
  const faults: FieldFault[] = [];
  if (settled) {
    if (patch.kind !== undefined && patch.kind !== head.kind) faults.push({ field: 'kind', advice: 'handedIn' });
    if (patch.audience !== undefined && patch.audience !== head.audience) faults.push({ field: 'audience', advice: 'handedIn' });
    if (patch.masked === true && !head.masked) faults.push({ field: 'masked', advice: 'handedIn' });
    if (Object.keys(patch).length > 0 && !standing.roles.includes('owner')) throw problem('access.forbidden');
  }
  const kind = patch.kind ?? head.kind;
  const audience = patch.audience ?? head.audience;
  refuseFaults('listing.content_invalid', [...faults, ...headFaults({ side: head.side, kind, audience })], language);
  return patch;
}

const saysSomething = (patch: ContentPatch): boolean =>
  [patch.texts, patch.values, patch.tiers, patch.translations].some((one) => one !== undefined);

/** The version an edit starts from: the open draft, what was handed in last, or what is published. */
async function baseOf({ tx, head }: OpenAct): Promise<Edition> {
  const versionId = head.draftVersionId ?? head.reviewVersionId ?? head.publishedVersionId;
  const edition = versionId === null ? null : await findWholeEdition(tx, { versionId });
  if (edition === null) throw new Error(`listing ${head.id} has no version`);
  return edition;
}

/** Writes the content into the open draft, or into a next version where everything so far is frozen. @returns what that does to the row. */
async function store(open: OpenAct, base: Edition, { parts, facts }: PreparedContent): Promise<HeadChange> {
  const { tx, head, now, actor } = open;
  const inPlace = head.draftVersionId !== null;
  const versionId = head.draftVersionId ?? newId<'listing_version'>(now.getTime());
  const createdBy = actor.kind === 'account' ? actor.accountId : null;
  if (inPlace) await updateVersion(tx, { versionId, facts, open: parts.public, now });
  else await insertVersion(tx, { versionId, listingId: head.id, createdBy, facts, open: parts.public, now });
  if (inPlace && hasClosedParts(splitByTier(base.content))) await deleteClosedParts(tx, { versionId });
  if (hasClosedParts(parts)) {
    const { ownerOrganisationId, enteringOrganisationId } = head;
    await insertClosedParts(tx, { versionId, listingId: head.id, ownerOrganisationId, enteringOrganisationId, parts });
  }
  // A version that was sent back has now been taken up again; one in review stays there until its successor is handed in.
  return { draftVersionId: versionId, ...(head.reviewSince === null ? { reviewVersionId: null } : {}) };
}

const namesOf = (input: EditInput): string[] =>
  [
    ...Object.keys(input.head),
    ...[input.patch.texts, input.patch.values, input.patch.tiers].flatMap((part) => Object.keys(part ?? {})),
  ].toSorted();

/** Changes a listing field by field. What was handed in or published stays as it is: the change makes the next version. */
export async function editListing(ctx: Ctx, actor: Actor, input: EditInput): Promise<ListingHead> {
  const codes = await ctx.codes.current();
  return inTransaction(ctx.db, async (tx) => {
    const open = await openAct(ctx, tx, { actor, act: 'edit', input });
    const { head } = open;
    const set = headChange(open, input.head);
    await actAs(tx, actor, head);
    const base = await baseOf(open);
    const isReturned = head.state === 'returned';
    const writes = saysSomething(input.patch) || isReturned || set.kind !== undefined;
    const prepared = prepareContent({
      side: head.side,
      kind: input.head.kind ?? head.kind,
      before: base.content,
      patch: input.patch,
      codes,
      language: input.language,
    });
    const stored = writes ? await store(open, base, prepared) : {};
    const step: Step = { noun: 'listing', nounId: head.id, from: 'returned', action: 'revise', to: 'draft' };
    return finishAct(open, {
      set: { ...set, ...stored, ...(isReturned ? { state: 'draft' } : {}) },
      steps: isReturned ? [step] : [],
      details: { fields: namesOf(input) },
      isSeen: Object.keys(input.head).length > 0,
    });
  });
}

/** Takes a returned listing up again: its content becomes the next draft. */
export async function reviseListing(ctx: Ctx, actor: Actor, input: ActInput): Promise<ListingHead> {
  const codes = await ctx.codes.current();
  return inTransaction(ctx.db, async (tx) => {
    const open = await openAct(ctx, tx, { actor, act: 'revise', input });
    const { head } = open;
    await actAs(tx, actor, head);
    const base = await baseOf(open);
    const prepared = prepareContent({ side: head.side, kind: head.kind, before: base.content, patch: {}, codes, language: input.language });
    const stored = await store(open, base, prepared);
    const step: Step = { noun: 'listing', nounId: head.id, from: 'returned', action: 'revise', to: 'draft' };
    return finishAct(open, { set: { ...stored, state: 'draft' }, steps: [step], isSeen: false });
  });
}
