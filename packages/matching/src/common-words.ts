import type { Range } from './snippet.ts';
import type { UnitPlace } from './unit-places.ts';
import { isTold, type Shares } from './word-shares.ts';

/** A row of words that stands on both sides, where it stands first, and what it adds in tenths. */
export type Common = { units: readonly string[]; asked: Range; found: Range; tenths: number };

type Run = { asked: number; found: number; length: number };

/**
 * The words that both sides have and that count, those that stand side by side on both as one; the most telling first. A word is in one row alone, and a row
 * counts what its words and pairs add.
 */
export function commonWords(asked: readonly UnitPlace[], found: readonly UnitPlace[], shares: Shares): Common[] {
  const places = new Map<string, number[]>();
  for (const [at, { unit }] of asked.entries()) if (isTold(shares, unit)) places.set(unit, [...(places.get(unit) ?? []), at]);
  const runs = found.flatMap((_, at) => runsAt(asked, found, { at, places }));
  const worth = ({ found: at, length }: Run): number => tenthsOf(unitsIn(found, at, length), shares);
  const ordered = runs
    .map((run) => ({ run, tenths: worth(run) }))
    .toSorted((one, other) => other.tenths - one.tenths || one.run.found - other.run.found);
  const taken = new Set<string>();
  const common: Common[] = [];
  for (const { run, tenths } of ordered) {
    const units = unitsIn(found, run.found, run.length);
    if (units.some((unit) => taken.has(unit))) continue;
    for (const unit of units) taken.add(unit);
    common.push({ units, asked: rangeOf(asked, run.asked, run.length), found: rangeOf(found, run.found, run.length), tenths });
  }
  return common;
}

const LONGEST = 6;

/** The runs that begin at a place of the found text: the longest one, and the word alone, for where the longer one is taken. */
function runsAt(
  asked: readonly UnitPlace[],
  found: readonly UnitPlace[],
  { at, places }: { at: number; places: ReadonlyMap<string, readonly number[]> },
): Run[] {
  let best: Run | null = null;
  for (const start of places.get(found[at]?.unit ?? '') ?? []) {
    let length = 1;
    while (length < LONGEST && isShared(asked[start + length], found[at + length], places)) length += 1;
    if (best === null || length > best.length) best = { asked: start, found: at, length };
  }
  if (best === null) return [];
  return best.length === 1 ? [best] : [best, { ...best, length: 1 }];
}

function isShared(asked: UnitPlace | undefined, found: UnitPlace | undefined, places: ReadonlyMap<string, readonly number[]>): boolean {
  return asked?.unit !== undefined && asked.unit !== null && asked.unit === found?.unit && places.has(asked.unit);
}

function unitsIn(places: readonly UnitPlace[], at: number, length: number): string[] {
  return places.slice(at, at + length).flatMap(({ unit }) => unit ?? []);
}

/** What units and their pairs add, each once. */
export function tenthsOf(units: readonly string[], shares: Shares): number {
  const pairs = units.slice(1).map((unit, at) => `${units[at]}_${unit}`);
  return [...new Set([...units, ...pairs])].reduce((sum, unit) => sum + (shares.get(unit) ?? 0), 0);
}

function rangeOf(places: readonly UnitPlace[], at: number, length: number): Range {
  return [places[at]?.start ?? 0, places[at + length - 1]?.end ?? 0];
}
