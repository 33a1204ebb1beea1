import { glossPieces, type GlossPiece, type GlossTables } from '@ketnoi/language/gloss';
import { unitsOf, type Units } from '@ketnoi/language/units';

/** Words and pairs with how much each is wanted. */
export type WantedUnits = { words: ReadonlyMap<string, number>; pairs: ReadonlyMap<string, number> };

/** A word said often in a query counts at most nine times one said once. */
const K3 = 8;
/** What the first, second, third and fourth meaning of a term count; together a term counts once. */
const MEANINGS = [1, 0.8, 0.6, 0.5];

/** The units of a text as wanted, each as often as it is said, saturating. */
export function wantedUnits(units: Units): WantedUnits {
  return saturated([{ units, share: 1 }]);
}

/** What a glossed text wants of English documents: every meaning of its terms, the more usual ones more. */
export function wantedMeanings(pieces: readonly GlossPiece[]): WantedUnits {
  return saturated(
    pieces.flatMap(({ to }) => {
      const meanings = to.slice(0, MEANINGS.length);
      const whole = MEANINGS.slice(0, meanings.length).reduce((sum, share) => sum + share, 0);
      return meanings.map((meaning, at) => ({ units: unitsOf(meaning, 'english'), share: (MEANINGS[at] ?? 0) / whole }));
    }),
  );
}

/** The English units of a Vietnamese document, so that English asks for it: of each term the three most usual meanings. */
export function unitsOfMeanings(pieces: readonly GlossPiece[]): Units {
  const all = pieces.flatMap(({ to }) => to.slice(0, 3).map((meaning) => unitsOf(meaning, 'english')));
  return { words: all.flatMap(({ words }) => words), pairs: all.flatMap(({ pairs }) => pairs) };
}

/** The pieces of a Vietnamese text, for the functions above and for the encoder. */
export function glossed(text: string, tables: GlossTables): GlossPiece[] {
  return glossPieces(text, 'vi', tables);
}

function saturated(parts: readonly { units: Units; share: number }[]): WantedUnits {
  const words = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const { units, share } of parts) {
    for (const word of units.words) words.set(word, (words.get(word) ?? 0) + share);
    for (const pair of units.pairs) pairs.set(pair, (pairs.get(pair) ?? 0) + share);
  }
  for (const counts of [words, pairs]) for (const [unit, count] of counts) counts.set(unit, ((K3 + 1) * count) / (K3 + count));
  return { words, pairs };
}
