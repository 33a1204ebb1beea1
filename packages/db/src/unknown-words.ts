import { NEEDS_LEAST } from '@ketnoi/domain/dictionary';
import { newId, type ListingId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { shown } from './search-documents.ts';

export type UnknownWordRow = { id: string; language: Language; word: string; needs: number; firstSeenAt: Date; lastSeenAt: Date };

/**
 * Words that at least two shown needs hold and neither a table nor an editor knows, those of most needs first. `after` is the place of the last one
 * seen. A word that has been added since it was collected is left out.
 */
export async function listUnknownWords(
  db: Db,
  args: { after: { needs: number; id: string } | null; limit: number },
): Promise<UnknownWordRow[]> {
  const { after, limit } = args;
  const { rows } = await sql<UnknownWordRow>`
    select w.id, w.language, w.word, w.needs, w.first_seen_at, w.last_seen_at from unknown_word w
    where w.state = 'open' and w.needs >= ${sql.lit(NEEDS_LEAST)}
      and not exists (select from dictionary_entry e where e.language = w.language and e.spelling = w.word and e.state = 'active')
      ${after === null ? sql`` : sql`and (w.needs, w.id) < (${after.needs}::int, ${after.id}::uuid)`}
    order by w.needs desc, w.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Says of a word that is listed that it need not be known. @returns whether there is one. */
export async function ignoreUnknownWord(tx: Tx, args: { id: string }): Promise<boolean> {
  const result = await tx
    .updateTable('unknownWord')
    .set({ state: 'ignored' })
    .where('id', '=', args.id)
    .where((where) => where.or([where('state', '=', 'ignored'), where('needs', '>=', NEEDS_LEAST)]))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What a version of a shown need says that nobody knows: its words, in the spelling they are compared by. */
export type CollectedWords = { listingId: ListingId; version: number; language: Language; words: readonly string[] };

/** Puts the words of a need in the place of those it had. The same again changes nothing. */
export async function replaceUnknownWords(tx: Tx, args: CollectedWords & { now: Date }): Promise<void> {
  const { listingId, version, language, now } = args;
  const words = [...new Set(args.words)].toSorted();
  await sql`
    insert into unknown_word_reading (listing_id, version) select p.listing_id, ${version} from listing_public p where p.listing_id = ${listingId} for key share
    on conflict (listing_id) do update set version = excluded.version`.execute(tx);
  await sql`
    delete from unknown_word_need n using unknown_word w
    where n.listing_id = ${listingId} and w.id = n.word_id and not (w.language = ${language} and w.word = any (${words}::text[]))`.execute(
    tx,
  );
  if (words.length === 0) return;
  // In the order of the words, so that two needs never wait for each other.
  await sql`
    insert into unknown_word (id, language, word, first_seen_at, last_seen_at)
    select x.id, ${language}, x.word, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${words.map(() => newId<'unknown_word'>(now.getTime()))}::uuid[], ${words}::text[]) as x (id, word) order by x.word
    on conflict (language, word) do update set last_seen_at = case
      when exists (select from unknown_word_need n where n.word_id = unknown_word.id and n.listing_id = ${listingId}) then unknown_word.last_seen_at
      else greatest(unknown_word.last_seen_at, excluded.last_seen_at) end`.execute(tx);
  await sql`
    insert into unknown_word_need (word_id, listing_id)
    select w.id, r.listing_id from unknown_word w, unknown_word_reading r
    where w.language = ${language} and w.word = any (${words}::text[]) and r.listing_id = ${listingId} on conflict do nothing`.execute(tx);
}

/** Forgets what listings said that are no shown needs any more. */
export async function forgetUnknownWords(tx: Tx, args: { ids: readonly ListingId[] }): Promise<void> {
  await sql`delete from unknown_word_need where listing_id = any (${args.ids}::uuid[])`.execute(tx);
  await sql`delete from unknown_word_reading where listing_id = any (${args.ids}::uuid[])`.execute(tx);
}

/** Shown needs whose present version was not read for unknown words, and needs that were and are not shown any more. */
export async function needsUnread(db: Db, args: { limit: number }): Promise<ListingId[]> {
  const { rows } = await sql<{ listingId: ListingId }>`
    (select p.listing_id from ${shown} and p.side = 'need'
      and not exists (select from unknown_word_reading r where r.listing_id = p.listing_id and r.version = p.version) limit ${args.limit})
    union all
    (select r.listing_id from unknown_word_reading r where not exists (select from ${shown} and p.side = 'need' and p.listing_id = r.listing_id) limit ${args.limit})`.execute(
    db,
  );
  return rows.map(({ listingId }) => listingId);
}
