import { sql } from 'kysely';
import type { Db } from './database.ts';
import { statement } from './statement.ts';

/** A word that so many listings had when they were counted is no secret of one; of rarer ones the index is asked whether they are there still. */
const COMMON = 100;

const known = statement<{ terms: readonly string[] }, { term: string; documents: number }>((db, arg) => ({
  compile: () =>
    sql<{ term: string; documents: number }>`
    select term, documents from search_term
    where term = any (${arg('terms')}::text[]) and case when documents > ${sql.lit(COMMON)} then true else search_holds(term) end`.compile(
      db,
    ),
}));

/**
 * How many listings hold each of these folded words, as last counted; a word that no listing of the index has at this moment is absent, also
 * when one had it before.
 */
export async function termFrequencies(db: Db, args: { terms: readonly string[] }): Promise<ReadonlyMap<string, number>> {
  return new Map((await known(db, args)).map((row) => [row.term, row.documents]));
}

export type NearTerm = { word: string; term: string; documents: number };

/**
 * Words of the vocabulary that look like the typed ones or begin with them, the most frequent first; the caller judges how near they are, and
 * asks `termFrequencies` whether a listing has them still before he tells of one.
 */
export const termsNear = statement<{ words: readonly string[] }, NearTerm>((db, arg) => ({
  compile: () =>
    sql<NearTerm>`
    select word, term, documents from search_terms_near(${arg('words')}::text[])
    union all
    select typed.word, longer.term, longer.documents from unnest(${arg('words')}::text[]) as typed (word)
    cross join lateral (
      select term, documents from search_term
      where term like typed.word || '_%' and length(term) >= 4 and term !~ '[0-9]' order by documents desc, term limit 3
    ) longer
    order by documents desc, term`.compile(db),
}));

const add = statement<{ terms: readonly string[]; now: Date }, never>((db, arg) => ({
  compile: () =>
    sql<never>`
    insert into search_term (term, documents, counted_at)
    select x.term, 1, ${arg('now')}::timestamptz from unnest(${arg('terms')}::text[]) as x (term)
    where not exists (select from search_term t where t.term = x.term)
    order by x.term on conflict (term) do nothing`.compile(db),
}));

/** Makes words known to the vocabulary; how often they occur is counted at the next rebuild. */
export async function addTerms(db: Db, args: { terms: readonly string[]; now: Date }): Promise<void> {
  if (args.terms.length > 0) await add(db, args);
}

const MOST_AT_ONCE = 20_000;

/** Replaces the vocabulary by freshly counted words; what was added since `startedAt` stays. */
export async function replaceTerms(db: Db, args: { counts: ReadonlyMap<string, number>; startedAt: Date }): Promise<void> {
  const all = [...args.counts].toSorted(([one], [other]) => (one < other ? -1 : 1));
  for (let at = 0; at < all.length; at += MOST_AT_ONCE) {
    const part = all.slice(at, at + MOST_AT_ONCE);
    await sql`
      insert into search_term as t (term, documents, counted_at)
      select x.term, x.documents, ${args.startedAt}::timestamptz
      from unnest(${part.map(([term]) => term)}::text[], ${part.map(([, documents]) => documents)}::int[]) as x (term, documents)
      on conflict (term) do update set documents = excluded.documents, counted_at = greatest(t.counted_at, excluded.counted_at)`.execute(
      db,
    );
  }
  await sql`delete from search_term where counted_at < ${args.startedAt}::timestamptz`.execute(db);
}
