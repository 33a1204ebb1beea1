import { upsertVectors, type VectorRow } from '@ketnoi/db/listing-vectors';
import { matchListingsAfter } from '@ketnoi/db/match-listings';
import type { Ctx } from '../context.ts';
import { documentOf } from '../matching/documents.ts';
import { readingsOf, rowOf } from '../matching/vector-rows.ts';
import { readVectorFile } from './vector-file.ts';

const PAGE = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Puts the ready-made vectors beside the listings whose texts they are of; what is missing is made in the background. @returns of how many listings. */
export async function loadVectors(ctx: Ctx, say: (text: string) => void): Promise<number> {
  const made = readVectorFile();
  if (made === null) return 0;
  const { tables } = await ctx.search.tables.fresh();
  let loaded = 0;
  let page = await matchListingsAfter(ctx.db, { after: BEFORE_ALL, limit: PAGE });
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    const rows = page.flatMap((listing): VectorRow[] =>
      readingsOf(documentOf(listing), made, tables).flatMap(({ reader: { model, dimensions, vectors }, texts }) => {
        const row = rowOf(texts, vectors, dimensions);
        return row === null ? [] : [{ ...row, listingId: listing.listingId, version: listing.version, model }];
      }),
    );
    await upsertVectors(ctx.db, { rows, now: ctx.clock.now() });
    loaded += new Set(rows.map(({ listingId }) => listingId)).size;
    say(`vectors: ${loaded}`);
    page = await matchListingsAfter(ctx.db, { after: last.listingId, limit: PAGE });
  }
  return loaded;
}
