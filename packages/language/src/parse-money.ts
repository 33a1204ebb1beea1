import { fold } from './fold.ts';
import type { Language } from '@ketnoi/domain/language';
import { numberReadings, type Decimal } from './numbers.ts';

/**
 * What was typed in a box for an amount in đồng. `ambiguous`: the unit is missing and the figure too small to be đồng, or the
 * separator can be read in two ways; the candidates are amounts to offer, smallest first.
 */
export type ParsedMoney =
  | { kind: 'amount'; amount: bigint }
  | { kind: 'ambiguous'; reason: 'unit_missing' | 'separator'; candidates: bigint[] }
  | { kind: 'empty' }
  | { kind: 'unreadable' };

const MILLION = 1_000_000n;
const BILLION = 1_000_000_000n;
const LARGEST = 10n ** 18n - 1n;
/** Nobody means more than a thousand tỷ when leaving the unit out. */
const LARGEST_GUESS = 1_000n * BILLION;

const UNITS: Readonly<Record<string, bigint>> = {
  nghin: 1_000n,
  ngan: 1_000n,
  k: 1_000n,
  thousand: 1_000n,
  trieu: MILLION,
  tr: MILLION,
  million: MILLION,
  ty: BILLION,
  ti: BILLION,
  billion: BILLION,
  bn: BILLION,
  'nghin ty': 1_000n * BILLION,
  'ngan ty': 1_000n * BILLION,
  trillion: 1_000n * BILLION,
};
const UNIT_NAMES = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|');
const CURRENCY = /^(?:vnd|₫)\s*|\s*(?:vnd|dong|d|₫)$/g;
const AMOUNT_WITH_UNIT = new RegExp(`([\\d.,\\s\u00a0\u202f]*\\d)\\s*(${UNIT_NAMES})(?![a-z])(\\s+ruoi(?![a-z]))?`, 'y');

/**
 * Reads an amount in đồng as Vietnamese users type it, with or without marks: `1,5 tỷ`, `1.5 tỷ`, `1500 triệu`, `350tr`,
 * `1 tỷ 500 triệu`, `2 tỷ rưỡi`, `1.500.000.000 ₫`. Exact: nothing passes through floating point, part of a đồng is refused.
 */
export function parseMoney(text: string, language: Language = 'vi'): ParsedMoney {
  if (text.length > LONGEST_INPUT) return { kind: 'unreadable' };
  const typed = fold(text).replace(/\s+/g, ' ').trim();
  if (typed === '') return { kind: 'empty' };
  const figures = typed.replace(CURRENCY, '').trim();
  if (UNIT_AT_END.test(figures)) return withUnits(figures, language);
  return figures === typed ? withoutUnit(figures, language) : inDong(figures, language);
}

const LONGEST_INPUT = 60;
const UNIT_AT_END = new RegExp(`(?:${UNIT_NAMES}|ruoi)$`);

function withUnits(figures: string, language: Language): ParsedMoney {
  let sums: bigint[] = [0n];
  let previous = LARGEST;
  let at = 0;
  while (at < figures.length) {
    AMOUNT_WITH_UNIT.lastIndex = at;
    const part = AMOUNT_WITH_UNIT.exec(figures);
    const unit = UNITS[part?.[2] ?? ''];
    if (!part || unit === undefined || unit >= previous) return { kind: 'unreadable' };
    const half = part[3] === undefined ? 0n : unit / 2n;
    const readings = numberReadings(part[1] ?? '', language);
    const values = settled(readings).flatMap((reading) => times(reading, unit) ?? []);
    if (values.length === 0) return { kind: 'unreadable' };
    sums = sums.flatMap((sum) => values.map((value) => sum + value + half));
    previous = unit;
    at = AMOUNT_WITH_UNIT.lastIndex;
    while (figures[at] === ' ') at += 1;
  }
  return sums.length === 1 ? amountOf(sums[0] ?? 0n) : { kind: 'ambiguous', reason: 'separator', candidates: ascending(sums) };
}

/** A single group written in the reader's own way (`1.500 triệu`) is taken at its word; the foreign way (`1,500 triệu`) is asked about. */
function settled(readings: readonly Decimal[]): readonly Decimal[] {
  return readings[0]?.scale === 0 ? readings.slice(0, 1) : readings;
}

/** The sign or the word đồng was typed: the figure is meant as it stands. */
function inDong(figures: string, language: Language): ParsedMoney {
  const [first] = numberReadings(figures, language);
  const amount = first ? times(first, 1n) : null;
  return amount === null ? withoutUnit(figures, language) : amountOf(amount);
}

function withoutUnit(figures: string, language: Language): ParsedMoney {
  const readings = numberReadings(figures, language);
  const [first] = readings;
  if (first === undefined) return { kind: 'unreadable' };
  const plain = times(first, 1n);
  if (plain !== null && (plain >= MILLION || plain === 0n)) return amountOf(plain);
  if (plain === null && (times(first, MILLION) ?? 0n) >= MILLION * MILLION) return { kind: 'unreadable' };
  const guesses = readings.flatMap((reading) => [1n, MILLION, BILLION].flatMap((unit) => times(reading, unit) ?? []));
  const candidates = ascending(guesses).filter((amount) => amount >= 1_000n && amount <= LARGEST_GUESS);
  return candidates.length > 0 ? { kind: 'ambiguous', reason: 'unit_missing', candidates } : { kind: 'unreadable' };
}

function times({ digits, scale }: Decimal, unit: bigint): bigint | null {
  const divisor = 10n ** BigInt(scale);
  return (digits * unit) % divisor === 0n ? (digits * unit) / divisor : null;
}

function amountOf(amount: bigint): ParsedMoney {
  return amount <= LARGEST ? { kind: 'amount', amount } : { kind: 'unreadable' };
}

function ascending(amounts: readonly bigint[]): bigint[] {
  return [...new Set(amounts)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
