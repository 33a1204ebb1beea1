import type { ListingId, SuggestedPairId } from '@ketnoi/domain/ids';
import type { Side } from '@ketnoi/domain/listing-kinds';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { shown } from './search-documents.ts';

// What the worker does with the pairs it suggests to brokers; under any other role these write nothing.

type Due = { ranker: string; readBefore: Date; limit: number };

/**
 * Listings shown now, and open for interest, whose pairs were not looked for yet, or of another version, by another ranker, or before a moment. Needs come first, of them those written
 * for this exchange; then what waits longest.
 */
export async function listingsToPair(db: Db, { ranker, readBefore, limit }: Due): Promise<ListingId[]> {
  const { rows } = await sql<{ id: ListingId }>`
    select due.id from (
      select p.listing_id as id, p.version, p.side, l.source_url is not null as copied from ${shown}
        and p.open_for_interest and exists (select from search_document d where d.listing_id = p.listing_id)
    ) due
    left join suggestion_reading r on r.listing_id = due.id
    where r.version is distinct from due.version or r.ranker <> ${ranker} or r.at < ${readBefore}::timestamptz
    order by due.side, due.copied, r.at nulls first, due.id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Serialises those who write pairs until the transaction ends: what an offer has had within a week is counted over all. */
export async function lockPairs(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7354041)`.execute(tx);
}

export type NewPair = {
  id: SuggestedPairId;
  needId: ListingId;
  offerId: ListingId;
  needVersion: number;
  offerVersion: number;
  /** The organisation a listing is shown under, else the listing itself. */
  needParty: string;
  offerParty: string;
  newsAt: Date;
  score: number;
  needScore: number;
  offerScore: number;
};

type Put = { pairs: readonly NewPair[]; ranker: string; now: Date; weekAgo: Date; perOffer: number };

/**
 * Writes pairs as they stand now; one that is there keeps its id and age. An offer that came into the queue `perOffer` times since `weekAgo` comes into no pair that
 * is new.
 */
export async function putPairs(tx: Tx, { pairs, ranker, now, weekAgo, perOffer }: Put): Promise<void> {
  if (pairs.length === 0) return;
  const rows = JSON.stringify(pairs);
  await sql`
    with given as (
      select g.*, s.id is not null as there from jsonb_to_recordset(${rows}::jsonb) as g ("id" uuid, "needId" uuid, "offerId" uuid, "needVersion" int,
        "offerVersion" int, "needParty" uuid, "offerParty" uuid, "newsAt" timestamptz, "score" int, "needScore" int, "offerScore" int)
      left join suggested_pair s on s.need_listing_id = g."needId" and s.offer_listing_id = g."offerId"
    ), counted as (
      select g.*, row_number() over (partition by g."offerId", g.there order by g."score" desc, g."id")
        + (select count(*) from suggested_pair s where s.offer_listing_id = g."offerId" and s.created_at > ${weekAgo}::timestamptz) as times
      from given g
    )
    insert into suggested_pair (id, need_listing_id, offer_listing_id, need_version, offer_version, need_party, offer_party, news_at, score, need_score,
      offer_score, ranker, created_at, refreshed_at)
    select c."id", c."needId", c."offerId", c."needVersion", c."offerVersion", c."needParty", c."offerParty", c."newsAt", c."score", c."needScore",
      c."offerScore", ${ranker}::text, ${now}::timestamptz, ${now}::timestamptz
    from counted c where c.there or c.times <= ${perOffer}
    on conflict (need_listing_id, offer_listing_id) do update set need_version = excluded.need_version, offer_version = excluded.offer_version,
      need_party = excluded.need_party, offer_party = excluded.offer_party, news_at = excluded.news_at, score = excluded.score,
      need_score = excluded.need_score, offer_score = excluded.offer_score, ranker = excluded.ranker, refreshed_at = excluded.refreshed_at,
      dropped_at = null`.execute(tx);
}

const columnOf = { need: 'need_listing_id', offer: 'offer_listing_id' } as const;
const otherOf = { need: 'offer_listing_id', offer: 'need_listing_id' } as const;

type Dropping = { listingId: ListingId; side: Side; keep: readonly string[]; now: Date };

/** Drops the pairs of a listing but those with the listings named. */
export async function dropOtherPairs(tx: Tx, { listingId, side, keep, now }: Dropping): Promise<void> {
  await sql`update suggested_pair set dropped_at = ${now}::timestamptz
    where ${sql.ref(columnOf[side])} = ${listingId}::uuid and dropped_at is null and not ${sql.ref(otherOf[side])} = any (${keep}::uuid[])`.execute(
    tx,
  );
}

/** The needs of pairs of an offer that were made when it was another version. */
export async function needsOfOlderPairs(tx: Tx, { offerId, version }: { offerId: ListingId; version: number }): Promise<ListingId[]> {
  const { rows } = await sql<{ id: ListingId }>`
    select need_listing_id as id from suggested_pair where offer_listing_id = ${offerId}::uuid and offer_version <> ${version} and dropped_at is null`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Drops what is beyond the best of each of these needs. */
export async function trimPairs(tx: Tx, args: { needIds: readonly ListingId[]; most: number; now: Date }): Promise<void> {
  const { needIds, most, now } = args;
  await sql`
    with placed as (
      select id, row_number() over (partition by need_listing_id order by score desc, id) as place from suggested_pair
      where need_listing_id = any (${needIds}::uuid[]) and dropped_at is null
    )
    update suggested_pair s set dropped_at = ${now}::timestamptz from placed p where p.id = s.id and p.place > ${most}`.execute(tx);
}

type Read = { listingId: ListingId; version: number; ranker: string; now: Date };

/** Notes that the pairs of a listing were looked for; not of one that was hidden meanwhile. */
export async function noteReading(tx: Tx, { listingId, version, ranker, now }: Read): Promise<void> {
  await sql`
    insert into suggestion_reading (listing_id, version, ranker, at)
    select p.listing_id, ${version}::int, ${ranker}::text, ${now}::timestamptz from listing_public p where p.listing_id = ${listingId}::uuid
    on conflict (listing_id) do update set version = excluded.version, ranker = excluded.ranker, at = excluded.at`.execute(tx);
}
