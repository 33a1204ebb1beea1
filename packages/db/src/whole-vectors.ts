import type { ListingId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { statement } from './statement.ts';

/** The vector of a listing's whole text by one model, a byte a value. */
export type WholeVector = { listingId: ListingId; model: string; bytes: Buffer };

/** The vectors of what these listings say now; of an earlier version none is given. */
export const wholeVectors = statement<{ ids: readonly string[] }, WholeVector>((db, arg) => ({
  compile: () =>
    sql<WholeVector>`select v.listing_id, v.model, substring(v.bytes from 1 for length(v.bytes) * 4 / length(v.scales)) as bytes
      from listing_vectors v join listing_public p on p.listing_id = v.listing_id and p.version = v.version
      where v.listing_id = any (${arg('ids')}::uuid[]) and length(v.scales) > 0 and substring(v.scales from 1 for 4) <> '\\x00000000'`.compile(
      db,
    ),
}));

/** A model, and how many values its vectors have. */
export type ModelSize = { model: string; dimensions: number };

/** The models of which at least half as many listings have vectors as of the one that has most. */
export async function usualModels(db: Db): Promise<ModelSize[]> {
  const { rows } = await sql<ModelSize>`
    select model, dimensions from (
      select model, max(length(bytes) * 4 / length(scales)) as dimensions, count(*) as listings, max(count(*)) over () as most
      from listing_vectors where length(scales) > 0 group by model
    ) m where listings * 2 >= most order by model`.execute(db);
  return rows;
}
