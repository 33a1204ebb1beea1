import type { ListingId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { SHOWN_STATES } from '@ketnoi/domain/listing';
import type { PublicDetail } from '@ketnoi/domain/listing-projection';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { CardRow } from './listing-cards.ts';
import { statement } from './statement.ts';

/** A found listing as it stands now: its card, and what else a search may have found or filtered it by. */
export type HitRow = CardRow & {
  keywords: Record<Language, string[]>;
  ipcCodes: string[];
  regionCode: string | null;
  organisationType: string | null;
  country: string | null;
  techClass: string | null;
};

const select = statement<{ ids: readonly ListingId[] }, HitRow>((db, arg) => ({
  compile: () =>
    sql<HitRow>`
    select p.listing_id as id, p.version, p.card, p.organisation,
      json_build_object('vi', p.keywords_vi, 'en', p.keywords_en) as keywords, p.ipc_codes, p.region_code, p.organisation_type, p.country, p.tech_class
    from listing_public p
    join listing l on l.id = p.listing_id and l.audience = 'public' and l.state = any (${sql.val(SHOWN_STATES)}::text[])
    where p.listing_id = any (${arg('ids')}::uuid[]) and not p.retracted`.compile(db),
}));

/**
 * Those of the listings an index named that everyone may see at this moment. Both walls are asked: the state of the listing and its public
 * projection; what an index still holds of a listing that was hidden goes no further.
 */
export async function hitRows(db: Db, args: { ids: readonly ListingId[] }): Promise<Map<ListingId, HitRow>> {
  if (args.ids.length === 0) return new Map();
  return new Map((await select(db, args)).map((row) => [row.id, row]));
}

export type HitText = { id: ListingId; texts: PublicDetail['texts']; values: PublicDetail['values'] };

/** The public texts beyond the card, for saying where a listing was found. */
export const hitTexts = statement<{ ids: readonly ListingId[] }, HitText>((db, arg) => ({
  compile: () =>
    sql<HitText>`
    select p.listing_id as id, p.detail -> 'texts' as texts, p.detail -> 'values' as values
    from listing_public p where p.listing_id = any (${arg('ids')}::uuid[])`.compile(db),
}));
