import type { MatchListing } from '@ketnoi/db/match-listings';
import type { Bilingual } from '@ketnoi/domain/language';
import type { Side } from '@ketnoi/domain/listing-kinds';
import type { Match } from '@ketnoi/matching/answer';
import { explained } from '@ketnoi/matching/explain';
import type { Scored } from '@ketnoi/matching/match';
import type { QueryTables } from '@ketnoi/matching/query';
import { askedText, type Means } from './answering.ts';
import { matchedText } from './facts-of.ts';
import type { Asking } from './port.ts';

const NOTHING: Bilingual = { vi: null, en: null };

/** Ranked listings of one side, and the rows they are told of by, read at this moment. */
export type Found = { side: Side; scored: readonly Scored[]; rows: readonly MatchListing[] };

/** Matches with all they rest on, in the words of both sides. What has no row is left out: it is not shown any more. */
export function told({ shelf, query, model }: Means, tables: QueryTables, { asking, found }: { asking: Asking; found: Found }): Match[] {
  const { side, scored, rows } = found;
  const byId = new Map<string, MatchListing>(rows.map((row) => [row.listingId, row]));
  const collection = shelf.sides[side].collection();
  const textsOf = (doc: number): Bilingual => {
    const row = byId.get(collection.documents[doc]?.id ?? '');
    return row === undefined ? NOTHING : askedText(matchedText(row));
  };
  const shown = scored.filter(({ id }) => byId.has(id));
  return explained(shown, { collection, query, model, tables, asked: askedText(asking), textsOf }).map(
    ({ id, score, band, reasons }): Match => ({ listingId: id, version: byId.get(id)?.version ?? 0, score, band, reasons }),
  );
}
