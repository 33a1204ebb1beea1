import type { Language } from '@ketnoi/domain/language';
import type { GlossPiece } from '@ketnoi/language/gloss';
import { unitsOf } from '@ketnoi/language/units';
import type { PlacedPiece } from './common-meanings.ts';
import type { Range } from './snippet.ts';
import type { WordShares } from './word-shares.ts';

/** Of what is asked for the most telling terms are looked for; so many that are not found are told of. */
const LOOKED_FOR = 12;
const MOST_TOLD = 3;
/** Terms of a field, and names; that a document goes without a word of everyday says nothing. */
const TELLING: ReadonlySet<GlossPiece['kind']> = new Set(['glossary', 'technical', 'same']);
const SHORTEST_NAME = 3;

type Term = { name: string; range: Range; weight: number; isMissing: boolean };

/**
 * Where the most telling terms of a text stand that a document does not speak of: none of whose words is there, in whichever of their meanings where the other
 * side is in another language. `pieces` are the terms of the asking text in the language it asks in.
 */
export function missingTerms(shares: WordShares, pieces: readonly PlacedPiece[]): Range[] {
  const first = new Map<string, Term>();
  for (const term of termsOf(shares, pieces)) if (!first.has(term.name)) first.set(term.name, term);
  return [...first.values()]
    .toSorted((one, other) => other.weight - one.weight || one.range[0] - other.range[0])
    .slice(0, LOOKED_FOR)
    .filter(({ isMissing }) => isMissing)
    .slice(0, MOST_TOLD)
    .map(({ range }) => range);
}

function termsOf(shares: WordShares, pieces: readonly PlacedPiece[]): Term[] {
  const weights = new Map(shares.wanted.asked.map(({ unit, weight }) => [unit, weight]));
  return pieces
    .filter((piece) => isTelling(piece, shares.asked))
    .flatMap((piece): Term[] => {
      const units = unitsFor(piece, shares);
      const weight = Math.max(0, ...units.map((unit) => weights.get(unit) ?? 0));
      if (weight === 0) return [];
      const isMissing = units.every((unit) => !shares.words.has(unit)) && !isSpelt(piece, shares);
      return [{ name: piece.from.toLowerCase(), range: [piece.start, piece.end], weight, isMissing }];
    });
}

/** A single syllable of Vietnamese may mean too many things. */
function isTelling({ kind, from }: GlossPiece, asked: Language): boolean {
  if (!TELLING.has(kind) || !/\p{L}/u.test(from)) return false;
  return kind === 'same' ? from.length >= SHORTEST_NAME : asked === 'en' || from.includes(' ');
}

/** The units a term is looked for by: its own words in the same language, those of its meanings in another. */
function unitsFor({ from, to }: GlossPiece, { asked, reading }: { asked: Language; reading: WordShares['reading'] }): string[] {
  if (asked === 'vi' && reading === 'english') return to.slice(0, 4).flatMap((meaning) => unitsOf(meaning, 'english').words);
  return unitsOf(from, reading).words;
}

function isSpelt({ from }: GlossPiece, { spelling }: WordShares): boolean {
  return unitsOf(from, 'folded').words.every((word) => spelling.has(word));
}
