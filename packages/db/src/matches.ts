import type { AccountId, ListingId, ListingVersionId, MatchId, OrganisationId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import type { Feature, FeedbackReason, MatchVerdict } from '@ketnoi/domain/match';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

// All of these but the last see the rows of the organisations that the transaction acts for (`asActor`), and no others.

/** Tenths of a point by feature. */
export type Contributions = Partial<Record<Feature, number>>;

/** Whose pairs they are: the listing that was asked with, the edition of it, and its organisations. */
export type MatchAsker = {
  listingId: ListingId;
  versionId: ListingVersionId;
  languages: readonly Language[];
  ownerOrganisationId: OrganisationId;
  enteringOrganisationId: OrganisationId;
};

/** A listing that was found and is being shown, where and why. `score` is null where a search answered. */
export type ShownPair = { foundId: ListingId; position: number; score: number | null; contributions: Contributions };

type Shown = { asker: MatchAsker; ranker: string; pairs: readonly ShownPair[]; newIds: readonly MatchId[]; now: Date };

/** What was shown so long ago is written down again although nothing of it changed. */
const AGAIN_AFTER = '1 hour';

/**
 * Writes down what is shown, each pair once: a pair shown before takes its present place and reasons, and is left alone where these are the same as an hour ago.
 * @returns the id of each pair by the listing found; one that is not shown to everyone any more has none. `newIds` are taken in the order of the pairs.
 */
export async function recordShown(tx: Tx, { asker, ranker, pairs, newIds, now }: Shown): Promise<Map<ListingId, MatchId>> {
  const { rows } = await sql<{ foundId: ListingId; id: MatchId }>`
    with given as materialized (
      select x.*, p.version_id, p.languages
      from unnest(${newIds}::uuid[], ${pairs.map(({ foundId }) => foundId)}::uuid[], ${pairs.map(({ position }) => position)}::int[],
        ${pairs.map(({ score }) => score)}::int[], ${pairs.map(({ contributions }) => JSON.stringify(contributions))}::jsonb[])
        as x (id, found_listing_id, position, score, contributions)
      join listing_public p on p.listing_id = x.found_listing_id
    ), written as (
      insert into match as m (id, asking_listing_id, asking_version_id, found_listing_id, found_version_id, owner_organisation_id, entering_organisation_id,
        ranker, position, score, contributions, asking_languages, found_languages, first_shown_at, last_shown_at)
      select g.id, ${asker.listingId}::uuid, ${asker.versionId}::uuid, g.found_listing_id, g.version_id, ${asker.ownerOrganisationId}::uuid,
        ${asker.enteringOrganisationId}::uuid, ${ranker}, g.position, g.score, g.contributions, ${asker.languages}::text[], g.languages,
        ${now}::timestamptz, ${now}::timestamptz
      from given g order by g.found_listing_id
      on conflict (asking_listing_id, found_listing_id) do update set
        asking_version_id = excluded.asking_version_id, found_version_id = excluded.found_version_id, ranker = excluded.ranker,
        position = excluded.position, score = excluded.score, contributions = excluded.contributions,
        asking_languages = excluded.asking_languages, found_languages = excluded.found_languages, last_shown_at = excluded.last_shown_at
      where (m.asking_version_id, m.found_version_id, m.ranker, m.position, m.score) is distinct from
          (excluded.asking_version_id, excluded.found_version_id, excluded.ranker, excluded.position, excluded.score)
        or m.last_shown_at < excluded.last_shown_at - ${AGAIN_AFTER}::interval
      returning m.found_listing_id, m.id
    )
    select found_listing_id as found_id, id from written
    union all
    select m.found_listing_id, m.id from match m join given g on g.found_listing_id = m.found_listing_id
    where m.asking_listing_id = ${asker.listingId}::uuid and not exists (select from written w where w.id = m.id)`.execute(tx);
  return new Map(rows.map(({ foundId, id }) => [foundId, id]));
}

/** A pair as its asking side was last shown it. */
export type MatchRow = {
  id: MatchId;
  askingListingId: ListingId;
  foundListingId: ListingId;
  ranker: string;
  position: number;
};

/** One pair, held still until the transaction ends. */
export async function lockMatch(tx: Tx, args: { id: MatchId }): Promise<MatchRow | null> {
  const { rows } = await sql<MatchRow>`
    select m.id, m.asking_listing_id, m.found_listing_id, m.ranker, m.position from match m where m.id = ${args.id} for update`.execute(tx);
  return rows[0] ?? null;
}

/** What stands of a pair. */
export type FeedbackRow = { matchId: MatchId; verdict: MatchVerdict; reason: FeedbackReason | null; note: string | null };

export async function findFeedback(tx: Tx, args: { matchId: MatchId }): Promise<FeedbackRow | null> {
  const { rows } = await sql<FeedbackRow>`
    select f.match_id, f.verdict, f.reason, f.note from match_feedback f where f.match_id = ${args.matchId} and f.undone_at is null`.execute(
    tx,
  );
  return rows[0] ?? null;
}

type NewFeedback = FeedbackRow & { id: string; accountId: AccountId; organisationId: OrganisationId; askedPublicly: boolean; now: Date };

/** Puts a word about a pair into the judgement store, with the pair as its asking side was last shown it. */
export async function insertFeedback(tx: Tx, row: NewFeedback): Promise<void> {
  await sql`
    insert into match_feedback (id, match_id, asking_listing_id, asking_version_id, found_listing_id, found_version_id, owner_organisation_id,
      entering_organisation_id, account_id, organisation_id, verdict, reason, note, asked_publicly, ranker, position, score, contributions, asking_languages,
      found_languages, created_at)
    select ${row.id}::uuid, m.id, m.asking_listing_id, m.asking_version_id, m.found_listing_id, m.found_version_id, m.owner_organisation_id,
      m.entering_organisation_id, ${row.accountId}::uuid, ${row.organisationId}::uuid, ${row.verdict}, ${row.reason}, ${row.note}, ${row.askedPublicly},
      m.ranker, m.position, m.score, m.contributions, m.asking_languages, m.found_languages, ${row.now}::timestamptz
    from match m where m.id = ${row.matchId}`.execute(tx);
}

/** Takes back what stands of a pair; it stays in the store as taken back. */
export async function undoFeedback(tx: Tx, args: { matchId: MatchId; accountId: AccountId; now: Date }): Promise<void> {
  await tx
    .updateTable('matchFeedback')
    .set({ undoneAt: args.now, undoneBy: args.accountId })
    .where('matchId', '=', args.matchId)
    .where('undoneAt', 'is', null)
    .execute();
}

export type StandingFeedback = FeedbackRow & { foundListingId: ListingId };

/** So many words about one listing's pairs are listed and heeded, the newest. */
const HEEDED = 1000;

/** All that stands of the pairs of a listing that was asked with, newest first. */
export async function standingFeedback(tx: Tx, args: { askingListingId: ListingId }): Promise<StandingFeedback[]> {
  const { rows } = await sql<StandingFeedback>`
    select f.match_id, f.found_listing_id, f.verdict, f.reason, f.note from match_feedback f
    where f.asking_listing_id = ${args.askingListingId} and f.undone_at is null order by f.created_at desc, f.id desc limit ${HEEDED}`.execute(
    tx,
  );
  return rows;
}

type Coached = { listingId: ListingId; month: Date; months: number; organisations: number };

/** The reasons for which a listing was passed over, as far as its owner may be told. Sees no rows but counts those of all organisations by itself. */
export async function coachingReasons(db: Db, { listingId, month, months, organisations }: Coached): Promise<FeedbackReason[]> {
  const { rows } = await sql<{ reason: FeedbackReason }>`
    select reason from match_coaching(${listingId}::uuid, ${month}::timestamptz, ${months}::int, ${organisations}::int) reason order by reason`.execute(
    db,
  );
  return rows.map(({ reason }) => reason);
}
