import type { Language } from '@ketnoi/domain/language';
import { ACIDITY, unitAt, type Dimension, type Reading, type ReadUnit } from './figure-units.ts';
import { comparatorAround, opensRange, type Comparator } from './figure-words.ts';
import { hasMarks } from './fold.ts';
import { numberReadings } from './numbers.ts';

/**
 * A quantity. `value` and `valueTo` count in `canonical` (`m3/d`), `amount` and `amountTo` in `base`, the one unit its dimension is compared in.
 * `doubt` is what the value has to be multiplied by to give the other reading of a number that can be read in two ways (`1,200` in Vietnamese), else null.
 */
export type Quantity = {
  comparator: Comparator;
  value: number;
  valueTo: number | null;
  canonical: string;
  dimension: Dimension;
  base: string;
  amount: number;
  amountTo: number | null;
  doubt: number | null;
};

/** A quantity in a text: `[start, end)` in UTF-16 units holds its number or range with its unit, and `unit` is the unit as written. */
export type Figure = Quantity & { start: number; end: number; unit: string };

const NUMBER = /(?<![\p{L}\p{M}\p{Nd}_^$€₫])(?<![\p{L}\p{Nd}][.,]|\p{Nd}[:/])(?<![\p{L}\p{Nd}][-–])\d/gu;
const NUMBER_HERE = /(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,15}(?:[.,]\d{1,9})*)(?:[.,]\d{1,9}(?!\d))?/y;
const TIMES_TEN = /\s?[x×]\s?10(?:\^(?<plain>-?\d{1,2})|(?<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))/uy;
const POWER_OF_TEN = /\^(?<plain>-?\d{1,2})|(?<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})/uy;
const THOUSANDS = /\s?(?:(?<e3>nghìn|ngàn|nghin|ngan|thousand)|(?<e6>triệu|trieu|million)|(?<e9>tỷ|tỉ|billion))(?=\s)/iuy;
const SEPARATOR = /\s?(?:[-–—−÷~]|\.{2,3}|…)\s?|\s(?:đến|tới|cho đến|cho tới|den|toi|to|through)\s/iuy;
const AND = /\s(?:và|va|and)\s/iuy;
const TOLERANCE = /\s?(?:±|\+\/-)\s?/uy;
const UNIT_GAP = /[ \u00a0\u202f]?-?/uy;
const CURRENCY_BEFORE = /(?:VND|VNĐ|USD|US\$|EUR|\$|€|£|¥|₫)\s?$/u;
const ACIDITY_BEFORE = /(?<!\p{L})pH(?:[\s:=<>≤≥~]|\p{L}){0,24}$/u;
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

type Style = { decimal: ',' | '.' | null };
type Read = { value: number; doubt: number | null; start: number; end: number };
type Context = Reading & { language: Language; style: () => Style };

/**
 * The quantities with a unit in a text of either language, in their order; pH is told by its name. Amounts of money, dates, codes and bare numbers are none.
 * Numbers are read as the language writes them (`1.200` is 1200 in Vietnamese), unless the other numbers of the text show the other habit.
 */
export function figuresIn(text: string, language: Language): Figure[] {
  if (!/\d/.test(text)) return [];
  let style: Style | null = null;
  const context: Context = { text, marked: hasMarks(text), language, style: () => (style ??= styleOf(text)) };
  const figures: Figure[] = [];
  let after = 0;
  for (const { index } of text.matchAll(NUMBER)) {
    const figure = index < after ? null : figureAt(context, index);
    if (figure !== null) {
      figures.push(figure);
      after = figure.end;
    }
  }
  return figures;
}

/** A quantity given in parts, with its unit or its name as text; null when the unit is none that is known. */
export function quantityOf(given: {
  quantity: string;
  comparator: Comparator;
  value: number;
  valueTo: number | null;
  unit: string;
}): Quantity | null {
  const text = given.unit.normalize('NFC').trim();
  const named = /^(?:pH)?$/i.test(text) && /(?<!\p{L})pH(?!\p{L})/u.test(`${given.quantity} ${text}`);
  const unit = named ? ACIDITY : unitAt({ text, marked: hasMarks(text) }, 0);
  return unit === null ? null : measured(unit, { ...given, doubt: null });
}

/**
 * What a quantity is indexed and looked up by, in its dimension's own unit and to three digits: `40_m3/d`, also for 40.000 lít mỗi ngày.
 * A range gives its two ends.
 */
export function figureTerms({ amount, amountTo, base }: Quantity): string[] {
  return [amount, ...(amountTo === null ? [] : [amountTo])].map((each) => `${Number(each.toPrecision(3))}_${base}`);
}

function figureAt(context: Context, index: number): Figure | null {
  const first = numberAt(context, index);
  if (first === null || CURRENCY_BEFORE.test(context.text.slice(Math.max(0, first.start - 5), first.start))) return null;
  const unit = unitAfter(context, first);
  const range = rangeFrom(context, first, unit);
  if (range !== null) return range;
  if (unit !== null) return isDate(context.text, first, unit) ? null : single(context, first, unit);
  if (first.value > 14 || !ACIDITY_BEFORE.test(context.text.slice(Math.max(0, first.start - 28), first.start))) return null;
  return single(context, first, { ...ACIDITY, start: first.end, end: first.end });
}

type PlacedUnit = ReadUnit & { start: number; end: number };

function unitAfter({ text, marked }: Context, { end }: Read): PlacedUnit | null {
  UNIT_GAP.lastIndex = end;
  const start = end + (UNIT_GAP.exec(text)?.[0].length ?? 0);
  const unit = unitAt({ text, marked }, start) ?? (text[end] === '-' ? null : unitAt({ text, marked }, end));
  if (unit === null) return null;
  // `4K` and `1990s` name other things.
  const loose = start > end || (unit.canonical !== 'K' && unit.canonical !== 's');
  return loose || (unit.canonical === 's' && start - end === 0 && !/\d{4}$/.test(text.slice(0, end))) ? { ...unit, start } : null;
}

function single(context: Context, { value, doubt, start, end }: Read, unit: PlacedUnit): Figure {
  const comparator = comparatorAround(context, start, unit.end);
  const quantity = measured(unit, { comparator, value, valueTo: null, doubt });
  return { ...quantity, start, end: Math.max(end, unit.end), unit: context.text.slice(unit.start, unit.end) };
}

function rangeFrom(context: Context, first: Read, unit: PlacedUnit | null): Figure | null {
  const at = unit?.end ?? first.end;
  const tolerance = matchedAt(TOLERANCE, context.text, at);
  const separator =
    tolerance ?? matchedAt(SEPARATOR, context.text, at) ?? (opensRange(context, first.start) ? matchedAt(AND, context.text, at) : null);
  const second = separator === null ? null : numberAt(context, separator);
  if (second === null) return null;
  const isAcidity = unit === null && ACIDITY_BEFORE.test(context.text.slice(Math.max(0, first.start - 28), first.start));
  const own = unitAfter(context, second) ?? (isAcidity ? { ...ACIDITY, start: second.end, end: second.end } : null);
  const last = own ?? (tolerance === null ? null : unit);
  if (last === null) return null;
  const ends =
    tolerance === null ? [scaled(first, unit, last), second.value] : around(first, second, { unit: unit ?? last, ofError: last });
  const [value, valueTo] = ends;
  if (value === undefined || valueTo === undefined || !(value < valueTo)) return null;
  const unitOfRange = tolerance === null ? last : (unit ?? last);
  const quantity = measured(unitOfRange, { comparator: 'between', value, valueTo, doubt: first.doubt ?? second.doubt });
  const end = Math.max(second.end, own?.end ?? 0);
  return { ...quantity, start: first.start, end, unit: context.text.slice(unitOfRange.start, unitOfRange.end) };
}

/** The first end of a range in the unit of the last: `800 g đến 1,2 kg`. NaN where they cannot be compared. */
function scaled({ value }: Read, unit: ReadUnit | null, last: ReadUnit): number {
  if (unit === null || unit.canonical === last.canonical) return value;
  return unit.dimension === last.dimension ? (value * unit.factor + unit.offset - last.offset) / last.factor : Number.NaN;
}

/** The two ends of `50 ± 2 °C` and of `100 mm ± 5%`. */
function around(middle: Read, error: Read, units: { unit: ReadUnit; ofError: ReadUnit }): [number, number] {
  const inShares = units.ofError.dimension === 'share' && units.unit.dimension !== 'share';
  if (!inShares && units.unit.canonical !== units.ofError.canonical) return [Number.NaN, Number.NaN];
  const by = inShares ? Math.abs(middle.value) * (error.value / 100) : error.value;
  return [middle.value - by, middle.value + by];
}

function measured(
  unit: ReadUnit,
  given: { comparator: Comparator; value: number; valueTo: number | null; doubt: number | null },
): Quantity {
  const inBase = (value: number): number => value * unit.factor + unit.offset;
  const { comparator, value, valueTo, doubt } = given;
  const { canonical, dimension, base } = unit;
  return {
    comparator,
    value,
    valueTo,
    canonical,
    dimension,
    base,
    amount: inBase(value),
    amountTo: valueTo === null ? null : inBase(valueTo),
    doubt,
  };
}

/** `ngày 2 tháng 9`, `tháng 5 năm 2025`: the number belongs to what stands before it. */
function isDate(text: string, { start }: Read, unit: PlacedUnit): boolean {
  if (unit.dimension !== 'time' || !/^\s\d/.test(text.slice(unit.end, unit.end + 2))) return false;
  return /(?:ngày|tháng|mùng|thứ|ngay|thang|mung)\s$/iu.test(text.slice(Math.max(0, start - 7), start));
}

function numberAt(context: Context, at: number): Read | null {
  const { text } = context;
  const signed = /[-−]/.test(text[at] ?? '') && /\d/.test(text[at + 1] ?? '');
  NUMBER_HERE.lastIndex = signed ? at + 1 : at;
  const written = NUMBER_HERE.exec(text)?.[0];
  if (written === undefined) return null;
  const read = valueOf(context, written);
  if (read === null) return null;
  const digits = signed ? at + 1 : at;
  const hasSign = signed || /(?:^|[\s(])[-−]$/.test(text.slice(Math.max(0, digits - 2), digits));
  const end = digits + written.length;
  const raised = powerAt(text, end, written === '10');
  const counted = thousandsAt(text, raised.end);
  const value = (hasSign ? -1 : 1) * (raised.whole ? 1 : read.value) * 10 ** (raised.exponent + counted.exponent);
  return { value, doubt: read.doubt, start: hasSign ? digits - 1 : digits, end: counted.end };
}

function powerAt(text: string, at: number, isTen: boolean): { exponent: number; end: number; whole: boolean } {
  const pattern = isTen ? POWER_OF_TEN : TIMES_TEN;
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return { exponent: 0, end: at, whole: false };
  const raised = found.groups?.['raised'];
  const plain =
    raised === undefined ? found.groups?.['plain'] : [...raised].map((digit) => (digit === '⁻' ? '-' : RAISED.indexOf(digit))).join('');
  return { exponent: Number(plain), end: at + found[0].length, whole: isTen };
}

function thousandsAt(text: string, at: number): { exponent: number; end: number } {
  THOUSANDS.lastIndex = at;
  const found = THOUSANDS.exec(text);
  if (found === null) return { exponent: 0, end: at };
  const exponent = found.groups?.['e3'] !== undefined ? 3 : found.groups?.['e6'] !== undefined ? 6 : 9;
  return { exponent, end: at + found[0].length };
}

function valueOf({ language, style }: Context, written: string): { value: number; doubt: number | null } | null {
  const readings = numberReadings(written, language).map(({ digits, scale }) => ({ value: Number(digits) / 10 ** scale, scale }));
  const [first, second] = readings;
  if (first === undefined) return null;
  if (second === undefined) return { value: first.value, doubt: null };
  const { decimal } = style();
  if (decimal !== null)
    return { value: (readings.find(({ scale }) => scale > 0 === written.includes(decimal)) ?? first).value, doubt: null };
  return { value: first.value, doubt: first.scale === 0 ? null : second.value / first.value };
}

/** Which sign stands before decimals in a text, when its plain numbers agree. */
function styleOf(text: string): Style {
  const comma = /(?<![\d.,])\d+,\d{1,2}(?![\d,.]*\d)/.test(text);
  const dot = /(?<![\d.,])\d+\.\d{1,2}(?![\d,.]*\d)/.test(text);
  return { decimal: comma === dot ? null : comma ? ',' : '.' };
}

function matchedAt(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? null : at + found[0].length;
}
