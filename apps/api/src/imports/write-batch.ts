import { appendAudits } from '@ketnoi/db/audit';
import type { Tx } from '@ketnoi/db/database';
import type { ImportRow as ImportRun } from '@ketnoi/db/imports';
import { insertListingBatch, takeReferenceNumbers, type BatchListing, type BatchStep } from '@ketnoi/db/listing-batch';
import { asActor } from '@ketnoi/db/transaction';
import { newId } from '@ketnoi/domain/ids';
import type { Side } from '@ketnoi/domain/listing-fields';
import { LISTING_GRAPH, LISTING_TERM, type ListingAction, type ListingState } from '@ketnoi/domain/listing';
import { projectionOf } from '@ketnoi/domain/listing-projection';
import { joinParts } from '@ketnoi/domain/listing-tiers';
import { formatReference, privateReference, REFERENCE_KIND, referenceYear } from '@ketnoi/domain/reference';
import { next } from '@ketnoi/domain/state';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import type { CodeBook } from '../code-book.ts';
import type { Ctx } from '../context.ts';
import { termEnd } from '../listings/review.ts';
import { randomFraction, type GoodRow } from './prepare-batch.ts';

const DAY_MILLIS = 86_400_000;

/** The way of a draft to publication, by the listing's own graph. */
const TO_PUBLICATION: readonly ListingAction[] = ['submit', 'confirm', 'publish'];

type Writing = { run: Pick<ImportRun, 'id' | 'accountId' | 'organisationId'>; codes: CodeBook; now: Date; index: boolean };

/** Writes judged rows as listings in the caller's transaction: drafts, or published where the row says so, each with its history and its audit entry. */
export async function writeRows(ctx: Ctx, tx: Tx, writing: Writing & { rows: readonly GoodRow[] }): Promise<void> {
  const { run, now, rows } = writing;
  if (rows.length === 0) return;
  const owners = [...new Set(rows.flatMap(({ owner }) => [owner.id, run.organisationId ?? owner.id]))];
  await asActor(tx, { accountId: run.accountId, organisationIds: owners });
  const references = await referencesFor(ctx, tx, rows);
  const listings = rows.map((row, at) => listingOf(row, references[at] ?? null, { ctx, ...writing }));
  const capacity = run.accountId === null ? 'system' : 'editor';
  const node = ctx.config.node.code;
  await insertListingBatch(tx, { listings, originNode: node, enteredBy: run.accountId, organisationId: run.organisationId, capacity, now });
  const published = listings.filter((one) => one.published !== null).map((one) => ({ listingId: one.id }));
  if (writing.index) await enqueueAll(tx, 'listing.index', published);
  await appendAudits(
    tx,
    listings.map((one, at) => ({
      action: 'listing.import',
      noun: 'listing',
      nounId: one.id,
      accountId: run.accountId,
      organisationId: run.organisationId,
      capacity,
      mandateId: null,
      at: now,
      details: {
        importId: run.id,
        row: rows[at]?.row ?? 0,
        ownerOrganisationId: one.ownerOrganisationId,
        published: one.published !== null,
      },
    })),
  );
}

/** A reference for every row that is published: counted, or random for what is searched for in private. Null for drafts. */
async function referencesFor(ctx: Ctx, tx: Tx, rows: readonly GoodRow[]): Promise<(string | null)[]> {
  const node = ctx.config.node.code;
  const keyOf = ({ given, publishedAt }: GoodRow): string | null =>
    publishedAt === null || given.audience === 'private_search' ? null : `${given.side} ${referenceYear(publishedAt)}`;
  const counts = new Map<string, number>();
  for (const key of rows.map(keyOf)) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  const nextNumber = new Map<string, number>();
  // In order of keys, so that two transactions never wait for each other.
  for (const [key, count] of [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const [side, year] = key.split(' ') as [Side, string];
    nextNumber.set(key, await takeReferenceNumbers(tx, { node, kind: REFERENCE_KIND[side], year: Number(year), count }));
  }
  return rows.map((row) => {
    if (row.publishedAt === null) return null;
    const key = keyOf(row);
    const year = referenceYear(row.publishedAt);
    if (key === null) return privateReference(node, year, randomFraction());
    const number = nextNumber.get(key) ?? 0;
    nextNumber.set(key, number + 1);
    return formatReference({ node, side: row.given.side, year, number });
  });
}

function stepsOf(now: Date, isPublished: boolean): BatchStep[] {
  const step = (from: ListingState | null, action: string, to: ListingState): BatchStep => ({
    id: newId<'state_change'>(now.getTime()),
    from,
    action,
    to,
  });
  const steps = [step(null, 'create', 'draft')];
  let state: ListingState = 'draft';
  for (const action of isPublished ? TO_PUBLICATION : []) {
    const to: ListingState | null = next(LISTING_GRAPH, state, action);
    if (to === null) throw new Error(`a ${state} listing has no ${action}`);
    steps.push(step(state, action, to));
    state = to;
  }
  return steps;
}

function listingOf(row: GoodRow, reference: string | null, writing: Writing & { ctx: Ctx }): BatchListing {
  const { given, owner, prepared, publishedAt } = row;
  const { run, now } = writing;
  const isPublished = publishedAt !== null && reference !== null;
  return {
    id: newId<'listing'>(now.getTime()),
    versionId: newId<'listing_version'>(now.getTime()),
    side: given.side,
    kind: given.kind,
    audience: given.audience ?? 'public',
    masked: given.masked ?? false,
    openForInterest: given.openForInterest ?? true,
    ownerOrganisationId: owner.id,
    enteringOrganisationId: run.organisationId ?? owner.id,
    originId: given.originId ?? null,
    textLicence: given.textLicence ?? null,
    sourceUrl: given.sourceUrl ?? null,
    facts: prepared.facts,
    parts: prepared.parts,
    steps: stepsOf(now, isPublished),
    published: isPublished ? publishedOf(row, { ...writing, reference, publishedAt }) : null,
  };
}

type Publishing = Writing & { ctx: Ctx; reference: string; publishedAt: Date };

function publishedOf(
  { given, owner, prepared }: GoodRow,
  { ctx, run, codes, now, reference, publishedAt }: Publishing,
): NonNullable<BatchListing['published']> {
  const expiresAt = termEnd(publishedAt);
  const progress = given.side === 'need' ? 'open' : null;
  const projection = projectionOf({
    reference,
    side: given.side,
    kind: given.kind,
    masked: given.masked ?? false,
    openForInterest: given.openForInterest ?? true,
    progress,
    retracted: false,
    notice: null,
    publishedAt,
    expiresAt,
    changedAt: publishedAt,
    origin: {
      node: ctx.config.node.code,
      id: given.originId ?? null,
      version: 1,
      licence: given.textLicence ?? null,
      sourceUrl: given.sourceUrl ?? null,
    },
    organisation: { ...owner, regionCode: codes.regionOf(owner.provinceCode) },
    versionNumber: 1,
    content: joinParts([prepared.parts.public], prepared.content.tiers),
    locked: prepared.facts.locked,
    quality: prepared.facts.quality,
  });
  return {
    reference,
    at: publishedAt,
    expiresAt,
    noticeAt: new Date(expiresAt.getTime() - LISTING_TERM.noticeDays * DAY_MILLIS),
    deadlineId: newId<'deadline'>(now.getTime()),
    progress,
    consentBasis: run.organisationId === null ? 'public_source' : 'handed_in',
    projection,
  };
}
