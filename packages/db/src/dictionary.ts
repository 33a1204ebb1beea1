import type { DictionaryState } from '@ketnoi/domain/dictionary';
import type { AccountId, DictionaryEntryId, ListingId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { statement } from './statement.ts';

/** What an editor says of a term; `spelling` is the term as it is compared, `folded` all its words without marks, to search by. */
export type DictionaryFacts = {
  language: Language;
  term: string;
  spelling: string;
  meanings: readonly string[];
  folded: string;
  note: string | null;
};

export type DictionaryRow = Omit<DictionaryFacts, 'folded'> & {
  id: DictionaryEntryId;
  version: number;
  state: DictionaryState;
  createdAt: Date;
  updatedAt: Date;
  updatedBy: string;
};

const columns = sql`e.id, e.version, e.language, e.term, e.spelling, e.meanings, e.note, e.state, e.created_at, e.updated_at, a.full_name as updated_by`;

/** A text of which `like` takes no sign for more than itself. */
const likePattern = (part: string): string => `%${part.replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`)}%`;

type Listing = {
  /** Words without marks that stand somewhere in term or meanings; empty for all. */
  folded: string;
  language: Language | null;
  state: DictionaryState | null;
  after: { updatedAt: string; id: string } | null;
  limit: number;
};

/** Entries, those changed last first. */
export async function listDictionary(db: Db, args: Listing): Promise<DictionaryRow[]> {
  const { folded, language, state, after, limit } = args;
  const { rows } = await sql<DictionaryRow>`
    select ${columns} from dictionary_entry e join account a on a.id = e.updated_by
    where true ${folded === '' ? sql`` : sql`and e.folded like ${likePattern(folded)}`}
      ${language === null ? sql`` : sql`and e.language = ${language}`} ${state === null ? sql`` : sql`and e.state = ${state}`}
      ${after === null ? sql`` : sql`and (e.updated_at, e.id) < (${after.updatedAt}::timestamptz, ${after.id}::uuid)`}
    order by e.updated_at desc, e.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function findEntry(db: Db, args: { id: DictionaryEntryId }): Promise<DictionaryRow | null> {
  const { rows } = await sql<DictionaryRow>`
    select ${columns} from dictionary_entry e join account a on a.id = e.updated_by where e.id = ${args.id}`.execute(db);
  return rows[0] ?? null;
}

/** The entry that holds for a spelling now. */
export async function entryOf(db: Db, args: { language: Language; spelling: string }): Promise<DictionaryEntryId | null> {
  const { rows } = await sql<{ id: DictionaryEntryId }>`
    select id from dictionary_entry where language = ${args.language} and spelling = ${args.spelling} and state = 'active'`.execute(db);
  return rows[0]?.id ?? null;
}

type Acting = { id: DictionaryEntryId; accountId: AccountId; now: Date };

export async function insertEntry(tx: Tx, args: DictionaryFacts & Acting): Promise<void> {
  const { accountId, now, meanings, ...facts } = args;
  await tx
    .insertInto('dictionaryEntry')
    .values({ ...facts, meanings: [...meanings], createdBy: accountId, updatedBy: accountId, createdAt: now, updatedAt: now })
    .execute();
  await keepVersion(tx, args);
}

type Change = Acting & {
  version: number;
  set: { meanings?: readonly string[]; folded?: string; note?: string | null; state?: DictionaryState };
};

/** Changes an entry that holds and that nobody changed meanwhile. @returns whether it was. */
export async function updateEntry(tx: Tx, args: Change): Promise<boolean> {
  const { id, accountId, now, version, set } = args;
  const { meanings, ...rest } = set;
  const result = await tx
    .updateTable('dictionaryEntry')
    .set({
      ...rest,
      ...(meanings === undefined ? {} : { meanings: [...meanings] }),
      version: version + 1,
      updatedBy: accountId,
      updatedAt: now,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  await keepVersion(tx, args);
  return true;
}

async function keepVersion(tx: Tx, { id, accountId, now }: Acting): Promise<void> {
  await sql`
    insert into dictionary_entry_version (entry_id, version, meanings, state, account_id, at)
    select e.id, e.version, e.meanings, e.state, ${accountId}::uuid, ${now}::timestamptz from dictionary_entry e where e.id = ${id}`.execute(
    tx,
  );
}

/** The terms whose reading an entry has ever changed: its own where that is of the language, else its meanings, also former ones. */
export async function termsTouched(db: Db, args: { id: DictionaryEntryId; language: Language }): Promise<string[]> {
  const { rows } = await sql<{ term: string }>`
    select e.term from dictionary_entry e where e.id = ${args.id} and e.language = ${args.language}
    union select unnest(v.meanings) from dictionary_entry_version v join dictionary_entry e on e.id = v.entry_id
      where e.id = ${args.id} and e.language <> ${args.language}`.execute(db);
  return rows.map(({ term }) => term);
}

/** How often the entries have changed: whoever holds those of the same edition holds the present ones. */
export const dictionaryEdition = statement<object, { edition: number }>((db) => ({
  compile: () => sql<{ edition: number }>`select edition from dictionary_edition`.compile(db),
}));

export type DictionaryEdition = {
  edition: number;
  entries: readonly { language: Language; term: string; values: readonly string[] }[];
};

/** The entries that hold, with their edition, as they are at one moment; the earlier first. */
export async function readDictionary(db: Db): Promise<DictionaryEdition> {
  const { rows } = await sql<{ edition: number; language: Language | null; term: string; values: string[] }>`
    select s.edition, e.language, e.term, e.meanings as values from dictionary_edition s
    left join dictionary_entry e on e.state = 'active' order by e.created_at, e.id`.execute(db);
  return {
    edition: rows[0]?.edition ?? 0,
    entries: rows.flatMap(({ language, term, values }) => (language === null ? [] : [{ language, term, values }])),
  };
}

/**
 * Shown listings whose index holds all these lexemes and whose text is read by what the words mean: those without an English text, and needs, whose unknown
 * words are collected. In the order of their ids.
 */
export const listingsHolding = statement<{ lexemes: readonly string[]; after: string; limit: number }, { listingId: ListingId }>(
  (db, arg) => ({
    compile: () =>
      sql<{ listingId: ListingId }>`
    select d.listing_id from search_document d
    where d.words @@ (select string_agg(quote_literal(one), ' & ')::tsquery from unnest(${arg('lexemes')}::text[]) one) and (d.side = 'need' or not 'en' = any (d.languages)) and d.listing_id > ${arg('after')}::uuid
    order by d.listing_id limit ${arg('limit')}`.compile(db),
  }),
);
