import { fold } from '@ketnoi/language/fold';
import type { GlossPiece } from '@ketnoi/language/gloss';
import { words } from '@ketnoi/language/tokens';
import { unitsOf } from '@ketnoi/language/units';
import { tenthsOf } from './common-words.ts';
import type { Range } from './snippet.ts';
import type { UnitPlace } from './unit-places.ts';
import { isTold, type Shares } from './word-shares.ts';

/** A piece of a gloss where it stands in its text. */
export type PlacedPiece = GlossPiece & { start: number; end: number };

/** A Vietnamese term and the English words that it stands for in the other text, by an entry of a table; what they add in tenths. */
export type CommonMeaning = {
  vietnamese: Range;
  english: readonly Range[];
  from: string;
  to: string;
  table: GlossPiece['kind'];
  tenths: number;
};

/** Where the pieces of a gloss stand in the text that was glossed, or in the same text before its marks were restored. */
export function placePieces(text: string, pieces: readonly GlossPiece[]): PlacedPiece[] {
  const tokens = words(text);
  let next = 0;
  return pieces.flatMap((piece): PlacedPiece[] => {
    const wanted = piece.from.split(' ').map(fold);
    const at = tokens.findIndex((_, from) => from >= next && wanted.every((word, step) => tokens[from + step]?.folded === word));
    const [first, last] = [tokens[at], tokens[at + wanted.length - 1]];
    if (at < 0 || first === undefined || last === undefined) return [];
    next = at + wanted.length;
    return [{ ...piece, start: first.start, end: last.end }];
  });
}

/** Of a term its first meanings are compared, as many as the index and a query take of it. */
const MEANINGS = 4;

/** The terms of a Vietnamese text whose meanings stand in an English one and count, the most telling first; each English word once. */
export function commonMeanings(pieces: readonly PlacedPiece[], english: readonly UnitPlace[], shares: Shares): CommonMeaning[] {
  const places = new Map<string, number[]>();
  for (const [at, { unit }] of english.entries()) if (isTold(shares, unit)) places.set(unit, [...(places.get(unit) ?? []), at]);
  const pairs = [...firstOfEach(pieces)].flatMap((piece) => {
    const best = bestMeaning(piece, places, shares);
    return best === null ? [] : [{ piece, ...best }];
  });
  const taken = new Set<string>();
  return pairs
    .toSorted((one, other) => other.tenths - one.tenths || one.piece.start - other.piece.start)
    .flatMap(({ piece, meaning, units, tenths }) => {
      if (units.some((unit) => taken.has(unit))) return [];
      for (const unit of units) taken.add(unit);
      const ranges = nearestPlaces(units, places).map((at): Range => [english[at]?.start ?? 0, english[at]?.end ?? 0]);
      return [{ vietnamese: [piece.start, piece.end] as const, english: ranges, from: piece.from, to: meaning, table: piece.kind, tenths }];
    });
}

function firstOfEach(pieces: readonly PlacedPiece[]): Iterable<PlacedPiece> {
  const first = new Map<string, PlacedPiece>();
  for (const piece of pieces) if (!first.has(piece.from.toLowerCase())) first.set(piece.from.toLowerCase(), piece);
  return first.values();
}

/** The meaning that adds most, of the words of it that stand in the other text. */
function bestMeaning(piece: GlossPiece, places: ReadonlyMap<string, readonly number[]>, shares: Shares) {
  let best: { meaning: string; units: string[]; tenths: number } | null = null;
  for (const meaning of piece.to.slice(0, MEANINGS)) {
    const units = [...new Set(unitsOf(meaning, 'english').words)].filter((unit) => places.has(unit));
    const tenths = tenthsOf(units, shares);
    if (units.length > 0 && (best === null || tenths > best.tenths)) best = { meaning, units, tenths };
  }
  return best;
}

/** Where the words stand nearest to each other, in the order of the text. */
function nearestPlaces(units: readonly string[], places: ReadonlyMap<string, readonly number[]>): number[] {
  const [first = '', ...others] = units;
  let best: number[] = [];
  let width = Infinity;
  for (const at of places.get(first) ?? []) {
    const chosen = [at, ...others.map((unit) => nearestTo(places.get(unit) ?? [], at))].toSorted((one, other) => one - other);
    const wide = (chosen.at(-1) ?? at) - (chosen[0] ?? at);
    if (wide < width) [best, width] = [chosen, wide];
  }
  return best;
}

function nearestTo(places: readonly number[], at: number): number {
  return places.reduce((best, place) => (Math.abs(place - at) < Math.abs(best - at) ? place : best), places[0] ?? at);
}
