import type { MatchListing } from '@ketnoi/db/match-listings';
import type { Bilingual } from '@ketnoi/domain/language';
import type { DocumentText, MatchDocument } from '@ketnoi/matching/collection';
import { matchedText } from './facts-of.ts';

/** A shown listing as it is ranked. */
export function documentOf(listing: MatchListing): MatchDocument {
  const { title, text } = matchedText(listing);
  const of = (language: keyof Bilingual): DocumentText | null =>
    title[language] === null && text[language] === null ? null : { title: title[language] ?? '', text: text[language] ?? '' };
  return { id: listing.listingId, texts: { vi: of('vi'), en: of('en') } };
}

/** Title and text as one, in each language that has any. */
export function wholeText({ title, text }: { title: Bilingual; text: Bilingual }): Bilingual {
  const of = (language: keyof Bilingual): string | null =>
    [title[language], text[language]].filter((part) => part !== null && part !== '').join('. ') || null;
  return { vi: of('vi'), en: of('en') };
}
