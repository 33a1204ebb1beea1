import type { AccountId, Id, ListingId, MailId, SavedSearchId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { SHOWN_STATES } from '@ketnoi/domain/listing';
import type { Rhythm } from '@ketnoi/domain/saved-search';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { replaceKeys, type SavedSearchPlan, type SavedSearchRow } from './saved-searches.ts';

// What the worker does with everybody's searches; under any other role these find nothing.

/** Those of the listings that are not announced to the searches yet in the version that is shown. */
export async function unannounced(db: Db, args: { ids: readonly ListingId[] }): Promise<ListingId[]> {
  if (args.ids.length === 0) return [];
  const { rows } = await sql<{ id: ListingId }>`
    select p.listing_id as id from listing_public p left join listing_announcement a on a.listing_id = p.listing_id
    where p.listing_id = any (${args.ids}::uuid[]) and not p.retracted and a.version_id is distinct from p.version_id`.execute(db);
  return rows.map((row) => row.id);
}

/**
 * Shown and indexed listings that were not announced, whatever kept them from it. With `demo` only those of invented organisations, or only
 * the others.
 */
export async function leftUnannounced(db: Db, args: { limit: number; demo?: boolean }): Promise<ListingId[]> {
  const { limit, demo } = args;
  const { rows } = await sql<{ id: ListingId }>`
    select p.listing_id as id from listing_public p
    join listing l on l.id = p.listing_id and l.audience = 'public' and l.state = any (${sql.val(SHOWN_STATES)}::text[])
    join search_document d on d.listing_id = p.listing_id and d.version = p.version
    left join listing_announcement a on a.listing_id = p.listing_id
    where not p.retracted and a.version_id is distinct from p.version_id
      ${demo === undefined ? sql`` : sql`and exists (select from organisation o where o.id = l.owner_organisation_id and o.demo = ${demo})`}
    limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

type Announced = { listingId: ListingId; versionId: string; reason: 'new' | 'changed' };

// The lexemes of a few new listings against the keys of all searches; what shares a key is judged by the whole condition. A search tells nobody
// of a listing of his own organisations, and nobody who has left the organisation it was saved for.
const found = (listings: readonly Announced[], now: Date) => sql`
  with document as materialized (
    select n.listing_id, n.version_id, n.reason, l.owner_organisation_id, l.entering_organisation_id, strip(d.words) as words
    from unnest(${listings.map((one) => one.listingId)}::uuid[], ${listings.map((one) => one.versionId)}::uuid[],
      ${listings.map((one) => one.reason)}::text[]) as n (listing_id, version_id, reason)
    join search_document d on d.listing_id = n.listing_id join listing l on l.id = n.listing_id
  ), held as materialized (
    select d.listing_id, one.lexeme from document d cross join lateral unnest(tsvector_to_array(d.words)) as one (lexeme)
  ), candidate as materialized (
    select k.saved_search_id, h.listing_id from held h join saved_search_key k on k.lexeme = h.lexeme
    union
    select k.saved_search_id, h.listing_id from held h cross join lateral generate_series(2, length(h.lexeme)) as beginning (signs)
      join saved_search_key k on k.lexeme = left(h.lexeme, beginning.signs) || '*' where h.lexeme like '#%'
  )
  insert into saved_search_alert (saved_search_id, listing_id, version_id, account_id, reason, at)
  select s.id, d.listing_id, d.version_id, s.account_id, d.reason, ${now}::timestamptz
  from candidate c join document d on d.listing_id = c.listing_id join saved_search s on s.id = c.saved_search_id
  where s.paused_at is null and d.words @@ s.asked
    and (s.organisation_id is null or exists (select from membership m where m.account_id = s.account_id and m.organisation_id = s.organisation_id))
    and not exists (select from membership m where m.account_id = s.account_id
      and m.organisation_id in (d.owner_organisation_id, d.entering_organisation_id))
  order by s.id, d.listing_id
  on conflict do nothing`;

/**
 * Announces what is new about the listings to every search it concerns, once: announcement and alerts commit together, a second call finds
 * nothing new. A listing whose index is behind it is left for when it has caught up. @returns how many alerts were written.
 */
export async function announce(tx: Tx, args: { ids: readonly ListingId[]; now: Date }): Promise<number> {
  const { ids, now } = args;
  const { rows } = await sql<Announced>`
    select listing_id, version_id, reason from announce_listings(${ids}::uuid[], ${now}::timestamptz, ${sql.val(SHOWN_STATES)}::text[])`.execute(
    tx,
  );
  // A second statement: it sees at least the index that the first one judged to be up to date.
  if (rows.length === 0) return 0;
  const { numAffectedRows } = await found(rows, now).execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** When letters of each rhythm last left, and how far back they look. */
export type Sending = { now: Date; last: Readonly<Record<Rhythm, Date>>; newsSince: Date; lettersSince: Date };

// Who may have news of a listing at this moment: asked when a letter is written, and again when it leaves.
const entitled = sql`s.paused_at is null and o.email_verified_at is not null and o.suspended_at is null
  and (s.organisation_id is null or exists (select from membership m where m.account_id = s.account_id and m.organisation_id = s.organisation_id))
  and exists (
    select from listing_public p join listing l on l.id = p.listing_id join search_document d on d.listing_id = p.listing_id
    where p.listing_id = a.listing_id and not p.retracted and l.audience = 'public' and l.state = any (${sql.val(SHOWN_STATES)}::text[])
      and d.words @@ s.asked
      and not exists (select from membership m where m.account_id = s.account_id
        and m.organisation_id in (l.owner_organisation_id, l.entering_organisation_id)))`;

const due = ({
  last,
  newsSince,
  lettersSince,
}: Sending) => sql`a.digest_id is null and a.at > ${newsSince}::timestamptz and a.at >= s.active_since
  and a.at <= case s.rhythm when 'at_once' then ${last.at_once}::timestamptz when 'daily' then ${last.daily}::timestamptz else ${last.weekly}::timestamptz end
  and (s.rhythm <> 'at_once' or not exists (
    select from saved_search_digest sent where sent.account_id = s.account_id and sent.created_at > ${lettersSince}::timestamptz))
  and ${entitled}`;

/** The accounts for which a letter is due, in the order of their ids after one. */
export async function dueAccounts(db: Db, args: { sending: Sending; after: AccountId | null; limit: number }): Promise<AccountId[]> {
  const { rows } = await sql<{ id: AccountId }>`
    select distinct s.account_id as id
    from saved_search_alert a join saved_search s on s.id = a.saved_search_id join account o on o.id = s.account_id
    where ${due(args.sending)} ${args.after === null ? sql`` : sql`and s.account_id > ${args.after}::uuid`}
    order by s.account_id limit ${args.limit}`.execute(db);
  return rows.map((row) => row.id);
}

export type DigestId = Id<'saved_search_digest'>;

/**
 * Takes what is due for one account into a digest. Of two workers the second waits and finds nothing left.
 * @returns whether there was anything.
 */
export async function takeDue(
  tx: Tx,
  args: { accountId: AccountId; digestId: DigestId; mailId: MailId; sending: Sending },
): Promise<boolean> {
  const { accountId, digestId, mailId, sending } = args;
  await sql`select id from saved_search where account_id = ${accountId} order by id for update`.execute(tx);
  const { rows } = await sql<{ taken: number }>`
    with taken as (
      update saved_search_alert t set digest_id = ${digestId}::uuid
      from saved_search_alert a join saved_search s on s.id = a.saved_search_id join account o on o.id = s.account_id
      where t.saved_search_id = a.saved_search_id and t.listing_id = a.listing_id and t.version_id = a.version_id
        and s.account_id = ${accountId} and t.digest_id is null and ${due(sending)}
      returning t.saved_search_id
    ), told as (
      update saved_search set last_sent_at = ${sending.now}::timestamptz where id in (select saved_search_id from taken)
    )
    select count(*)::int as taken from taken`.execute(tx);
  if ((rows[0]?.taken ?? 0) === 0) return false;
  await tx.insertInto('savedSearchDigest').values({ id: digestId, accountId, mailId, createdAt: sending.now }).execute();
  return true;
}

export type DigestEntry = {
  digestId: DigestId;
  accountId: AccountId;
  email: string;
  language: Language;
  searchId: SavedSearchId;
  listingId: ListingId;
};

/**
 * What a letter may tell at this moment, search by search, latest first: nothing of what is no longer shown, of searches that were paused, or
 * for a reader who may not have it any more.
 */
export async function digestEntries(db: Db, args: { mailId: MailId }): Promise<DigestEntry[]> {
  const { rows } = await sql<DigestEntry>`
    select g.id as digest_id, g.account_id, o.email, o.language, s.id as search_id, a.listing_id
    from saved_search_digest g
    join saved_search_alert a on a.digest_id = g.id
    join saved_search s on s.id = a.saved_search_id
    join account o on o.id = g.account_id
    where g.mail_id = ${args.mailId} and ${entitled}
    order by s.created_at, s.id, a.at desc, a.listing_id desc`.execute(db);
  return rows;
}

export type PlanToRenew = Pick<SavedSearchRow, 'id' | 'accountId' | 'query' | 'language' | 'threshold' | 'version'>;

/** Searches planned with other tables than those named. */
export async function plannedOtherwise(
  db: Db,
  args: { planVersion: string; after: SavedSearchId | null; limit: number },
): Promise<PlanToRenew[]> {
  const { rows } = await sql<PlanToRenew>`
    select s.id, s.account_id, s.query, s.language, s.threshold, s.version from saved_search s
    where s.plan_version <> ${args.planVersion} ${args.after === null ? sql`` : sql`and s.id > ${args.after}::uuid`}
    order by s.id limit ${args.limit}`.execute(db);
  return rows;
}

/** Gives a search its new plan unless its owner changed it meanwhile, who then had it planned anew himself. */
export async function renewPlan(tx: Tx, args: { search: PlanToRenew; plan: SavedSearchPlan }): Promise<void> {
  const { search, plan } = args;
  const { rows } = await sql<{ id: SavedSearchId }>`
    update saved_search set asked = ${plan.asked}::tsquery, plan_version = ${plan.planVersion}
    where id = ${search.id} and version = ${search.version} returning id`.execute(tx);
  if (rows.length === 0) return;
  await replaceKeys(tx, { id: search.id, accountId: search.accountId, keys: plan.keys });
}

/** Forgets what was found before a moment. */
export async function dropAlertsBefore(db: Db, args: { before: Date }): Promise<void> {
  await db.deleteFrom('savedSearchAlert').where('at', '<', args.before).execute();
}
