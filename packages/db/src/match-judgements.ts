import type { ListingId } from '@ketnoi/domain/ids';
import type { FeedbackReason, MatchVerdict } from '@ketnoi/domain/match';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { Contributions } from './matches.ts';

/** A pair as it was shown when something was said of it, else as it was shown last. */
export type JudgedPair = {
  askingListingId: ListingId;
  foundListingId: ListingId;
  ranker: string;
  position: number;
  contributions: Contributions;
  verdict: MatchVerdict | null;
  reason: FeedbackReason | null;
};

/**
 * All pairs of the listings of whose pairs something stands, by listing and place. For the worker's role, which sees judgements but neither who spoke nor what he noted. What a
 * search found was not ranked by features and teaches nothing.
 */
export async function judgedPairs(db: Db): Promise<JudgedPair[]> {
  const { rows } = await sql<JudgedPair>`
    select m.asking_listing_id, m.found_listing_id, coalesce(f.ranker, m.ranker) as ranker, coalesce(f.position, m.position) as position,
      coalesce(f.contributions, m.contributions) as contributions, f.verdict, f.reason
    from match m left join match_feedback f on f.match_id = m.id and f.undone_at is null
    where m.asking_listing_id in (select s.asking_listing_id from match_feedback s where s.undone_at is null)
      and coalesce(f.score, m.score) is not null
    order by m.asking_listing_id, position, m.found_listing_id`.execute(db);
  return rows;
}

/** The needs of which most was said, then the newest ones that are shown; to look at two rankers on. */
export async function needsToLookAt(db: Db, args: { limit: number }): Promise<ListingId[]> {
  const { rows } = await sql<{ id: ListingId }>`
    select p.listing_id as id from listing_public p
    join listing l on l.id = p.listing_id and l.audience = 'public' and l.state in ('published', 'expiring')
    left join (select f.asking_listing_id, count(*) as said from match_feedback f where f.undone_at is null group by f.asking_listing_id) s
      on s.asking_listing_id = p.listing_id
    where p.side = 'need' and not p.retracted
    order by coalesce(s.said, 0) desc, p.published_at desc, p.listing_id limit ${args.limit}`.execute(db);
  return rows.map(({ id }) => id);
}
