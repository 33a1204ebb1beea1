import { hitRows, type HitRow } from '@ketnoi/db/listing-hits';
import { shownVersions } from '@ketnoi/db/search-reconcile';
import type { ListingId } from '@ketnoi/domain/ids';
import { LANGUAGES, type Language } from '@ketnoi/domain/language';
import type { Limitation, Removal } from '@ketnoi/domain/match';
import type { Match } from '@ketnoi/matching/answer';
import type { Ctx } from '../../context.ts';
import type { MatchAnswer, MatchRequest } from '../../matching/port.ts';

/** A listing that was found, as it stands now; without reasons where a search found it. */
export type FoundListing = { row: HitRow; match: Match | null };

export type Removed = { reason: Removal; listingIds: readonly ListingId[]; count: number };

/** What was found, and of it only what everyone may see at this moment. */
export type Found = {
  items: readonly FoundListing[];
  removed: readonly Removed[];
  ranker: string;
  limitations: readonly Limitation[];
  considered: number;
};

/** Stands for the ranker where a search answered. */
export const SEARCHED = 'search';

/** Nothing to ask with, or nobody to ask. */
export const NOTHING: Found = { items: [], removed: [], ranker: SEARCHED, limitations: [], considered: 0 };

/** Asks the matcher. Without one, or while it reads its listings, a search answers, without reasons, and says so. */
export async function ask(ctx: Ctx, request: MatchRequest): Promise<Found> {
  const answer = await matched(ctx, request);
  if (answer === null || answer.limitations.includes('loading')) return searched(ctx, request, answer?.limitations ?? []);
  const rows = await hitRows(ctx.db, { ids: answer.matches.map(({ listingId }) => listingId as ListingId) });
  const items = answer.matches.flatMap((match) => {
    const row = rows.get(match.listingId as ListingId);
    // What its reasons speak of is what is shown: not of a version that has changed since.
    return row === undefined || row.version !== match.version ? [] : [{ row, match }];
  });
  return { ...answer, items, removed: await stillRemoved(ctx, answer, request.hidden) };
}

async function matched(ctx: Ctx, request: MatchRequest): Promise<MatchAnswer | null> {
  try {
    return await ctx.matching.match(request);
  } catch (error) {
    // Its message may hold what was asked; its name tells enough.
    const name = error instanceof Error ? error.name : 'unknown';
    ctx.log[name === 'MatcherAway' ? 'warn' : 'error']({ failure: name }, 'no matcher answered: a search does');
    return null;
  }
}

/** What was taken out and is shown at this moment: a count tells of what it counts. What the asking side dismissed is told of by itself. */
async function stillRemoved(ctx: Ctx, { removed }: MatchAnswer, hidden: readonly string[]): Promise<Removed[]> {
  const ids = removed.flatMap((one) => one.listingIds);
  const shown = new Set<string>(ids.length === 0 ? [] : (await shownVersions(ctx.db, { ids })).map(({ listingId }) => listingId));
  return removed.flatMap(({ reason, count, listingIds }) => {
    const left = listingIds.filter((id) => shown.has(id) && !hidden.includes(id)) as ListingId[];
    const still = reason === 'excluded' ? left.length : count - (listingIds.length - left.length);
    return still > 0 ? [{ reason, listingIds: left, count: still }] : [];
  });
}

/** A search reads so much of a text. */
const SEARCHED_TEXT = 500;
const MOST_HITS = 100;

function searchText({ asking, language }: MatchRequest): { text: string; language: Language } | null {
  const { title, text } = asking;
  const own =
    LANGUAGES.find((one) => one === language && (title[one] ?? text[one]) !== null) ??
    LANGUAGES.find((one) => (title[one] ?? text[one]) !== null);
  if (own === undefined) return null;
  const words = [title[own], text[own]].filter((part) => part !== null).join('\n');
  return { text: words.slice(0, SEARCHED_TEXT), language: own };
}

async function searched(ctx: Ctx, request: MatchRequest, known: readonly Limitation[]): Promise<Found> {
  const limitations: Limitation[] = [...new Set([...known, 'search_only' as const])];
  const asked = searchText(request);
  if (asked === null) return { ...NOTHING, limitations };
  const { asking, side, hidden, limit } = request;
  const without = new Set([...hidden, asking.listingId]);
  const found = await ctx.search.search({
    ...asked,
    filters: { side: [side] },
    sort: 'relevance',
    facets: [],
    limit: Math.min(MOST_HITS, limit + without.size),
    after: null,
    exact: false,
  });
  const rows = await hitRows(ctx.db, { ids: found.hits.map(({ listingId }) => listingId) });
  const items = found.hits.flatMap(({ listingId }) => {
    const row = rows.get(listingId);
    return row === undefined || without.has(listingId) || !couldFit(row, request) ? [] : [{ row, match: null }];
  });
  return { ...NOTHING, items: items.slice(0, limit), limitations };
}

/** What a search does not look at and would be plainly wrong: the other side, the asker's own, what takes no interest, what is too early. */
function couldFit({ card, organisation }: HitRow, { asking: { facts }, side }: MatchRequest): boolean {
  if (card.side !== side || !card.openForInterest) return false;
  if (organisation !== null && organisation.id === facts.organisationId && facts.side !== side) return false;
  const isTooEarly = side === 'offer' && facts.side === 'need' && facts.trl !== null && card.trl !== null && card.trl < facts.trl;
  return !isTooEarly;
}
