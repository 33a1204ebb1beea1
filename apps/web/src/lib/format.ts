import { pick, type Bilingual } from '@ketnoi/domain/language';
import { CURRENCY_EXPONENT, type Currency, type Money } from '@ketnoi/domain/money';
import { language } from './language.ts';

/* Numbers, money and dates as section 6 of the domain description sets them: Intl of the reader's language, dates 23/11/2026, 24-hour clock,
   the time zone of Viet Nam, a no-break space between number and unit. */

const LOCALE = language === 'vi' ? 'vi-VN' : 'en-GB';
const ZONE = 'Asia/Ho_Chi_Minh';
const NBSP = '\u00a0';

const number = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 3 });
const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: 3 });
const date = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: ZONE });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: ZONE });

export const formatNumber = (value: number): string => number.format(value);

/** 0.874 -> 87,4% */
export const formatPercent = (share: number): string => percent.format(share);

const majorUnits = (money: Money): number => Number(money.amount) / 10 ** CURRENCY_EXPONENT[money.currency];

const symbol: Partial<Record<Currency, string>> = { VND: '₫', USD: 'US$', EUR: '€' };
const withSymbol = (text: string, currency: Currency): string => `${text}${NBSP}${symbol[currency] ?? currency}`;

/** In full: 1.500.000.000 ₫ */
export function formatMoney(money: Money): string {
  const digits = CURRENCY_EXPONENT[money.currency];
  const whole = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 0, maximumFractionDigits: digits });
  return withSymbol(whole.format(majorUnits(money)), money.currency);
}

const short = (value: number): string => compact.format(value).replaceAll(' ', NBSP);

/** Short and never shorter than words: 1,5 tỷ ₫ (`T` and `B` are not read by everyone). */
export const formatMoneyShort = (money: Money): string => withSymbol(short(majorUnits(money)), money.currency);

export type Range = { min: string | null; max: string | null; currency: Currency };

/** 1,2–1,8 tỷ ₫; the scale word stands once where both ends share it. `from` and `upTo` are the words for an open end. */
export function formatMoneyRange(range: Range, words: { from: string; upTo: string }): string {
  const one = (amount: string): string => formatMoneyShort({ amount, currency: range.currency });
  if (range.min === null) return range.max === null ? '' : `${words.upTo} ${one(range.max)}`;
  if (range.max === null) return `${words.from} ${one(range.min)}`;
  if (range.min === range.max) return one(range.max);
  const lower = short(majorUnits({ amount: range.min, currency: range.currency })).split(NBSP);
  const upper = short(majorUnits({ amount: range.max, currency: range.currency })).split(NBSP);
  const shared = lower.slice(1).join() === upper.slice(1).join();
  return `${shared ? (lower[0] ?? '') : lower.join(NBSP)}–${one(range.max)}`;
}

/** A day (`2026-11-23`) or an instant: 23/11/2026. */
export const formatDate = (value: string): string => date.format(new Date(value.length === 10 ? `${value}T00:00:00+07:00` : value));

/** 14:05 23/11/2026 */
export const formatDateTime = (instant: string): string => `${time.format(new Date(instant))}${NBSP}${formatDate(instant)}`;

/** The reader's language where the text has it, else the other, with the language it is in. */
export function readText(text: Bilingual | null | undefined): { text: string; language: 'vi' | 'en' } | null {
  const found = text === null || text === undefined ? null : pick(text, language);
  if (found === null || found === '' || text === null || text === undefined) return null;
  return { text: found, language: text[language] === found ? language : language === 'vi' ? 'en' : 'vi' };
}

/** Compares in the order of the reader's alphabet (a, ă, â; d before đ). */
const collator = new Intl.Collator(language);
export const byName = (left: string, right: string): number => collator.compare(left, right);

/** Joins number and unit, `TRL 7`, `40 m³`, so that they never part at a line's end. */
export const unbroken = (text: string): string => text.replaceAll(' ', NBSP);

/** The name of an organisation for this reader. */
export const organisationName = (one: { name: string; englishName: string | null }): string =>
  language === 'en' ? (one.englishName ?? one.name) : one.name;
