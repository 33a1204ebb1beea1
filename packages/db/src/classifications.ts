import type { Scheme } from '@ketnoi/domain/classifications';
import type { Bilingual } from '@ketnoi/domain/language';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { statement } from './statement.ts';

type Names = { [Key in keyof Bilingual]: string };
type SchemeRow = { name: Scheme; version: string; title: Names; source: string; validFrom: string | null };
type EntryRow = { code: string; parent: string | null; label: Names; extra: Record<string, unknown> | null };

const title = sql<Names>`json_build_object('vi', title_vi, 'en', title_en)`;
const label = sql<Names>`json_build_object('vi', label_vi, 'en', label_en)`;

/** The schemes in force, each with the number of its entries. */
export const listSchemes = statement<object, SchemeRow & { entries: number }>((db) =>
  db
    .selectFrom('classificationScheme as s')
    .where('s.isCurrent', '=', true)
    .orderBy('s.scheme')
    .select((e) => [
      e.ref('s.scheme').$castTo<Scheme>().as('name'),
      's.version',
      title.as('title'),
      's.source',
      's.validFrom',
      sql<number>`(select count(*) from classification c where c.scheme = s.scheme and c.version = s.version)`.as('entries'),
    ]),
);

const findCurrent = statement<{ name: Scheme }, SchemeRow>((db, arg) =>
  db
    .selectFrom('classificationScheme as s')
    .where('s.scheme', '=', arg('name'))
    .where('s.isCurrent', '=', true)
    .select((e) => [e.ref('s.scheme').$castTo<Scheme>().as('name'), 's.version', title.as('title'), 's.source', 's.validFrom']),
);

const listEntries = statement<{ name: Scheme; version: string }, EntryRow>((db, arg) =>
  db
    .selectFrom('classification as c')
    .where('c.scheme', '=', arg('name'))
    .where('c.version', '=', arg('version'))
    .orderBy('c.position')
    .select(['c.code', 'c.parent', label.as('label'), sql<EntryRow['extra']>`nullif(c.extra, '{}')`.as('extra')]),
);

/** One scheme in force with all its entries in their order; null when it is not loaded. */
export async function findScheme(db: Db, args: { name: Scheme }): Promise<(SchemeRow & { items: EntryRow[] }) | null> {
  const [scheme] = await findCurrent(db, args);
  return scheme === undefined ? null : { ...scheme, items: await listEntries(db, { name: args.name, version: scheme.version }) };
}

/** The names of some codes, each pair of `schemes` and `codes` at the same place; a code that is not in force is left out. */
export const listLabels = statement<{ schemes: string[]; codes: string[] }, { scheme: Scheme; code: string; label: Names }>((db, arg) =>
  db
    .selectFrom('classification as c')
    .innerJoin('classificationScheme as s', (join) =>
      join.onRef('s.scheme', '=', 'c.scheme').onRef('s.version', '=', 'c.version').on('s.isCurrent', '=', true),
    )
    .where(sql<boolean>`(c.scheme, c.code) in (select * from unnest(${arg('schemes')}::text[], ${arg('codes')}::text[]))`)
    .orderBy('c.scheme')
    .orderBy('c.position')
    .select((e) => [e.ref('c.scheme').$castTo<Scheme>().as('scheme'), 'c.code', label.as('label')]),
);

/** What search reads of the classifications. */
const SEARCHED = [
  'st_field',
  'priority_sector',
  'province',
  'province_legacy',
  'region',
  'ipc',
  'list_status',
  'ip_status',
  'transfer_mode',
  'country',
  'organisation_type',
  'trl',
] as const satisfies readonly Scheme[];
export type SearchedScheme = (typeof SEARCHED)[number];

export type CodeEntry = { code: string; parent: string | null; label: Names; extra: Record<string, unknown> };

/** The entries in force, by scheme and code, in the order of their tables. */
export type CodeTables = Readonly<Record<SearchedScheme, ReadonlyMap<string, CodeEntry>>>;

const listSearched = statement<{ schemes: readonly string[] }, CodeEntry & { scheme: SearchedScheme }>((db, arg) =>
  db
    .selectFrom('classificationScheme as s')
    .innerJoin('classification as c', (join) => join.onRef('c.scheme', '=', 's.scheme').onRef('c.version', '=', 's.version'))
    .where('s.isCurrent', '=', true)
    .where('s.scheme', '=', (e) => e.fn<string>('any', [e.val(arg('schemes'))]))
    .orderBy('c.position')
    .select((e) => [
      e.ref('s.scheme').$castTo<SearchedScheme>().as('scheme'),
      'c.code',
      'c.parent',
      label.as('label'),
      e.ref('c.extra').$castTo<Record<string, unknown>>().as('extra'),
    ]),
);

const KEPT_MILLIS = 60_000;
const kept = new WeakMap<Db, { until: number; codes: Promise<CodeTables> }>();

/** The classifications that search reads; kept for a minute per database handle, since they change with a new version alone. */
export function codeTables(db: Db): Promise<CodeTables> {
  const known = kept.get(db);
  if (known !== undefined && known.until > Date.now()) return known.codes;
  const codes = readCodes(db);
  kept.set(db, { until: Date.now() + KEPT_MILLIS, codes });
  codes.catch(() => kept.delete(db));
  return codes;
}

async function readCodes(db: Db): Promise<CodeTables> {
  const codes = Object.fromEntries(SEARCHED.map((scheme) => [scheme, new Map<string, CodeEntry>()])) as Record<
    SearchedScheme,
    Map<string, CodeEntry>
  >;
  for (const { scheme, ...entry } of await listSearched(db, { schemes: SEARCHED })) codes[scheme].set(entry.code, entry);
  return codes;
}

/** A code with everything above it, itself first; codes the scheme does not know stand for themselves. */
export function withAncestors(scheme: ReadonlyMap<string, CodeEntry>, code: string): string[] {
  const line: string[] = [];
  for (let at: string | null = code; at !== null && !line.includes(at); at = scheme.get(at)?.parent ?? null) line.push(at);
  return line;
}
