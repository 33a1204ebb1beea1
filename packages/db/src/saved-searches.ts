import type { AccountId, ListingId, OrganisationId, SavedSearchId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { SHOWN_STATES } from '@ketnoi/domain/listing';
import type { Rhythm, Threshold } from '@ketnoi/domain/saved-search';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

/** A kept search with its condition in the terms of the index. The query is as its owner gave it. */
export type SavedSearchFacts = {
  organisationId: OrganisationId | null;
  name: string;
  query: Record<string, unknown>;
  language: Language;
  rhythm: Rhythm;
  threshold: Threshold;
};

export type SavedSearchPlan = { asked: string; keys: readonly string[]; planVersion: string };

export type SavedSearchRow = SavedSearchFacts & {
  id: SavedSearchId;
  version: number;
  accountId: AccountId;
  pausedAt: Date | null;
  pausedBy: 'owner' | 'link' | null;
  lastSentAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

/** A kept search with how much it found that is shown now and not looked at, and when it last found something. */
export type SavedSearchSummary = SavedSearchRow & { newCount: number; lastAlertAt: Date | null };

/** News is counted up to here. */
const COUNTED_TO = 100;

const columns = sql`s.id, s.version, s.account_id, s.organisation_id, s.name, s.query, s.language, s.rhythm, s.threshold, s.paused_at, s.paused_by,
  s.last_sent_at, s.created_at, s.updated_at`;

// Both walls of what is public: the state of the listing and its projection.
const shown = sql`exists (select from listing_public p join listing l on l.id = p.listing_id
  where p.listing_id = a.listing_id and not p.retracted and l.audience = 'public' and l.state = any (${sql.val(SHOWN_STATES)}::text[]))`;

const summary = sql`${columns},
  (select count(*)::int from (select from saved_search_alert a where a.saved_search_id = s.id and a.seen_at is null and ${shown} limit ${COUNTED_TO}) news) as new_count,
  (select max(a.at) from saved_search_alert a where a.saved_search_id = s.id) as last_alert_at`;

// All of these see the rows of the account that the transaction acts for (`asActor`), and no other.

/** The searches an account keeps, newest first. */
export async function listSavedSearches(db: Db, args: { accountId: AccountId }): Promise<SavedSearchSummary[]> {
  const { rows } = await sql<SavedSearchSummary>`
    select ${summary} from saved_search s where s.account_id = ${args.accountId} order by s.created_at desc, s.id desc`.execute(db);
  return rows;
}

export async function findSavedSearch(db: Db, args: { id: SavedSearchId }): Promise<SavedSearchSummary | null> {
  const { rows } = await sql<SavedSearchSummary>`select ${summary} from saved_search s where s.id = ${args.id}`.execute(db);
  return rows[0] ?? null;
}

/** The same, held still until the transaction ends. */
export async function lockSavedSearch(tx: Tx, args: { id: SavedSearchId }): Promise<SavedSearchRow | null> {
  const { rows } = await sql<SavedSearchRow>`select ${columns} from saved_search s where s.id = ${args.id} for update`.execute(tx);
  return rows[0] ?? null;
}

/** How many searches the account keeps; nobody adds one to it meanwhile. */
export async function countSavedSearches(tx: Tx, args: { accountId: AccountId }): Promise<number> {
  await sql`select id from account where id = ${args.accountId} for no key update`.execute(tx);
  const { rows } = await sql<{ kept: number }>`
    select count(*)::int as kept from saved_search where account_id = ${args.accountId}`.execute(tx);
  return rows[0]?.kept ?? 0;
}

type Named = { id: SavedSearchId; accountId: AccountId };

export async function insertSavedSearch(tx: Tx, args: SavedSearchFacts & SavedSearchPlan & Named & { now: Date }): Promise<void> {
  const { now, keys, query, ...row } = args;
  await tx
    .insertInto('savedSearch')
    .values({ ...row, query: JSON.stringify(query), activeSince: now, createdAt: now, updatedAt: now })
    .execute();
  await insertKeys(tx, { id: row.id, accountId: row.accountId, keys });
}

async function insertKeys(tx: Tx, args: Named & { keys: readonly string[] }): Promise<void> {
  await sql`
    insert into saved_search_key (lexeme, saved_search_id, account_id)
    select lexeme, ${args.id}::uuid, ${args.accountId}::uuid from unnest(${args.keys}::text[]) as one (lexeme) on conflict do nothing`.execute(
    tx,
  );
}

/** Puts a search under other keys. */
export async function replaceKeys(tx: Tx, args: Named & { keys: readonly string[] }): Promise<void> {
  await tx.deleteFrom('savedSearchKey').where('savedSearchId', '=', args.id).execute();
  await insertKeys(tx, args);
}

export type SavedSearchChange = Partial<Omit<SavedSearchFacts, 'organisationId'>> & {
  pausedAt?: Date | null;
  pausedBy?: 'owner' | 'link' | null;
  activeSince?: Date;
};

/** Changes a search that is locked, and its condition where a new one is given. */
export async function updateSavedSearch(
  tx: Tx,
  args: Named & { set: SavedSearchChange; plan: SavedSearchPlan | null; now: Date },
): Promise<void> {
  const { id, accountId, set, plan, now } = args;
  const { query, ...rest } = set;
  await tx
    .updateTable('savedSearch')
    .set({
      ...rest,
      ...(query === undefined ? {} : { query: JSON.stringify(query) }),
      ...(plan === null ? {} : { asked: plan.asked, planVersion: plan.planVersion }),
      version: sql<number>`version + 1`,
      updatedAt: now,
    })
    .where('id', '=', id)
    .execute();
  if (plan !== null) await replaceKeys(tx, { id, accountId, keys: plan.keys });
}

/** Takes a search away with its keys and all it found. */
export async function deleteSavedSearch(tx: Tx, args: { id: SavedSearchId }): Promise<void> {
  await tx.deleteFrom('savedSearch').where('id', '=', args.id).execute();
}

export type AlertRow = {
  listingId: ListingId;
  versionId: string;
  reason: 'new' | 'changed';
  at: Date;
  seenAt: Date | null;
  sentAt: Date | null;
};

type AlertsAfter = { at: string; listingId: string; versionId: string } | null;

/** What a search found of what is shown now, latest first. */
export async function listAlerts(
  db: Db,
  args: { id: SavedSearchId; unseen: boolean; after: AlertsAfter; limit: number },
): Promise<AlertRow[]> {
  const { id, unseen, after, limit } = args;
  const { rows } = await sql<AlertRow>`
    select a.listing_id, a.version_id, a.reason, a.at, a.seen_at, d.created_at as sent_at
    from saved_search_alert a left join saved_search_digest d on d.id = a.digest_id
    where a.saved_search_id = ${id} and ${shown} ${unseen ? sql`and a.seen_at is null` : sql``}
      ${after === null ? sql`` : sql`and (a.at, a.listing_id, a.version_id) < (${after.at}::timestamptz, ${after.listingId}::uuid, ${after.versionId}::uuid)`}
    order by a.at desc, a.listing_id desc, a.version_id desc limit ${limit}`.execute(db);
  return rows;
}

/** Marks what a search found up to a moment as looked at. */
export async function markAlertsSeen(tx: Tx, args: { id: SavedSearchId; upTo: Date; now: Date }): Promise<void> {
  await tx
    .updateTable('savedSearchAlert')
    .set({ seenAt: args.now })
    .where('savedSearchId', '=', args.id)
    .where('seenAt', 'is', null)
    .where('at', '<=', args.upTo)
    .execute();
}

/**
 * The newest listings that a search would alert of if they were new, and how many there are, counted up to `cap`: those it matches but for
 * the listings of its owner's own organisations.
 */
export async function tryOut(
  db: Db,
  args: { id: SavedSearchId; limit: number; cap: number },
): Promise<{ ids: ListingId[]; total: number }> {
  const { rows } = await sql<{ ids: ListingId[] | null; total: number }>`
    with s as materialized (select id, account_id, asked from saved_search where id = ${args.id}),
    hit as materialized (
      select d.listing_id, d.published_at from search_document d
      where d.words @@ (select asked from s)
        and exists (select from listing_public p join listing l on l.id = p.listing_id
          where p.listing_id = d.listing_id and not p.retracted and l.audience = 'public' and l.state = any (${sql.val(SHOWN_STATES)}::text[])
            and not exists (select from s join membership m on m.account_id = s.account_id
              where m.organisation_id in (l.owner_organisation_id, l.entering_organisation_id)))
      limit ${args.cap}
    )
    select (select count(*)::int from hit) as total,
      (select array_agg(listing_id order by published_at desc, listing_id desc)
        from (select * from hit order by published_at desc, listing_id desc limit ${args.limit}) page) as ids`.execute(db);
  return { ids: rows[0]?.ids ?? [], total: rows[0]?.total ?? 0 };
}

/** The searches a link of a letter covers: the one it names, or those its letter told of; held still, in the order of their ids. */
export async function silenceable(
  tx: Tx,
  args: { kind: 'search' | 'digest'; id: string },
): Promise<Pick<SavedSearchRow, 'id' | 'accountId' | 'organisationId' | 'pausedAt'>[]> {
  const { rows } = await sql<Pick<SavedSearchRow, 'id' | 'accountId' | 'organisationId' | 'pausedAt'>>`
    select s.id, s.account_id, s.organisation_id, s.paused_at from saved_search s
    where ${args.kind === 'search' ? sql`s.id = ${args.id}::uuid` : sql`s.id in (select a.saved_search_id from saved_search_alert a where a.digest_id = ${args.id}::uuid)`}
    order by s.id for update`.execute(tx);
  return rows;
}
