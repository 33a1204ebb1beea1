import type { ListingId } from '@ketnoi/domain/ids';
import type { PublicCard, PublicDetail } from '@ketnoi/domain/listing-projection';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { organisationJson, type OrganisationFacts } from './listing-heads.ts';

/** A place in the feed: the transaction that changed a listing, and the listing. */
export type FeedPosition = { xid: string; id: ListingId };

export type FeedChange = FeedPosition & {
  reference: string | null;
  /** Of what is shown, and when that or its organisation was last changed; drafts beside it are not told of. A changed organisation is no new version. */
  version: number;
  changedAt: Date;
  /** Null for one that was shown once and is gone: a tombstone. */
  card: PublicCard | null;
  detail: PublicDetail | null;
  /** Null for a masked listing. */
  organisation: OrganisationFacts | null;
};

/** Before the first change. */
export const FEED_START: FeedPosition = { xid: '0', id: '00000000-0000-0000-0000-000000000000' as ListingId };

/**
 * This exchange's own listings that everyone may see or once could, in the order of the transactions that changed them. Only changes of
 * transactions older than the oldest one still running are told, so that one that commits late is never skipped: it comes with its turn,
 * and everything after it waits. Listings that were never public, and those of other exchanges, do not appear.
 */
export async function listChanges(db: Db, args: { after: FeedPosition; limit: number }): Promise<FeedChange[]> {
  const { rows } = await sql<FeedChange>`
    select l.change_xid::text as xid, l.id, l.reference, coalesce(p.listing_version, l.version) as version,
      greatest(coalesce((p.detail ->> 'updatedAt')::timestamptz, l.updated_at), o.updated_at) as changed_at, p.card, p.detail,
      case when o.id is null then null else ${organisationJson('o')} end as organisation
    from listing l left join listing_public p on p.listing_id = l.id left join organisation o on o.id = p.organisation_id
    where (l.change_xid, l.id) > (${args.after.xid}::xid8, ${args.after.id}::uuid)
      and l.change_xid < pg_snapshot_xmin(pg_current_snapshot())
      and l.origin_node = (select code from exchange_node where is_self)
      and (p.listing_id is not null or (l.first_published_at is not null and l.audience = 'public'))
    order by l.change_xid, l.id
    limit ${args.limit}`.execute(db);
  return rows;
}
