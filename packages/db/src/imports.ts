import { isUuid, type AccountId, type ImportId, type OrganisationId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { organisationJson, type OrganisationFacts } from './listing-heads.ts';

export type ImportState = 'waiting' | 'running' | 'finished' | 'failed';

/** One thing that is wrong with a file; `limit` is the bound a value went past. The sentence is made where it is read. */
export type StoredFinding = { row: number | null; field: string | null; code: string; limit?: string | number };

export type ImportRow = {
  id: ImportId;
  accountId: AccountId | null;
  organisationId: OrganisationId | null;
  fileName: string;
  fileHash: Buffer;
  format: 'csv' | 'xlsx' | 'jsonl';
  mapping: unknown;
  dryRun: boolean;
  publish: boolean;
  state: ImportState;
  total: number;
  done: number;
  created: number;
  skipped: number;
  failed: number;
  findings: StoredFinding[];
  createdAt: Date;
  finishedAt: Date | null;
};

const COLUMNS = [
  'id',
  'accountId',
  'organisationId',
  'fileName',
  'fileHash',
  'format',
  'mapping',
  'dryRun',
  'publish',
  'state',
  'total',
  'done',
  'created',
  'skipped',
  'failed',
  'createdAt',
  'finishedAt',
] as const;

export type NewImport = Pick<
  ImportRow,
  'id' | 'accountId' | 'organisationId' | 'fileName' | 'fileHash' | 'format' | 'mapping' | 'dryRun' | 'publish'
>;

/** Writes an import down that nobody has begun yet. */
export async function insertImport(tx: Tx, args: NewImport & { now: Date }): Promise<void> {
  const { now, mapping, ...row } = args;
  await tx
    .insertInto('importRun')
    .values({ ...row, mapping: JSON.stringify(mapping), state: 'waiting', createdAt: now, updatedAt: now })
    .execute();
}

const selected = (db: Db) => db.selectFrom('importRun').select([...COLUMNS, sql<StoredFinding[]>`findings`.as('findings')]);

export async function findImport(db: Db, args: { id: ImportId }): Promise<ImportRow | null> {
  return ((await selected(db).where('id', '=', args.id).executeTakeFirst()) ?? null) as ImportRow | null;
}

/** The import, locked until the transaction ends, so that no two workers read the same rows in. */
export async function lockImport(tx: Tx, args: { id: ImportId }): Promise<ImportRow | null> {
  return ((await selected(tx).where('id', '=', args.id).forUpdate().executeTakeFirst()) ?? null) as ImportRow | null;
}

/** An import of the same file by the same mapping that was begun and not finished: to be gone on with. */
export async function findOpenImport(
  db: Db,
  args: Pick<ImportRow, 'fileHash' | 'organisationId' | 'dryRun'> & { mapping: unknown },
): Promise<ImportRow | null> {
  const row = await selected(db)
    .where('fileHash', '=', args.fileHash)
    .where('organisationId', 'is not distinct from', args.organisationId)
    .where('dryRun', '=', args.dryRun)
    .where(sql<boolean>`mapping = ${JSON.stringify(args.mapping)}::jsonb`)
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row ?? null) as ImportRow | null;
}

/** The platform's own import of a file of this name, the newest first; its name says which edition of which file it is. */
export async function findPlatformImport(db: Db, args: { fileName: string }): Promise<ImportRow | null> {
  const row = await selected(db)
    .where('fileName', '=', args.fileName)
    .where('organisationId', 'is', null)
    .where('dryRun', '=', false)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row ?? null) as ImportRow | null;
}

export type ImportProgress = Pick<ImportRow, 'state' | 'total' | 'done' | 'created' | 'skipped' | 'failed' | 'findings'>;

/** Keeps how far an import is, in the transaction that wrote its rows: after a crash it goes on from exactly there. */
export async function saveImportProgress(tx: Tx, args: { id: ImportId; now: Date; progress: ImportProgress }): Promise<void> {
  const { findings, ...progress } = args.progress;
  const ended = progress.state === 'finished' || progress.state === 'failed';
  await tx
    .updateTable('importRun')
    .set({ ...progress, findings: JSON.stringify(findings), updatedAt: args.now, finishedAt: ended ? args.now : null })
    .where('id', '=', args.id)
    .execute();
}

/** Organisations of this exchange by what a file may call them: id, tax code, or number of origin. */
export async function organisationsByKey(db: Db, args: { keys: readonly string[] }): Promise<Map<string, OrganisationFacts>> {
  const ids = args.keys.filter(isUuid);
  const { rows } = await sql<{ key: string; organisation: OrganisationFacts }>`
    select distinct on (k.key) k.key, ${organisationJson('o')} as organisation
    from (
      select id::text as key, id from organisation where id = any (${ids}::uuid[])
      union all select tax_code, id from organisation where tax_code = any (${args.keys}::text[]) and membership = 'member'
      union all select origin_id, id from organisation
        where origin_node = (select code from exchange_node where is_self) and origin_id = any (${args.keys}::text[])
    ) k join organisation o on o.id = k.id and o.withdrawn_at is null
    order by k.key, o.created_at`.execute(db);
  const byKey = new Map(rows.map((row) => [row.key, row.organisation]));
  const found = new Map<string, OrganisationFacts>();
  for (const key of args.keys) {
    // An id is the same in capitals.
    const organisation = byKey.get(key) ?? byKey.get(key.toLowerCase());
    if (organisation !== undefined) found.set(key, organisation);
  }
  return found;
}

export type KnownListing = { ownerOrganisationId: OrganisationId; side: string; originId: string | null; titles: string[] };

/** What these organisations have on the exchange already, by their numbers of origin and titles; what they have withdrawn does not count. */
export async function knownListings(db: Db, args: { organisationIds: readonly OrganisationId[] }): Promise<KnownListing[]> {
  const { rows } = await sql<KnownListing>`
    select l.owner_organisation_id, l.side, l.origin_id, array(
      select t.text from listing_text t
      where t.version_id = coalesce(l.draft_version_id, l.review_version_id, l.published_version_id) and t.block = 'title') as titles
    from listing l
    where l.owner_organisation_id = any (${args.organisationIds}::uuid[]) and l.state <> 'withdrawn'
      and l.origin_node = (select code from exchange_node where is_self)`.execute(db);
  return rows;
}
