import { codeTables } from '@ketnoi/db/classifications';
import type { Tx } from '@ketnoi/db/database';
import { matchListings, type MatchListing } from '@ketnoi/db/match-listings';
import { dropOtherPairs, lockPairs, needsOfOlderPairs, noteReading, putPairs, trimPairs, type NewPair } from '@ketnoi/db/suggested-pairs';
import { inTransaction } from '@ketnoi/db/transaction';
import { newId, type ListingId } from '@ketnoi/domain/ids';
import { SIDES } from '@ketnoi/domain/listing-kinds';
import { COUNTERPART } from '@ketnoi/domain/match';
import { SUGGESTED } from '@ketnoi/domain/suggested-pair';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { putOff } from '@ketnoi/jobs/put-off';
import { reciprocal } from '@ketnoi/matching/reciprocal';
import type { Ctx } from '../../context.ts';
import { isMatcherAway } from '../../matching/client.ts';
import { askingOf } from '../../matching/facts-of.ts';
import { plainRequest } from '../../matching/plain-request.ts';

/** So many counterparts are looked at of each listing, and of so many of them what the listing is worth to them. */
const LOOKED_AT = 30;
const ASKED_BACK = 6;
const WEEK_MILLIS = 7 * 86_400_000;

/** What a listing's counterparts are worth to it, in tenths; `least` is what one that is not among them is worth at most. */
type Look = { scores: ReadonlyMap<string, number>; least: number; ranker: string };

/** Looks of listings in their versions, kept for a while: those who ask for one another ask much the same. */
export type Looks = Map<string, Look & { at: number }>;

const KEPT = 6000;
const KEPT_MILLIS = 30 * 60_000;

/** Asks the matcher for the counterparts of a listing. While none answers, or it still reads its listings, the job waits. */
async function lookFrom(ctx: Ctx, listing: MatchListing): Promise<Look> {
  try {
    const asking = askingOf(listing, await codeTables(ctx.db));
    const request = plainRequest({ asking, side: COUNTERPART[listing.side], limit: LOOKED_AT });
    const { matches, limitations, ranker } = await ctx.matching.match(request);
    if (limitations.includes('loading')) throw putOff(new Error('the matcher reads its listings'));
    // What is listed is spread over organisations; pairs go by the score alone.
    const best = matches.toSorted((a, b) => b.score - a.score);
    const scores = new Map(best.map(({ listingId, score }) => [listingId, score]));
    return { scores, least: best.length < LOOKED_AT ? 0 : (best.at(-1)?.score ?? 0), ranker };
  } catch (error) {
    throw isMatcherAway(error) ? putOff(error) : error;
  }
}

async function keptLook(ctx: Ctx, looks: Looks, listing: MatchListing): Promise<Look> {
  const now = ctx.clock.now().getTime();
  const key = `${listing.listingId} ${listing.version}`;
  const kept = looks.get(key);
  if (kept !== undefined && kept.at > now - KEPT_MILLIS && kept.at <= now) return kept;
  return keep(ctx, looks, { key, look: await lookFrom(ctx, listing) });
}

function keep(ctx: Ctx, looks: Looks, { key, look }: { key: string; look: Look }): Look {
  looks.delete(key);
  looks.set(key, { ...look, at: ctx.clock.now().getTime() });
  const [oldest] = looks.keys();
  if (looks.size > KEPT && oldest !== undefined) looks.delete(oldest);
  return look;
}

/** A listing shown under no name stands for itself: nothing of whom a mask hides takes part. */
const partyOf = ({ organisationId, listingId }: MatchListing): string => organisationId ?? listingId;

type Both = { need: MatchListing; offer: MatchListing };

function pairOf({ need, offer }: Both, scores: { needScore: number; offerScore: number }, now: Date): NewPair {
  return {
    id: newId<'suggested_pair'>(now.getTime()),
    needId: need.listingId,
    offerId: offer.listingId,
    needVersion: need.version,
    offerVersion: offer.version,
    needParty: partyOf(need),
    offerParty: partyOf(offer),
    newsAt: need.publishedAt > offer.publishedAt ? need.publishedAt : offer.publishedAt,
    score: reciprocal(scores.needScore, scores.offerScore),
    ...scores,
  };
}

/** The pairs of a listing with the best of its counterparts, each scored from both sides. */
async function pairsOf(ctx: Ctx, looks: Looks, { listing, look }: { listing: MatchListing; look: Look }): Promise<NewPair[]> {
  const ids = [...look.scores.keys()].slice(0, ASKED_BACK);
  const others = ids.length === 0 ? [] : await matchListings(ctx.db, { ids });
  const pairs: NewPair[] = [];
  for (const other of others) {
    if (other.side === listing.side || !other.openForInterest) continue;
    const back = await keptLook(ctx, looks, other);
    const [own, theirs] = [look.scores.get(other.listingId) ?? 0, back.scores.get(listing.listingId) ?? back.least];
    const isNeed = listing.side === 'need';
    const both = isNeed ? { need: listing, offer: other } : { need: other, offer: listing };
    pairs.push(pairOf(both, isNeed ? { needScore: own, offerScore: theirs } : { needScore: theirs, offerScore: own }, ctx.clock.now()));
  }
  return pairs.toSorted((a, b) => b.score - a.score || (a.needId + a.offerId < b.needId + b.offerId ? -1 : 1));
}

async function dropPairs(ctx: Ctx, listingId: ListingId): Promise<void> {
  const now = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    await lockPairs(tx);
    for (const side of SIDES) await dropOtherPairs(tx, { listingId, side, keep: [], now });
  });
}

/** An offer that says something else by now may suit those it suited before no more: they are looked at anew. */
async function lookAgain(tx: Tx, needIds: readonly ListingId[]): Promise<void> {
  if (needIds.length === 0) return;
  await enqueueAll(
    tx,
    'match.suggest',
    needIds.map((listingId) => ({ listingId })),
  );
}

/**
 * Brings the pairs of one listing up to what it and its counterparts are now. Only what everyone may see of either takes part. Run twice it does the same; of a
 * listing that is not shown any more, or not open for interest, the pairs are dropped.
 */
export async function suggestPairs(ctx: Ctx, looks: Looks, listingId: ListingId): Promise<void> {
  const [listing] = await matchListings(ctx.db, { ids: [listingId] });
  const now = ctx.clock.now();
  if (listing === undefined || !listing.openForInterest) return dropPairs(ctx, listingId);
  const look = keep(ctx, looks, { key: `${listingId} ${listing.version}`, look: await lookFrom(ctx, listing) });
  const pairs = (await pairsOf(ctx, looks, { listing, look })).slice(0, SUGGESTED.perNeed);
  const { side, version } = listing;
  const { ranker } = look;
  await inTransaction(ctx.db, async (tx) => {
    await lockPairs(tx);
    await putPairs(tx, { pairs, ranker, now, weekAgo: new Date(now.getTime() - WEEK_MILLIS), perOffer: SUGGESTED.perOfferAWeek });
    if (side === 'need') await dropOtherPairs(tx, { listingId, side, keep: [...look.scores.keys()], now });
    else await lookAgain(tx, await needsOfOlderPairs(tx, { offerId: listingId, version }));
    await trimPairs(tx, { needIds: [...new Set(pairs.map(({ needId }) => needId))], most: SUGGESTED.perNeed, now });
    await noteReading(tx, { listingId, version, ranker, now });
  });
}
