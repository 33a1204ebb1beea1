import { withAncestors, type CodeTables } from '@ketnoi/db/classifications';
import { hitRows, type HitRow } from '@ketnoi/db/listing-hits';
import type { Facet } from '@ketnoi/domain/search';
import type { Filters, SearchRequest, SearchResult } from '@ketnoi/search/port';
import type { Ctx } from '../context.ts';

/** What an engine found, and of it the listings that everyone may see, and that fit, at this moment. */
export type ShownHits = { found: SearchResult; rows: HitRow[] };

/** Searches what is shown to everyone. Whatever engine found it, each hit is read anew and leaves only if it is shown, and fits, at this moment. */
export async function shownHits(ctx: Ctx, request: SearchRequest, codes: CodeTables): Promise<ShownHits> {
  const found = await ctx.search.search(request);
  const known = await hitRows(ctx.db, { ids: found.hits.map((hit) => hit.listingId) });
  const rows = found.hits.flatMap((hit) => {
    const row = known.get(hit.listingId);
    return row !== undefined && (row.version === hit.version || stillFits(row, request.filters, codes)) ? [row] : [];
  });
  return { found, rows };
}

/** Does the listing, as it stands now, still pass the filters? Asked when the index knew another version of it. */
function stillFits(row: HitRow, filters: Filters, codes: CodeTables): boolean {
  const { card } = row;
  const above = (scheme: 'st_field' | 'priority_sector', of: readonly string[]): string[] =>
    of.flatMap((code) => withAncestors(codes[scheme], code));
  const province = card.province === null ? undefined : codes.province.get(card.province);
  const values: Record<Facet, readonly (string | number | null | undefined)[]> = {
    side: [card.side],
    kind: [card.kind],
    field: above('st_field', card.fields),
    sector: above('priority_sector', card.sectors),
    province: [card.province],
    region: [row.regionCode ?? (province?.extra['region'] as string | undefined)],
    trl: [card.trl ?? card.trlMin],
    techClass: [row.techClass],
    ipStatus: card.ipStatus,
    transferMode: card.transferModes,
    country: [row.country],
    organisationType: [row.organisationType],
    language: card.languages,
    openForInterest: [String(card.openForInterest)],
  };
  return (Object.entries(filters) as [Facet, readonly string[]][]).every(
    ([facet, wanted]) => wanted.length === 0 || values[facet].some((one) => wanted.includes(String(one))),
  );
}
