import type { Actor } from '@ketnoi/domain/actor';
import { newId, type ListingId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import type { ListingAct } from '@ketnoi/domain/listing';
import { refusalOf, type ListingSubject, type Standing } from '@ketnoi/domain/listing-policy';
import { problem, type ProblemCode } from '@ketnoi/domain/problems';
import type { AuditEvent } from '@ketnoi/domain/audit';
import { appendAudit } from '@ketnoi/db/audit';
import type { Tx } from '@ketnoi/db/database';
import { lockListing, type ListingHead } from '@ketnoi/db/listing-heads';
import { updateListing, type HeadChange } from '@ketnoi/db/listing-life';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { enqueue } from '@ketnoi/jobs/enqueue';
import type { Ctx } from '../context.ts';
import { refreshPublic } from './publication.ts';
import { standingTo, subjectOf } from './standing.ts';

/** What every act on a listing is given: which one, the version the caller has seen, and in which language to answer. */
export type ActInput = { id: ListingId; version: number; language: Language };

/** A listing that is locked and may be acted on. */
export type OpenAct = {
  ctx: Ctx;
  tx: Tx;
  actor: Actor;
  head: ListingHead;
  standing: Standing;
  subject: ListingSubject;
  act: ListingAct;
  now: Date;
  language: Language;
};

/** One step of a life: of the listing itself, or of a version that succeeds a published one. */
export type Step = {
  noun: 'listing' | 'listing_version';
  nounId: string;
  from: string;
  action: string;
  to: string;
  reason?: string;
  note?: string | null;
};

/** Refusals that rest on the state the listing is in by now: a caller who has seen another state is told that first. */
const FOR_NOW: readonly ProblemCode[] = ['listing.action_not_possible', 'listing.not_renewable'];

function refuse(act: ListingAct, actor: Actor, given: { standing: Standing; subject: ListingSubject; now: Date; stale: boolean }): void {
  const code = refusalOf(act, given.standing, given);
  if (given.stale && (code === null || FOR_NOW.includes(code))) throw problem('record.stale');
  if (code === null) return;
  // Somebody of several organisations who named none: he may well be allowed to, in the right name.
  const nameless = actor.kind === 'account' && actor.acting === null && actor.memberships.length > 1 && given.standing.own;
  throw problem(code === 'access.forbidden' && nameless ? 'organisation.required' : code);
}

/**
 * Loads and locks the listing and lets the act pass, or throws: not found where the actor may not know of it, forbidden where it is not
 * his to do, then `record.stale` when somebody changed it since he read it, then what its state does not allow.
 */
export async function openAct(ctx: Ctx, tx: Tx, given: { actor: Actor; act: ListingAct; input: ActInput }): Promise<OpenAct> {
  const { actor, act, input } = given;
  const head = await lockListing(tx, { id: input.id });
  if (head === null) throw problem('record.not_found');
  const subject = subjectOf(ctx, head);
  const standing = standingTo(ctx, actor, head);
  const now = ctx.clock.now();
  refuse(act, actor, { standing, subject, now, stale: head.version !== input.version });
  return { ctx, tx, actor, head, standing, subject, act, now, language: input.language };
}

/** The name in which an act is written down. */
export function actingFacts(actor: Actor): Pick<AuditEvent, 'accountId' | 'organisationId' | 'capacity' | 'mandateId'> {
  if (actor.kind !== 'account') return { accountId: null, organisationId: null, capacity: actor.kind, mandateId: null };
  return {
    accountId: actor.accountId,
    organisationId: actor.acting?.organisationId ?? null,
    capacity: actor.acting?.role ?? null,
    mandateId: null,
  };
}

const capacityOf = ({ actor, standing }: OpenAct): string | null =>
  standing.roles.includes('moderator') ? 'moderator' : actingFacts(actor).capacity;

type Done = {
  set: HeadChange;
  steps?: readonly Step[];
  details?: AuditEvent['details'];
  /** False where only an unpublished version was written. */
  isSeen?: boolean;
};

/**
 * Carries an act out: changes the row, writes its steps into the history and the act into the chain, and brings what everyone sees in line.
 * @returns the listing as it now stands.
 */
export async function finishAct(open: OpenAct, { set, steps = [], details = {}, isSeen = true }: Done): Promise<ListingHead> {
  const { ctx, tx, actor, now } = open;
  const version = await updateListing(tx, { id: open.head.id, now, set });
  const head: ListingHead = { ...open.head, ...(set as Partial<ListingHead>), version, updatedAt: now };
  const facts = { ...actingFacts(actor), capacity: capacityOf(open) };
  for (const { noun, nounId, from, action, to, reason, note } of steps) {
    const { accountId, organisationId, capacity } = facts;
    const id = newId<'state_change'>(now.getTime());
    await insertStateChange(tx, {
      id,
      noun,
      nounId,
      fromState: from,
      action,
      toState: to,
      accountId,
      organisationId,
      capacity,
      reasonCode: reason ?? null,
      note: note ?? null,
      at: now,
    });
  }
  if (isSeen) await refreshPublic(ctx, tx, { before: open.head, after: head });
  // Every write leaves its job: no writer has to know which of them the index cares about.
  await enqueue(tx, 'listing.index', { listingId: head.id });
  const from = open.head.state === head.state ? {} : { from: open.head.state, to: head.state };
  await appendAudit(tx, {
    action: `listing.${open.act}`,
    noun: 'listing',
    nounId: head.id,
    ...facts,
    at: now,
    details: { ...from, ...details },
  });
  return head;
}
