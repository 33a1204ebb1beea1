import type { Db } from '@ketnoi/db/database';
import { listingsHolding as holding } from '@ketnoi/db/dictionary';
import type { ListingId } from '@ketnoi/domain/ids';
import { foldedWords } from '@ketnoi/language/tokens';
import { pair } from './postgresql/lexemes.ts';

/**
 * Shown listings whose public text may hold a Vietnamese term, whatever its marks, and that are read by what their words mean: those without an English text, and
 * needs. In the order of their ids, behind `after`. Words made of letters stand side by side.
 */
export async function listingsHolding(db: Db, args: { term: string; after: string; limit: number }): Promise<ListingId[]> {
  const words = foldedWords(args.term);
  const areLetters = words.length > 1 && words.every((word) => /^\p{L}+$/u.test(word));
  const lexemes = areLetters ? words.slice(1).map((word, at) => pair(words[at] ?? '', word)) : words;
  if (lexemes.length === 0) return [];
  return (await holding(db, { lexemes, after: args.after, limit: args.limit })).map(({ listingId }) => listingId);
}
