import type { CodeTables } from '@ketnoi/db/classifications';
import type { MatchListing } from '@ketnoi/db/match-listings';
import { SIDES, type Side } from '@ketnoi/domain/listing-kinds';
import type { DocumentText, MatchDocument } from '@ketnoi/matching/collection';
import type { MatchFacts } from '@ketnoi/matching/facts';
import { liveCollection, type LiveCollection } from '@ketnoi/matching/live-collection';
import type { QueryTables } from '@ketnoi/matching/query';
import { factsOf, matchedText } from './facts-of.ts';

/** What is known of a listing beside its words. */
export type Known = { version: number; side: Side; facts: MatchFacts };

/** Every shown listing as it is ranked, each side for itself: how rare a word is among offers says nothing of needs. */
export type Shelf = {
  sides: Readonly<Record<Side, LiveCollection>>;
  known: ReadonlyMap<string, Known>;
  put: (listings: readonly MatchListing[], codes: CodeTables) => void;
  remove: (ids: readonly string[]) => void;
};

/** An empty shelf. */
export function emptyShelf(tables: QueryTables): Shelf {
  const sides = { offer: liveCollection(tables), need: liveCollection(tables) };
  const known = new Map<string, Known>();
  const remove = (ids: readonly string[]): void => {
    for (const side of SIDES) {
      const there = ids.filter((id) => known.get(id)?.side === side);
      if (there.length > 0) sides[side].remove(there);
    }
    for (const id of ids) known.delete(id);
  };
  const put = (listings: readonly MatchListing[], codes: CodeTables): void => {
    for (const side of SIDES) {
      const those = listings.filter((listing) => listing.side === side);
      if (those.length > 0) sides[side].put(those.map(documentOf));
    }
    for (const listing of listings)
      known.set(listing.listingId, { version: listing.version, side: listing.side, facts: factsOf(listing, codes) });
  };
  return { sides, known, put, remove };
}

function documentOf(listing: MatchListing): MatchDocument {
  const { title, text } = matchedText(listing);
  const of = (language: 'vi' | 'en'): DocumentText | null =>
    title[language] === null && text[language] === null ? null : { title: title[language] ?? '', text: text[language] ?? '' };
  return { id: listing.listingId, texts: { vi: of('vi'), en: of('en') } };
}
