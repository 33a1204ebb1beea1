import type { ListingId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import { bindClient, unbindClient, type Db, type Tx } from './database.ts';
import { statement } from './statement.ts';

/** The values a document of the index is counted by, as text; several values of one kind stand in lines. */
export type FacetedDocument = {
  listingId: ListingId;
  side: string;
  kind: string;
  province: string | null;
  region: string | null;
  trl: string | null;
  techClass: string | null;
  organisationType: string | null;
  country: string | null;
  openForInterest: string;
  sectors: string;
  fields: string;
  ipStatuses: string;
  transferModes: string;
  languages: string;
};

const lines = (column: string) => sql`array_to_string(${sql.ref(`d.${column}`)}, E'\n') as ${sql.ref(column)}`;
const columns = sql`d.side, d.kind, d.province, d.region, d.trl::text as trl, d.tech_class, d.organisation_type, d.country,
  d.open_for_interest::text as open_for_interest, ${lines('sectors')}, ${lines('fields')}, ${lines('ip_statuses')}, ${lines('transfer_modes')},
  ${lines('languages')}`;

const page = statement<{ after: string; limit: number }, FacetedDocument>((db, arg) => ({
  compile: () =>
    sql<FacetedDocument>`select d.listing_id, ${columns} from search_document d where d.listing_id > ${arg('after')}::uuid
      order by d.listing_id limit ${arg('limit')}`.compile(db),
}));

/** What was visible on which server: transactions of one, numbered as another's, say nothing of each other. A server is known by its start. */
export type Moment = { server: string; snapshot: string };

const moment = sql`pg_postmaster_start_time()::text as server, pg_current_snapshot()::text as snapshot`;

const current = statement<object, Moment>((db) => ({
  compile: () => sql<Moment>`select ${moment}`.compile(db),
}));

const PAGE = 5000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Reads every document of the index, a page at a time, as they are at one moment. @returns that moment. */
export function readFaceted(db: Db, each: (documents: readonly FacetedDocument[]) => void): Promise<Moment> {
  const read = async (tx: Tx): Promise<Moment> => {
    await bindClient(tx);
    try {
      const [now] = await current(tx, {});
      let rows = await page(tx, { after: BEFORE_ALL, limit: PAGE });
      for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
        each(rows);
        rows = rows.length < PAGE ? [] : await page(tx, { after: last.listingId, limit: PAGE });
      }
      return now ?? { server: '', snapshot: '' };
    } finally {
      unbindClient(tx);
    }
  };
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}

type Change = { [Key in keyof FacetedDocument]: FacetedDocument[Key] | null } & Moment & { changed: boolean; there: boolean };

// One row at least, so that the moment is told even when nothing changed. A change of a transaction that is still to come here was brought along
// in a copy from another server.
const changes = statement<{ since: string }, Change>((db, arg) => ({
  compile: () =>
    sql<Change>`
    select ${moment}, c.changed is true as changed, d.listing_id is not null as there, c.listing_id, ${columns}
    from (values (1)) one (row)
    left join (
      select distinct listing_id, true as changed from search_change
      where xid >= pg_snapshot_xmin(${arg('since')}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${arg('since')}::pg_snapshot)
        and xid < pg_snapshot_xmax(pg_current_snapshot())
    ) c on true
    left join search_document d on d.listing_id = c.listing_id`.compile(db),
}));

/** What became visible after a moment: documents written, ids of documents gone, or that everything is to be read anew. */
export type FacetChanges = { now: Moment; all: boolean; written: readonly FacetedDocument[]; gone: readonly ListingId[] };

const xmaxOf = ({ snapshot }: Moment): bigint => BigInt(snapshot.split(':')[1] ?? '0');

/** What changed in the index since a moment of at most an hour ago, seen from one of now. */
export async function facetChanges(db: Db, { since }: { since: Moment }): Promise<FacetChanges> {
  const rows = await changes(db, { since: since.snapshot });
  const changed = rows.filter((row) => row.changed);
  const [{ server, snapshot } = since] = rows;
  const isOther = server !== since.server || xmaxOf({ server, snapshot }) < xmaxOf(since);
  return {
    now: { server, snapshot },
    all: isOther || changed.some((row) => row.listingId === null),
    written: changed.filter((row): row is Change & FacetedDocument => row.there),
    gone: changed.flatMap((row) => (row.there || row.listingId === null ? [] : [row.listingId])),
  };
}

type ChangedId = Moment & { of: 'document' | 'vectors' | null; listingId: ListingId | null };

const since = (
  moment: string,
) => sql`xid >= pg_snapshot_xmin(${moment}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${moment}::pg_snapshot)
  and xid < pg_snapshot_xmax(pg_current_snapshot())`;

const changedIds = statement<{ since: string }, ChangedId>((db, arg) => ({
  compile: () =>
    sql<ChangedId>`
    select ${moment}, c.of, c.listing_id
    from (values (1)) one (row)
    left join (
      select distinct listing_id, 'document' as of from search_change where ${since(arg('since'))}
      union all select distinct listing_id, 'vectors' as of from listing_vectors where ${since(arg('since'))}
    ) c on true`.compile(db),
}));

const encodedSince = statement<{ since: string }, { listingId: ListingId }>((db, arg) => ({
  compile: () => sql<{ listingId: ListingId }>`select distinct listing_id from listing_vectors where ${since(arg('since'))}`.compile(db),
}));

/** Listings whose vectors were written since a moment, however long ago, of this cluster. */
export async function vectorsSince(db: Db, args: { since: Moment }): Promise<ListingId[]> {
  return (await encodedSince(db, { since: args.since.snapshot })).map(({ listingId }) => listingId);
}

/** The present moment, for asking later what changed since. */
export async function indexMoment(db: Db): Promise<Moment> {
  const [now] = await current(db, {});
  return now ?? { server: '', snapshot: '' };
}

/** Listings whose document was written or left the index, those whose vectors were written, or that everything is to be looked at anew. */
export type IndexChanges = { now: Moment; all: boolean; ids: readonly ListingId[]; encoded: readonly ListingId[] };

/** Which listings changed in the index since a moment of at most an hour ago. */
export async function indexChanges(db: Db, { since }: { since: Moment }): Promise<IndexChanges> {
  const rows = await changedIds(db, { since: since.snapshot });
  const [{ server, snapshot } = since] = rows;
  const idsOf = (which: ChangedId['of']) => rows.flatMap(({ of, listingId }) => (of === which ? (listingId ?? []) : []));
  const isOther = server !== since.server || xmaxOf({ server, snapshot }) < xmaxOf(since);
  return {
    now: { server, snapshot },
    all: isOther || rows.some(({ of, listingId }) => of === 'document' && listingId === null),
    ids: idsOf('document'),
    encoded: idsOf('vectors'),
  };
}
