import type { GlossPiece } from '@ketnoi/language/gloss';
import { unitsOf } from '@ketnoi/language/units';
import type { PlacedPiece } from './common-meanings.ts';
import type { Range } from './snippet.ts';
import type { UnitPlace } from './unit-places.ts';
import type { WordShares } from './word-shares.ts';

/** Of what is asked for the most telling terms are looked for; so many that are not found are told of. */
const LOOKED_FOR = 12;
const MOST_TOLD = 3;

/** Where the most telling terms of a text stand that a document does not speak of; of Vietnamese whole terms, of English words. */
export function missingTerms(shares: WordShares, asked: { places: readonly UnitPlace[]; pieces: readonly PlacedPiece[] }): Range[] {
  const terms = shares.asked === 'vi' ? termsOfPieces(shares, asked.pieces) : termsOfWords(shares, asked.places);
  const first = new Map<string, Term>();
  for (const term of terms) if (!first.has(term.name)) first.set(term.name, term);
  return [...first.values()]
    .toSorted((one, other) => other.weight - one.weight || one.range[0] - other.range[0])
    .slice(0, LOOKED_FOR)
    .filter(({ isMissing }) => isMissing)
    .slice(0, MOST_TOLD)
    .map(({ range }) => range);
}

type Term = { name: string; range: Range; weight: number; isMissing: boolean };

/** A term is missing when none of its words is there: in whichever of its meanings, where the other side is English. */
function termsOfPieces(shares: WordShares, pieces: readonly PlacedPiece[]): Term[] {
  const weights = new Map(shares.wanted.asked.map(({ unit, weight }) => [unit, weight]));
  return pieces.flatMap((piece): Term[] => {
    const units = shares.reading === 'vietnamese' ? unitsOf(piece.from, 'vietnamese').words : meaningUnits(piece);
    const weight = Math.max(0, ...units.map((unit) => weights.get(unit) ?? 0));
    if (weight === 0 || piece.kind === 'syllable' || !/\p{L}/u.test(piece.from)) return [];
    const isMissing = units.every((unit) => !shares.words.has(unit)) && !isSpelt(piece, shares);
    return [{ name: piece.from.toLowerCase(), range: [piece.start, piece.end], weight, isMissing }];
  });
}

const isSpelt = ({ from }: GlossPiece, { spelling }: WordShares): boolean =>
  unitsOf(from, 'folded').words.every((word) => spelling.has(word));

const meaningUnits = ({ to }: GlossPiece): string[] => to.slice(0, 4).flatMap((meaning) => unitsOf(meaning, 'english').words);

function termsOfWords(shares: WordShares, places: readonly UnitPlace[]): Term[] {
  const weights = new Map(shares.wanted.asked.map(({ unit, weight }) => [unit, weight]));
  return places.flatMap(({ unit, start, end }): Term[] => {
    const weight = unit === null || /^\d/.test(unit) ? 0 : (weights.get(unit) ?? 0);
    return unit === null || weight === 0 ? [] : [{ name: unit, range: [start, end], weight, isMissing: !shares.words.has(unit) }];
  });
}
