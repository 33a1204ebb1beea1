import type { Actor } from '@ketnoi/domain/actor';
import { belongsTo } from '@ketnoi/domain/actor';
import type { OrganisationId } from '@ketnoi/domain/ids';
import type { ListingState } from '@ketnoi/domain/listing';
import type { Side } from '@ketnoi/domain/listing-fields';
import { actsOf } from '@ketnoi/domain/listing-policy';
import { problem } from '@ketnoi/domain/problems';
import type { MyListing, ReviewTask } from '@ketnoi/contracts/listings';
import type { Card } from '@ketnoi/contracts/listing-shapes';
import { listCards, type ListFilter } from '@ketnoi/db/listing-cards';
import { listOwnListings, listReviewTasks, type DeskRow, type ReviewTaskRow } from '@ketnoi/db/listing-desk';
import type { Ctx } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { standingTo, subjectOf } from '../../listings/standing.ts';
import { cardView, organisationRef } from '../../views/card.ts';

const PAGE = 20;
/** Totals are counted up to here; one more says that there are more. */
const COUNTED = 1000;
const HOUR = 3_600_000;

type Paging = { limit: number | undefined; cursor: string | undefined };
type Place = { at: string; id: string };

function placeOf(ctx: Ctx, bind: unknown, cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const [at, id] = decodeCursor(ctx.keys, { bind, cursor });
  return { at: String(at), id: String(id) };
}

/** The cursor behind the last row of a full page. */
function nextOf<Row extends { id: string }>(
  ctx: Ctx,
  bind: unknown,
  page: { rows: readonly Row[]; limit: number; at: (row: Row) => Date | string },
): string | null {
  const text = (at: Date | string): string => (typeof at === 'string' ? at : at.toISOString());
  const last = page.rows[page.limit - 1];
  return page.rows.length < page.limit || last === undefined
    ? null
    : encodeCursor(ctx.keys, { bind, values: [text(page.at(last)), last.id] });
}

/** Published listings, newest first: rows and capped total in one statement. */
export async function listListings(
  ctx: Ctx,
  input: { filter: ListFilter } & Paging,
): Promise<{ items: Card[]; total: number; totalIsExact: boolean; next: string | null }> {
  const { filter, limit = PAGE } = input;
  const bind = ['listings', filter];
  const place = placeOf(ctx, bind, input.cursor);
  const after = place === null ? null : { publishedAt: place.at, id: place.id };
  const { rows, total } = await listCards(ctx.db, { filter, after, limit, cap: COUNTED + 1 });
  return {
    items: rows.map(cardView),
    total,
    totalIsExact: total <= COUNTED,
    next: nextOf(ctx, bind, { rows, limit, at: (row) => row.card.publishedAt ?? '' }),
  };
}

function myListing(ctx: Ctx, actor: Actor, row: DeskRow): MyListing {
  const notice = row.noticeVi === null && row.noticeEn === null ? null : { vi: row.noticeVi, en: row.noticeEn };
  return {
    id: row.id,
    version: row.version,
    reference: row.reference,
    side: row.side,
    kind: row.kind,
    title: row.title,
    state: row.state,
    progress: row.progress,
    audience: row.audience,
    masked: row.masked,
    openForInterest: row.openForInterest,
    ownerOrganisationId: row.ownerOrganisationId,
    enteringOrganisationId: row.enteringOrganisationId,
    hasDraft: row.draftVersionId !== null,
    hasReview: row.reviewSince !== null,
    missing: row.missing,
    quality: row.quality,
    notice,
    reviewDueAt: row.reviewDueAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    can: actsOf(standingTo(ctx, actor, row), subjectOf(ctx, row), ctx.clock.now()),
  };
}

/** What the acting organisation owns or entered, in every state, last changed first. */
export async function listMyListings(
  ctx: Ctx,
  actor: Actor,
  input: { side: Side | null; states: readonly ListingState[] | null } & Paging,
): Promise<{ items: MyListing[]; next: string | null }> {
  if (actor.kind !== 'account' || actor.acting === null) throw problem('organisation.required');
  const { organisationId } = actor.acting;
  const { side, states, limit = PAGE } = input;
  const bind = ['my-listings', organisationId, side, states];
  const place = placeOf(ctx, bind, input.cursor);
  const after = place === null ? null : { updatedAt: place.at, id: place.id };
  const rows = await listOwnListings(ctx.db, { organisationId, side, states, after, limit });
  return { items: rows.map((row) => myListing(ctx, actor, row)), next: nextOf(ctx, bind, { rows, limit, at: (row) => row.updatedAt }) };
}

function reviewTask(actor: Actor, row: ReviewTaskRow, now: Date): ReviewTask {
  const own = (id: OrganisationId): boolean => belongsTo(actor, id);
  return {
    id: row.id,
    version: row.version,
    reference: row.reference,
    side: row.side,
    kind: row.kind,
    title: row.title,
    organisation: organisationRef(row.organisation),
    masked: row.masked,
    versionNumber: row.versionNumber,
    isSuccessor: row.publishedVersionId !== null,
    quality: row.quality,
    submittedAt: row.reviewSince.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    overdue: row.dueAt !== null && row.dueAt < now,
    waitingHours: Math.floor((now.getTime() - row.reviewSince.getTime()) / HOUR),
    own: own(row.ownerOrganisationId) || own(row.enteringOrganisationId),
  };
}

/** What waits for a moderator, longest waiting first. */
export async function listReviewQueue(
  ctx: Ctx,
  actor: Actor,
  input: { side: Side | null } & Paging,
): Promise<{ items: ReviewTask[]; next: string | null }> {
  const { side, limit = PAGE } = input;
  const bind = ['review-queue', side];
  const place = placeOf(ctx, bind, input.cursor);
  const rows = await listReviewTasks(ctx.db, { side, after: place === null ? null : { reviewSince: place.at, id: place.id }, limit });
  const now = ctx.clock.now();
  return { items: rows.map((row) => reviewTask(actor, row, now)), next: nextOf(ctx, bind, { rows, limit, at: (row) => row.reviewSince }) };
}
