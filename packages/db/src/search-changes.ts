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

const current = statement<object, { snapshot: string }>((db) => ({
  compile: () => sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.compile(db),
}));

const PAGE = 5000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Reads every document of the index, a page at a time, as they are at one moment. @returns the snapshot of that moment. */
export function readFaceted(db: Db, each: (documents: readonly FacetedDocument[]) => void): Promise<string> {
  const read = async (tx: Tx): Promise<string> => {
    await bindClient(tx);
    try {
      const [now] = await current(tx, {});
      let rows = await page(tx, { after: BEFORE_ALL, limit: PAGE });
      for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
        each(rows);
        rows = rows.length < PAGE ? [] : await page(tx, { after: last.listingId, limit: PAGE });
      }
      return now?.snapshot ?? '';
    } finally {
      unbindClient(tx);
    }
  };
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}

type Change = { [Key in keyof FacetedDocument]: FacetedDocument[Key] | null } & { snapshot: string; changed: boolean; there: boolean };

// One row at least, so that the snapshot is told even when nothing changed.
const changes = statement<{ since: string }, Change>((db, arg) => ({
  compile: () =>
    sql<Change>`
    select pg_current_snapshot()::text as snapshot, c.changed is true as changed, d.listing_id is not null as there, c.listing_id, ${columns}
    from (values (1)) one (row)
    left join (
      select distinct listing_id, true as changed from search_change
      where xid >= pg_snapshot_xmin(${arg('since')}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${arg('since')}::pg_snapshot)
    ) c on true
    left join search_document d on d.listing_id = c.listing_id`.compile(db),
}));

/** What became visible after a snapshot: documents written, ids of documents gone, or that everything is to be read anew. */
export type FacetChanges = { snapshot: string; all: boolean; written: readonly FacetedDocument[]; gone: readonly ListingId[] };

/** What changed in the index since a snapshot of at most an hour ago, seen from one of now. */
export async function facetChanges(db: Db, args: { since: string }): Promise<FacetChanges> {
  const rows = await changes(db, args);
  const changed = rows.filter((row) => row.changed);
  return {
    snapshot: rows[0]?.snapshot ?? args.since,
    all: changed.some((row) => row.listingId === null),
    written: changed.filter((row): row is Change & FacetedDocument => row.there),
    gone: changed.flatMap((row) => (row.there || row.listingId === null ? [] : [row.listingId])),
  };
}
