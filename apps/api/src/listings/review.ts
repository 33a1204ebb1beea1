import { randomInt } from 'node:crypto';
import type { ListingVersionId } from '@ketnoi/domain/ids';
import { LISTING_TERM } from '@ketnoi/domain/listing';
import { formatReference, privateReference, REFERENCE_KIND, referenceYear } from '@ketnoi/domain/reference';
import { cancelDeadlines, meetDeadlines, openDeadline } from '@ketnoi/db/deadlines';
import { nextReferenceNumber, type HeadChange } from '@ketnoi/db/listing-life';
import type { OpenAct, Step } from './acts.ts';

const DAY = 86_400_000;
const RANDOM_RANGE = 2 ** 47;

/** What a decision does to the row, and the steps it takes. */
export type Decision = { set: HeadChange; steps: Step[] };

/** The reference of a first publication: counted for everyone, random for what is searched for in private. */
async function newReference({ ctx, tx, head, now }: OpenAct): Promise<string> {
  const { code: node } = ctx.config.node;
  const year = referenceYear(now);
  if (head.audience === 'private_search') return privateReference(node, year, randomInt(RANDOM_RANGE) / RANDOM_RANGE);
  const number = await nextReferenceNumber(tx, { node, kind: REFERENCE_KIND[head.side], year });
  return formatReference({ node, side: head.side, year, number });
}

/** Fourteen days before the end its owner is told. */
export async function startTerm(open: Pick<OpenAct, 'tx' | 'head' | 'now'>, expiresAt: Date): Promise<void> {
  const dueAt = new Date(expiresAt.getTime() - LISTING_TERM.noticeDays * DAY);
  await openDeadline(open.tx, { noun: 'listing', nounId: open.head.id, kind: 'expiry_notice', now: open.now, dueAt });
}

/** The end of a term that begins at `from`. */
export function termEnd(from: Date): Date {
  return new Date(from.getTime() + LISTING_TERM.days * DAY);
}

export function supersede({ head }: OpenAct): Step[] {
  if (head.reviewVersionId === null || head.reviewSince === null) return [];
  return [{ noun: 'listing_version', nounId: head.reviewVersionId, from: 'in_review', action: 'supersede', to: 'superseded' }];
}

/**
 * A version becomes the published one: of a listing in review the listing itself is published for its first term, of a listing published
 * before only its version changes.
 */
export async function publishVersion(open: OpenAct, versionId: ListingVersionId, reason?: string): Promise<Decision> {
  const { tx, head, now } = open;
  const why = reason === undefined ? {} : { reason };
  const isFirst = head.publishedVersionId === null;
  const step: Step = isFirst
    ? { noun: 'listing', nounId: head.id, from: 'in_review', action: 'publish', to: 'published', ...why }
    : { noun: 'listing_version', nounId: versionId, from: 'in_review', action: 'publish', to: 'published', ...why };
  await meetDeadlines(tx, { noun: 'listing', nounId: head.id, kinds: ['review'], now });
  const set: HeadChange = { publishedVersionId: versionId, reviewVersionId: null, reviewSince: null };
  if (!isFirst) return { set, steps: [step] };
  const expiresAt = termEnd(now);
  await startTerm(open, expiresAt);
  const life: HeadChange = {
    state: 'published',
    firstPublishedAt: now,
    publishedAt: now,
    expiresAt,
    reference: head.reference ?? (await newReference(open)),
  };
  return { set: { ...set, ...life, ...(head.side === 'need' ? { progress: 'open' } : {}) }, steps: [step] };
}

/** A version waits for a moderator from now on; one that replaces another in the queue keeps its place and its clock. */
export async function queueForReview(open: OpenAct, versionId: ListingVersionId): Promise<HeadChange> {
  const { tx, head, now } = open;
  if (head.reviewSince === null) await openDeadline(tx, { noun: 'listing', nounId: head.id, kind: 'review', now });
  return { reviewVersionId: versionId, reviewSince: head.reviewSince ?? now };
}

/** The listing leaves for good: nothing of it waits any more. What was never published keeps the version its people can look at. */
export async function leaveForGood(open: Pick<OpenAct, 'tx' | 'head' | 'now'>): Promise<HeadChange> {
  const { tx, head, now } = open;
  await cancelDeadlines(tx, { noun: 'listing', nounId: head.id, kinds: ['review', 'expiry_notice'], now });
  return { reviewSince: null, ...(head.publishedVersionId === null ? {} : { draftVersionId: null, reviewVersionId: null }) };
}
