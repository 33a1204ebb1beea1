import type { ListingId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { statement } from './statement.ts';

/** Vectors of one listing by one model, as they are kept: the whole text's first, then those of its sentences. */
export type VectorRow = {
  listingId: ListingId;
  model: string;
  /** Of the public row they were made for. */
  version: number;
  /** Eight bytes a row. */
  digests: Buffer;
  bytes: Buffer;
  scales: Buffer;
  isComplete: boolean;
};

const columns = sql`v.listing_id, v.model, v.version, v.digests, v.bytes, v.scales, v.is_complete`;

/** What is kept of these listings by these models, of whatever version. */
export const findVectors = statement<{ ids: readonly string[]; models: readonly string[] }, VectorRow>((db, arg) => ({
  compile: () =>
    sql<VectorRow>`select ${columns} from listing_vectors v
      where v.listing_id = any (${arg('ids')}::uuid[]) and v.model = any (${arg('models')}::text[])`.compile(db),
}));

/** Writes vectors, in place of earlier ones of the same model. A listing that has left the public projection meanwhile is passed over. */
export async function upsertVectors(db: Db, args: { rows: readonly VectorRow[]; now: Date }): Promise<void> {
  if (args.rows.length === 0) return;
  // In order of ids, so that two writers never wait for each other.
  const rows = args.rows.toSorted((one, other) => (one.listingId < other.listingId ? -1 : 1));
  const of = <Key extends keyof VectorRow>(key: Key): VectorRow[Key][] => rows.map((row) => row[key]);
  await sql`
    insert into listing_vectors as v (listing_id, model, version, digests, bytes, scales, is_complete, made_at)
    select x.listing_id, x.model, x.version, x.digests, x.bytes, x.scales, x.is_complete, ${args.now}::timestamptz
    from unnest(${of('listingId')}::uuid[], ${of('model')}::text[], ${of('version')}::int[], ${of('digests')}::bytea[], ${of('bytes')}::bytea[],
      ${of('scales')}::bytea[], ${of('isComplete')}::boolean[]) as x (listing_id, model, version, digests, bytes, scales, is_complete)
    where exists (select from listing_public p where p.listing_id = x.listing_id and not p.retracted for key share)
    on conflict (listing_id, model) do update set version = excluded.version, digests = excluded.digests, bytes = excluded.bytes,
      scales = excluded.scales, is_complete = excluded.is_complete, made_at = excluded.made_at, xid = pg_current_xact_id()
    where excluded.version >= v.version`.execute(db);
}

/** Shown listings whose vectors by one of the models are missing, of another version of what is shown, or not complete. */
export const listUnencoded = statement<{ models: readonly string[]; limit: number }, { listingId: ListingId }>((db, arg) => ({
  compile: () =>
    sql<{ listingId: ListingId }>`select p.listing_id from listing_public p
      where not p.retracted and (
        select count(*) from listing_vectors v
        where v.listing_id = p.listing_id and v.model = any (${arg('models')}::text[]) and v.version = p.version and v.is_complete
      ) < cardinality(${arg('models')}::text[])
      order by p.listing_id limit ${arg('limit')}`.compile(db),
}));

/** Forgets vectors of models that are used no more, of at most `limit` listings that have those in use. @returns how many. */
export async function removeOtherVectors(db: Db, args: { models: readonly string[]; limit: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from listing_vectors v using (
      select o.listing_id, o.model from listing_vectors o
      where o.model <> all (${args.models}::text[])
        and (select count(*) from listing_vectors n where n.listing_id = o.listing_id and n.model = any (${args.models}::text[]) and n.is_complete)
          = cardinality(${args.models}::text[])
      limit ${args.limit}
    ) old
    where v.listing_id = old.listing_id and v.model = old.model`.execute(db);
  return Number(numAffectedRows ?? 0);
}
