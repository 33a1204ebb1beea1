import type { ListingId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { statement } from './statement.ts';

type Update = { id: ListingId; updatedAt: Date };

const select = statement<{ ids: readonly ListingId[] }, Update>((db, arg) => ({
  compile: () =>
    sql<Update>`
    select p.listing_id as id, (p.detail ->> 'updatedAt')::timestamptz as updated_at
    from listing_public p where p.listing_id = any (${arg('ids')}::uuid[])`.compile(db),
}));

/** When what is shown of these listings was last changed. */
export async function shownUpdates(db: Db, args: { ids: readonly ListingId[] }): Promise<Map<ListingId, Date>> {
  if (args.ids.length === 0) return new Map();
  return new Map((await select(db, args)).map((row) => [row.id, row.updatedAt]));
}
