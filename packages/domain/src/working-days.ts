import { TIME_ZONE } from './clock.ts';

const DAY_MILLIS = 86_400_000;
const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day of the exchange at this moment, YYYY-MM-DD. */
export function localDay(at: Date): string {
  return calendar.format(at);
}

/** The moment a calendar day of the exchange begins. @param day YYYY-MM-DD. Viet Nam keeps UTC+7 all year. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`);
}

/** The day so many days later (or earlier), YYYY-MM-DD. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLIS).toISOString().slice(0, 10);
}

/** Monday to Friday, unless it is a public holiday. */
export function isWorkingDay(day: string, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/**
 * The end of the `days`-th working day after the day of `from`: work that starts today is due at the end of that day, whatever the hour.
 * @param holidays public holidays as YYYY-MM-DD, at least up to the result.
 */
export function afterWorkingDays(from: Date, days: number, holidays: ReadonlySet<string>): Date {
  let day = localDay(from);
  for (let left = days; left > 0;) {
    day = shiftDay(day, 1);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return startOfDay(shiftDay(day, 1));
}
