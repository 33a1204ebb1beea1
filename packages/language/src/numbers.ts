import type { Language } from '@ketnoi/domain/language';

/** An exact decimal: `digits / 10^scale`, never negative. */
export type Decimal = { digits: bigint; scale: number };

const NUMBER = /^\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,9})?$|^\d{1,18}(?:[.,]\d{1,9})?$/;
// Spaces group thousands too, also the no-break ones that our own formatting prints.
const GROUPING_SPACE = /(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g;

/**
 * The values a typed number can have, the likelier first for a reader of that language. Two when the only separator stands
 * before three digits: `1.500` is 1500 to a Vietnamese reader and 1.5 to an English one. None when it is not a number.
 */
export function numberReadings(text: string, language: Language): Decimal[] {
  const typed = text.trim().replace(GROUPING_SPACE, '');
  if (!NUMBER.test(typed)) return [];
  const separators = typed.match(/[.,]/g) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return [{ digits: BigInt(typed), scale: 0 }];
  const whole = { digits: BigInt(typed.replace(/[.,]/g, '')), scale: 0 };
  const fraction = { digits: whole.digits, scale: typed.length - typed.lastIndexOf(last) - 1 };
  const others = separators.slice(0, -1);
  if (others.some((other) => other !== others[0])) return [];
  if (others.length > 0) return others[0] === last ? (groups(typed) ? [whole] : []) : [fraction];
  if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(typed)) return [fraction];
  const isGrouping = last === (language === 'vi' ? '.' : ',');
  return isGrouping ? [whole, fraction] : [fraction, whole];
}

function groups(typed: string): boolean {
  return /^\d{1,3}(?:[.,]\d{3})+$/.test(typed);
}

/** What a typed plain number says: its value, or both candidates when the separator can be read in two ways. */
export type ParsedNumber = { kind: 'number'; value: number } | { kind: 'ambiguous'; candidates: number[] } | { kind: 'unreadable' };

/**
 * Reads a number as typed. The reader's language settles a single group (`1.500` is 1500 in Vietnamese, `1,500` in English);
 * the other separator before three digits (`1,500` in Vietnamese) is ambiguous and both values are offered.
 */
export function parseNumber(text: string, language: Language): ParsedNumber {
  const readings = numberReadings(text, language);
  const [first] = readings;
  if (first === undefined) return { kind: 'unreadable' };
  if (readings.length === 1 || first.scale === 0) return { kind: 'number', value: toNumber(first) };
  return { kind: 'ambiguous', candidates: readings.map(toNumber) };
}

function toNumber({ digits, scale }: Decimal): number {
  return Number(digits) / 10 ** scale;
}

const FORMATS: Readonly<Record<Language, Intl.NumberFormat>> = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 3 }),
};

/** A number for a reader: `1.234.567,891` in Vietnamese, `1,234,567.891` in English. */
export function formatNumber(value: number | bigint, language: Language): string {
  return FORMATS[language].format(value);
}
