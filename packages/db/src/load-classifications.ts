import { readFileSync } from 'node:fs';
import { SCHEMES } from '@ketnoi/domain/classifications';
import { parseCsvRecords } from '@ketnoi/domain/csv';
import { sql } from 'kysely';
import { createDb, type Db } from './database.ts';

/** This exchange, as configured. */
export type OwnNode = {
  code: string;
  names: { vi: string; en: string };
  provinceCode: string | null;
  contact: Record<string, string | null>;
};

type Row = Record<string, string>;

const FOLDER = new URL('../../domain/data/', import.meta.url);
const read = (file: string): Row[] => parseCsvRecords(readFileSync(new URL(file, FOLDER), 'utf8'));
const column = (rows: readonly Row[], name: string): string[] => rows.map((row) => row[name] ?? '');

/**
 * Brings the classification tables, holidays, legal rules and known exchanges of the project into the database: one statement a table, in one
 * transaction. Running it again changes nothing; a new version of a scheme becomes the current one and the old one stays. Takes a role that may
 * write these tables (the migrator or the worker). `own` is the exchange this installation is.
 * @returns how many classification entries there are.
 */
export async function loadClassifications(db: Db, own?: OwnNode): Promise<{ entries: number }> {
  const schemes = read('schemes.csv');
  const versions = new Map(schemes.map((row) => [row['scheme'], row['version'] ?? '']));
  const entries = SCHEMES.flatMap((scheme) =>
    read(`${scheme}.csv`).map((row, position): Row => ({
      ...row,
      scheme,
      version: versions.get(scheme) ?? '',
      position: String(position + 1),
    })),
  );
  await db.transaction().execute(async (tx) => {
    await loadSchemes(tx, schemes);
    await loadEntries(tx, entries);
    await loadHolidays(tx, read('holidays.csv'));
    await loadRules(tx, read('legal-rules.csv'));
    await loadNodes(tx, read('exchanges.csv'));
    if (own !== undefined) await loadOwnNode(tx, own);
  });
  return { entries: entries.length };
}

async function loadSchemes(db: Db, rows: readonly Row[]): Promise<void> {
  const names = column(rows, 'scheme');
  const versions = column(rows, 'version');
  await sql`update classification_scheme c set is_current = false
    from unnest(${names}::text[], ${versions}::text[]) as x (scheme, version)
    where c.scheme = x.scheme and c.version <> x.version and c.is_current`.execute(db);
  await sql`insert into classification_scheme (scheme, version, title_vi, title_en, source, valid_from)
    select scheme, version, title_vi, title_en, source, nullif(valid_from, '')::date
    from unnest(${names}::text[], ${versions}::text[], ${column(rows, 'title_vi')}::text[], ${column(rows, 'title_en')}::text[],
      ${column(rows, 'source')}::text[], ${column(rows, 'valid_from')}::text[]) as x (scheme, version, title_vi, title_en, source, valid_from)
    on conflict (scheme, version) do update set title_vi = excluded.title_vi, title_en = excluded.title_en, source = excluded.source,
      valid_from = excluded.valid_from, is_current = true`.execute(db);
}

async function loadEntries(db: Db, rows: readonly Row[]): Promise<void> {
  await sql`insert into classification as c (scheme, version, code, parent, label_vi, label_en, position, extra)
    select scheme, version, code, nullif(parent, ''), label_vi, label_en, position::int, coalesce(nullif(extra, ''), '{}')::jsonb
    from unnest(${column(rows, 'scheme')}::text[], ${column(rows, 'version')}::text[], ${column(rows, 'code')}::text[],
      ${column(rows, 'parent')}::text[], ${column(rows, 'label_vi')}::text[], ${column(rows, 'label_en')}::text[],
      ${column(rows, 'position')}::text[], ${column(rows, 'extra')}::text[])
      as x (scheme, version, code, parent, label_vi, label_en, position, extra)
    on conflict (scheme, version, code) do update set parent = excluded.parent, label_vi = excluded.label_vi, label_en = excluded.label_en,
      position = excluded.position, extra = excluded.extra
    where (c.parent, c.label_vi, c.label_en, c.position, c.extra)
      is distinct from (excluded.parent, excluded.label_vi, excluded.label_en, excluded.position, excluded.extra)`.execute(db);
}

async function loadHolidays(db: Db, rows: readonly Row[]): Promise<void> {
  await sql`insert into holiday (on_date, name_vi, name_en, source)
    select on_date::date, name_vi, name_en, source
    from unnest(${column(rows, 'date')}::text[], ${column(rows, 'name_vi')}::text[], ${column(rows, 'name_en')}::text[],
      ${column(rows, 'source')}::text[]) as x (on_date, name_vi, name_en, source)
    on conflict (on_date) do update set name_vi = excluded.name_vi, name_en = excluded.name_en, source = excluded.source`.execute(db);
}

async function loadRules(db: Db, rows: readonly Row[]): Promise<void> {
  await sql`insert into legal_rule (rule_id, article, text_vi, text_en, valid_from, valid_to, source_url, reviewed_by)
    select rule_id, article, text_vi, text_en, valid_from::date, nullif(valid_to, '')::date, source_url, nullif(reviewed_by, '')
    from unnest(${column(rows, 'rule_id')}::text[], ${column(rows, 'article')}::text[], ${column(rows, 'text_vi')}::text[],
      ${column(rows, 'text_en')}::text[], ${column(rows, 'valid_from')}::text[], ${column(rows, 'valid_to')}::text[],
      ${column(rows, 'source_url')}::text[], ${column(rows, 'reviewed_by')}::text[])
      as x (rule_id, article, text_vi, text_en, valid_from, valid_to, source_url, reviewed_by)
    on conflict (rule_id, valid_from) do update set article = excluded.article, text_vi = excluded.text_vi, text_en = excluded.text_en,
      valid_to = excluded.valid_to, source_url = excluded.source_url, reviewed_by = excluded.reviewed_by`.execute(db);
}

async function loadNodes(db: Db, rows: readonly Row[]): Promise<void> {
  await sql`insert into exchange_node (code, name_vi, name_en, contact)
    select code, name_vi, name_en, jsonb_strip_nulls(jsonb_build_object('site', nullif(site, ''), 'operator', nullif(operator, '')))
    from unnest(${column(rows, 'code')}::text[], ${column(rows, 'name_vi')}::text[], ${column(rows, 'name_en')}::text[],
      ${column(rows, 'site')}::text[], ${column(rows, 'operator')}::text[]) as x (code, name_vi, name_en, site, operator)
    on conflict (code) do nothing`.execute(db);
}

async function loadOwnNode(db: Db, own: OwnNode): Promise<void> {
  await sql`update exchange_node set is_self = false where is_self and code <> ${own.code}`.execute(db);
  await sql`insert into exchange_node (code, name_vi, name_en, province_code, contact, is_self)
    values (${own.code}, ${own.names.vi}, ${own.names.en}, ${own.provinceCode}, ${JSON.stringify(own.contact)}::jsonb, true)
    on conflict (code) do update set name_vi = excluded.name_vi, name_en = excluded.name_en, province_code = excluded.province_code,
      contact = excluded.contact, is_self = true`.execute(db);
}

if (import.meta.main) {
  const url = process.argv[2];
  if (url === undefined) throw new Error('usage: load-classifications.ts DATABASE_URL');
  const db = createDb({ url, poolSize: 1, statementTimeout: 60_000 });
  const { entries } = await loadClassifications(db).finally(() => db.destroy());
  process.stdout.write(`classification entries: ${entries}\n`);
}
