import { BELOW, DIMENSIONS, NAMES, OFFSETS, PREFIXED, PREFIXES, SYMBOLS, type Atom } from './figure-unit-tables.ts';
import { fold } from './fold.ts';

/** What a unit measures; units of one dimension can be compared. Anything that has no name here is told by its make-up: `other:energy/mass`. */
export type Dimension = string;

/**
 * A unit as read: its canonical spelling (`m3/d`), its dimension, the unit in which that dimension is compared, and the way there:
 * `value * factor + offset`.
 */
export type ReadUnit = { canonical: string; dimension: Dimension; base: string; factor: number; offset: number };

const NAMED = new Map(DIMENSIONS.map(([makeUp, dimension, base, factor]) => [makeUp, { dimension, base, factor }]));
const POWERS: Readonly<Record<string, number>> = { '2': 2, '²': 2, '3': 3, '³': 3 };

function symbolTable(): Map<string, Atom> {
  const table = new Map<string, Atom>();
  for (const [symbol, kind, factor, prefixes] of PREFIXED) {
    table.set(symbol, { symbol: symbol === 'L' ? 'l' : symbol, kind, factor, offset: 0 });
    for (const prefix of prefixes.split(' ')) {
      const atom = { symbol: prefix + (symbol === 'L' ? 'l' : symbol), kind, factor: factor * (PREFIXES[prefix] ?? 1), offset: 0 };
      table.set(prefix + symbol, atom);
      // The micro sign and the Greek letter look alike.
      if (prefix === 'µ') table.set(`μ${symbol}`, atom);
    }
  }
  for (const [symbol, kind, factor, spellings] of SYMBOLS) {
    for (const spelling of spellings.split(' ')) table.set(spelling, { symbol, kind, factor, offset: OFFSETS[symbol] ?? 0 });
  }
  return table;
}

function nameTable(withoutMarks: boolean): Map<string, Atom> {
  const table = new Map<string, Atom>();
  for (const [symbol, kind, factor, spellings] of NAMES) {
    const atom = { symbol, kind, factor, offset: OFFSETS[symbol] ?? 0 };
    for (const spelling of spellings.split('|')) {
      table.set(spelling.toLowerCase(), atom);
      // Without marks these are other words more often than units.
      if (withoutMarks && !['tạ', 'cân', 'oát'].includes(spelling)) table.set(fold(spelling), atom);
    }
  }
  return table;
}

function oneOf(table: ReadonlyMap<string, Atom>, flags: string): RegExp {
  const spellings = [...table.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = spellings
    .map((spelling) => spelling.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(' ', '[ \u00a0]'))
    .join('|');
  return new RegExp(`(?:${pattern})(?<power>\\^?[23]|[²³])?(?![\\p{L}\\p{M}\\p{Nd}²³])`, flags);
}

const SYMBOL = symbolTable();
const SYMBOL_HERE = oneOf(SYMBOL, 'yu');
const MARKED = nameTable(false);
const MARKED_HERE = oneOf(MARKED, 'iyu');
const PLAIN = nameTable(true);
const PLAIN_HERE = oneOf(PLAIN, 'iyu');
const BELOW_HERE = /[dya](?![\p{L}\p{M}\p{Nd}])/uy;

type Part = { symbol: string; kind: string; factor: number; offset: number; end: number };
/** A text, and whether it bears Vietnamese marks: in one that does, a word without them is not the unit it folds to. */
export type Reading = { text: string; marked: boolean };

function partAt({ text, marked }: Reading, at: number, below: boolean): Part | null {
  const [names, namesHere] = marked ? [MARKED, MARKED_HERE] : [PLAIN, PLAIN_HERE];
  namesHere.lastIndex = at;
  SYMBOL_HERE.lastIndex = at;
  BELOW_HERE.lastIndex = at;
  const named = namesHere.exec(text);
  const symbol = SYMBOL_HERE.exec(text) ?? (below ? BELOW_HERE.exec(text) : null);
  const byName = named !== null && named[0].length >= (symbol?.[0].length ?? 0);
  const found = byName ? named : symbol;
  if (found === null) return null;
  const power = found.groups?.['power'] ?? '';
  const written = found[0].slice(0, found[0].length - power.length).replaceAll('\u00a0', ' ');
  const atom = (byName ? names.get(written.toLowerCase()) : SYMBOL.get(written)) ?? BELOW[written];
  if (atom === undefined) return null;
  return raised(atom, POWERS[power.replace('^', '')] ?? 1, at + found[0].length);
}

function raised(atom: Atom, power: number, end: number): Part | null {
  if (power === 1) return { ...atom, end };
  if (atom.kind !== 'length') return null;
  return { symbol: `${atom.symbol}${power}`, kind: power === 2 ? 'area' : 'volume', factor: atom.factor ** power, offset: 0, end };
}

const STROKE =
  /\s?\/\s?\(?|[ \u00a0](?:per|mỗi|một|moi|mot|trên một)[ \u00a0]|[ \u00a0]an?[ \u00a0](?=day|hour|year|month|week|minute|second)/iuy;
const THING = /\p{L}[\p{L}\p{M}]{1,11}(?![\p{L}\p{M}\p{Nd}])/uy;
const TIMES = /[·.⋅*×]/uy;
// `3 tấn da/ngày`, `500 kg of fish per day`: what is meant stands between the unit and its time.
const THING_THEN_TIME = /(?:[ \u00a0]\p{L}{1,12}){1,3}(?=[ \u00a0]?\/[ \u00a0]?|[ \u00a0](?:per|mỗi|một|moi|mot|an?)[ \u00a0])/iuy;

/** Reads the unit that begins at a place of a text, as long as it goes; null where none begins. `end` is where it ends. */
export function unitAt(reading: Reading, at: number): (ReadUnit & { end: number }) | null {
  const above = partAt(reading, at, false);
  if (above === null) return null;
  const below: Part[] = [];
  let end = above.end;
  for (let next = nextBelow(reading, end, below.length); next !== null && below.length < 3; next = nextBelow(reading, end, below.length)) {
    below.push(next);
    end = next.end;
  }
  if (below.length === 0) {
    const distant = distantTime(reading, above);
    if (distant !== null) {
      below.push(distant);
      end = distant.end;
    }
  }
  return { ...madeUp(above, below), end };
}

function nextBelow(reading: Reading, at: number, count: number): Part | null {
  const start = matchEnd(STROKE, reading.text, at) ?? (count === 0 ? null : matchEnd(TIMES, reading.text, at));
  if (start === null) return null;
  const part = partAt(reading, start, true) ?? thingAt(reading, start);
  return part !== null && reading.text[start - 1] === '(' && reading.text[part.end] === ')' ? { ...part, end: part.end + 1 } : part;
}

/** `35 lít/con`, `2 kg/người`: what is counted below the stroke is no unit, yet makes the quantity another one. */
function thingAt({ text }: Reading, at: number): Part | null {
  THING.lastIndex = at;
  const word = text[at - 1] === '/' ? THING.exec(text)?.[0] : undefined;
  return word === undefined ? null : { symbol: fold(word), kind: fold(word), factor: 1, offset: 0, end: at + word.length };
}

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? null : at + found[0].length;
}

function distantTime(reading: Reading, above: Part): Part | null {
  if (above.kind !== 'mass' && above.kind !== 'volume') return null;
  THING_THEN_TIME.lastIndex = above.end;
  const thing = THING_THEN_TIME.exec(reading.text);
  const part = thing === null ? null : nextBelow(reading, above.end + thing[0].length, 0);
  return part?.kind === 'time' ? part : null;
}

function madeUp(above: Part, below: readonly Part[]): ReadUnit {
  const canonical = below.length === 0 ? above.symbol : `${above.symbol}/${below.map(({ symbol }) => symbol).join('.')}`;
  const kinds = below.map(({ kind }) => kind).toSorted();
  const makeUp = kinds.length === 0 ? above.kind : `${above.kind}/${kinds.join(',')}`;
  const factor = below.reduce((product, part) => product / part.factor, above.factor);
  const named = NAMED.get(makeUp);
  if (named === undefined) return { canonical, dimension: `other:${makeUp}`, base: makeUp, factor, offset: 0 };
  const offset = below.length === 0 ? above.offset : 0;
  return { canonical, dimension: named.dimension, base: named.base, factor: factor / named.factor, offset };
}

/** The unit of figures that are told by name: pH. */
export const ACIDITY: ReadUnit = { canonical: 'pH', dimension: 'acidity', base: 'pH', factor: 1, offset: 0 };
