import { language } from './language.ts';

const DAY_MS = 86_400_000;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u;
const DAY_FIRST = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{2}|\d{4})$/u;

const long = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day of the exchange now, `2026-11-24`. */
export const todayHere = (): string => today.format(new Date());

/** A day as people type it (`31/1/27`, `31.01.2027`, `2027-01-31`), as `2027-01-31`; null when it is no day of the calendar. */
export function parseDay(text: string): string | null {
  const typed = text.trim();
  const iso = ISO.exec(typed);
  const [year, month, day] = iso === null ? (DAY_FIRST.exec(typed) ?? []).slice(1).toReversed() : iso.slice(1);
  if (year === undefined || month === undefined || day === undefined) return null;
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)));
  const real = date.getUTCFullYear() === full && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real && full >= 1900 && full <= 2200 ? date.toISOString().slice(0, 10) : null;
}

/** `Chủ Nhật, 31 tháng 1, 2027` */
export const longDay = (day: string): string => long.format(new Date(`${day}T00:00:00Z`));

/** Days from today to that day; negative when it has passed. */
export const daysUntil = (day: string): number =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${todayHere()}T00:00:00Z`)) / DAY_MS);
