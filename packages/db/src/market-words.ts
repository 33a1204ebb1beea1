import type { Side } from '@ketnoi/domain/listing-kinds';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { statement } from './statement.ts';

/** How rare words are on one side in one reading: keys in halves of four bytes, ascending, and the holders of each in four. */
export type MarketWordsRow = { side: Side; reading: string; documents: number; words: number; keys: Buffer; holders: Buffer };

/** Which version there is, and what has happened since: listings in the index now, and those of them written since it was made. */
export type MarketStanding = { version: number; edition: number; counted: number; madeAt: Date; documents: number; changed: number };

const standing = statement<object, MarketStanding>((db) => ({
  compile: () =>
    sql<MarketStanding>`select m.version, m.edition, m.counted, m.made_at,
      (select count(*)::int from search_document) as documents,
      (select count(*)::int from search_document d where d.indexed_at >= m.made_at) as changed
      from (select version, edition, made_at, sum(documents) filter (where reading = 'folded')::int as counted
        from market_words group by version, edition, made_at) m`.compile(db),
}));

/** Null before the market was counted first. */
export async function marketStanding(db: Db): Promise<MarketStanding | null> {
  const [row] = await standing(db, {});
  return row ?? null;
}

const version = statement<object, { version: number }>((db) => ({
  compile: () => sql<{ version: number }>`select version from market_words limit 1`.compile(db),
}));

/** The version of the counts there are; null before the first. */
export async function marketVersion(db: Db): Promise<number | null> {
  const [row] = await version(db, {});
  return row?.version ?? null;
}

/** All counts of one version; none when it was replaced meanwhile. */
export async function findMarketWords(db: Db, args: { version: number }): Promise<MarketWordsRow[]> {
  const { rows } = await sql<MarketWordsRow>`select side, reading, documents, words::float8 as words, keys, holders from market_words
    where version = ${args.version} order by side, reading`.execute(db);
  return rows;
}

/** Puts counts in place of the earlier ones, all in one version. */
export async function replaceMarketWords(
  tx: Tx,
  args: { rows: readonly MarketWordsRow[]; version: number; edition: number; madeAt: Date },
): Promise<void> {
  for (const { side, reading, documents, words, keys, holders } of args.rows)
    await sql`insert into market_words as m (side, reading, version, edition, documents, words, keys, holders, made_at)
      values (${side}, ${reading}, ${args.version}, ${args.edition}, ${documents}, ${words}, ${keys}, ${holders}, ${args.madeAt})
      on conflict (side, reading) do update set version = excluded.version, edition = excluded.edition, documents = excluded.documents,
        words = excluded.words, keys = excluded.keys, holders = excluded.holders, made_at = excluded.made_at`.execute(tx);
}
