import type { AccountId, ListingId, OrganisationId, SuggestedPairId } from '@ketnoi/domain/ids';
import type { Bilingual } from '@ketnoi/domain/language';
import type { Capacity } from '@ketnoi/domain/organisation';
import type { DecisionState, PairRejection, PairState } from '@ketnoi/domain/suggested-pair';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { shown } from './search-documents.ts';

/** What stands of a pair in one organisation. `until` as YYYY-MM-DD. */
export type DecisionRow = {
  state: DecisionState;
  reason: PairRejection | null;
  note: string | null;
  until: string | null;
  decidedAt: Date;
  decidedBy: string;
};

export type BrokerPairRow = {
  id: SuggestedPairId;
  needId: ListingId;
  offerId: ListingId;
  score: number;
  offerScore: number;
  newsAt: Date;
  createdAt: Date;
  refreshedAt: Date;
  droppedAt: Date | null;
  decision: DecisionRow | null;
};

type Flat = Omit<BrokerPairRow, 'decision'> & Partial<DecisionRow>;

/** Does the organisation hold this capacity on a day, with a proof that was seen? */
export async function holdsCapacity(db: Db, args: { organisationId: OrganisationId; capacity: Capacity; day: string }): Promise<boolean> {
  const { organisationId, capacity, day } = args;
  const { rows } = await sql`
    select from organisation_capacity c where c.organisation_id = ${organisationId}::uuid and c.capacity = ${capacity} and c.verified_at is not null
      and c.valid_from <= ${day}::date and (c.valid_until is null or c.valid_until >= ${day}::date) limit 1`.execute(db);
  return rows.length > 0;
}

const columns = sql`s.id, s.need_listing_id as need_id, s.offer_listing_id as offer_id, s.score, s.offer_score, s.news_at, s.created_at, s.refreshed_at,
  s.dropped_at, d.state, d.reason, d.note, d.until::text as until, d.decided_at, a.full_name as decided_by`;

const standing = (organisationId: OrganisationId) => sql`
  left join broker_decision d on d.pair_id = s.id and d.organisation_id = ${organisationId}::uuid and d.undone_at is null
  left join account a on a.id = d.account_id`;

const stateOn = (today: string) => sql`case when d.state in ('shortlisted', 'rejected') then d.state
  when d.state = 'later' and d.until > ${today}::date then 'later' when s.dropped_at is not null then 'stale' else 'suggested' end`;

// Both are shown to everyone and open for interest at this moment, and neither is the broker's own.
const open = (organisationId: OrganisationId, { need, offer } = { need: 's.need_listing_id', offer: 's.offer_listing_id' }) => sql`
  exists (select from ${shown} and p.open_for_interest and p.listing_id = ${sql.ref(need)})
  and exists (select from ${shown} and p.open_for_interest and p.listing_id = ${sql.ref(offer)})
  and not exists (select from listing l where l.id in (${sql.ref(need)}, ${sql.ref(offer)})
    and ${organisationId}::uuid in (l.owner_organisation_id, l.entering_organisation_id))`;

function rowOf({ state, reason, note, until, decidedAt, decidedBy, ...pair }: Flat): BrokerPairRow {
  if (!state || !decidedAt) return { ...pair, decision: null };
  return {
    ...pair,
    decision: { state, reason: reason ?? null, note: note ?? null, until: until ?? null, decidedAt, decidedBy: decidedBy ?? '' },
  };
}

type Best = {
  organisationId: OrganisationId;
  today: string;
  asOf: Date;
  newsSince: Date;
  after: { place: string; id: string } | null;
  limit: number;
};

/** So many pairs are given places, the best and the best of what has news: more than anybody works through before they are looked at anew. */
const PLACED = 4000;
const PLACED_NEWS = 400;

/**
 * Pairs that wait, the best first: of each need's and each offer's organisation three, then three more and so on, and every tenth place for one with news where
 * there is one. Places are given over all pairs of one moment, whoever decided what of them, so that pages neither repeat nor miss a pair.
 */
export async function bestPairs(tx: Tx, args: Best): Promise<(BrokerPairRow & { place: string })[]> {
  const { organisationId, today, asOf, newsSince, after, limit } = args;
  const { rows } = await sql<Flat & { place: string }>`
    with open as materialized (
      select id, score, need_party, offer_party, news_at > ${newsSince}::timestamptz as has_news from suggested_pair
      where created_at <= ${asOf}::timestamptz and (dropped_at is null or dropped_at > ${asOf}::timestamptz)
    ), live as (
      (select * from open order by score desc, id limit ${PLACED})
      union (select * from open where has_news order by score desc, id limit ${PLACED_NEWS})
    ), turned as (
      select id, score, has_news, (greatest(row_number() over (partition by need_party order by score desc, id),
        row_number() over (partition by offer_party order by score desc, id)) - 1) / 3 as turn from live
    ), placed as (
      select id, has_news, row_number() over (order by turn, score desc, id)::numeric as place,
        row_number() over (partition by has_news order by turn, score desc, id)::numeric as own from turned
    ), ordered as (
      -- Others by their rank among themselves; what has news behind nine of them for each of its own rank, unless it stands there by itself.
      select id, case when has_news then least(place - own, own * 9) + 0.5 + own / 1000000000 else own end as place from placed
    )
    select s.* from (
      select ${columns}, o.place from ordered o join suggested_pair s on s.id = o.id ${standing(organisationId)}
      where ${stateOn(today)} = 'suggested' ${after === null ? sql`` : sql`and (o.place, s.id) > (${after.place}::numeric, ${after.id}::uuid)`}
      -- Whether both may be seen is asked of the first alone.
      order by o.place, s.id offset 0
    ) s
    where ${open(organisationId, { need: 's.need_id', offer: 's.offer_id' })} order by s.place, s.id limit ${limit}`.execute(tx);
  return rows.map(({ place, ...row }) => ({ ...rowOf(row), place }));
}

type Latest = {
  organisationId: OrganisationId;
  today: string;
  state: PairState;
  after: { at: string; id: string } | null;
  limit: number;
};

/** Pairs in a state, what was decided, dropped or suggested last first. */
export async function latestPairs(tx: Tx, args: Latest): Promise<(BrokerPairRow & { at: Date })[]> {
  const { organisationId, today, state, after, limit } = args;
  const at = state === 'suggested' ? sql`s.created_at` : state === 'stale' ? sql`s.dropped_at` : sql`d.decided_at`;
  const { rows } = await sql<Flat & { at: Date }>`
    select ${columns}, ${at} as at from suggested_pair s ${standing(organisationId)}
    where ${stateOn(today)} = ${state} and ${open(organisationId)}
      ${after === null ? sql`` : sql`and (${at}, s.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by ${at} desc, s.id desc limit ${limit}`.execute(tx);
  return rows.map(({ at: moment, ...row }) => ({ ...rowOf(row), at: moment }));
}

/** One pair that a broker may know of. */
export async function findBrokerPair(tx: Tx, args: { id: SuggestedPairId; organisationId: OrganisationId }): Promise<BrokerPairRow | null> {
  const { id, organisationId } = args;
  const { rows } = await sql<Flat>`
    select ${columns} from suggested_pair s ${standing(organisationId)} where s.id = ${id}::uuid and ${open(organisationId)}`.execute(tx);
  return rows[0] === undefined ? null : rowOf(rows[0]);
}

export type EarlierRow = DecisionRow & {
  pairId: SuggestedPairId;
  needId: ListingId;
  offerId: ListingId;
  needTitle: Bilingual | null;
  offerTitle: Bilingual | null;
};

type Sharing = { organisationId: OrganisationId; needIds: readonly ListingId[]; offerIds: readonly ListingId[]; limit: number };

/** What an organisation decided of pairs of these needs and offers, latest first. A listing that is not shown any more has no title. */
export async function earlierDecisions(tx: Tx, { organisationId, needIds, offerIds, limit }: Sharing): Promise<EarlierRow[]> {
  const title = (column: string) =>
    sql`(select json_build_object('vi', p.title_vi, 'en', p.title_en) from ${shown} and p.listing_id = ${sql.ref(column)})`;
  const { rows } = await sql<EarlierRow>`
    select d.pair_id, d.need_listing_id as need_id, d.offer_listing_id as offer_id, d.state, d.reason, d.note, d.until::text as until, d.decided_at,
      a.full_name as decided_by, ${title('d.need_listing_id')} as need_title, ${title('d.offer_listing_id')} as offer_title
    from broker_decision d join account a on a.id = d.account_id
    where d.organisation_id = ${organisationId}::uuid and d.undone_at is null
      and (d.need_listing_id = any (${needIds}::uuid[]) or d.offer_listing_id = any (${offerIds}::uuid[]))
    order by d.decided_at desc, d.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** Holds a pair for one organisation until the transaction ends: of two colleagues who decide at once the second sees what the first did. */
export async function lockDecision(tx: Tx, args: { pairId: SuggestedPairId; organisationId: OrganisationId }): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${args.pairId} ${args.organisationId}`}, 22))`.execute(tx);
}

type NewDecision = {
  id: string;
  pair: Pick<BrokerPairRow, 'id' | 'needId' | 'offerId'>;
  organisationId: OrganisationId;
  accountId: AccountId;
  state: DecisionState;
  reason: PairRejection | null;
  note: string | null;
  until: string | null;
  now: Date;
};

export async function insertDecision(tx: Tx, { pair, now, ...decision }: NewDecision): Promise<void> {
  await tx
    .insertInto('brokerDecision')
    .values({ ...decision, pairId: pair.id, needListingId: pair.needId, offerListingId: pair.offerId, decidedAt: now })
    .execute();
}

/** Takes back what stands of a pair in an organisation; it stays as taken back. */
export async function undoDecision(
  tx: Tx,
  args: { pairId: SuggestedPairId; organisationId: OrganisationId; accountId: AccountId; now: Date },
): Promise<void> {
  await tx
    .updateTable('brokerDecision')
    .set({ undoneAt: args.now, undoneBy: args.accountId })
    .where('pairId', '=', args.pairId)
    .where('organisationId', '=', args.organisationId)
    .where('undoneAt', 'is', null)
    .execute();
}
