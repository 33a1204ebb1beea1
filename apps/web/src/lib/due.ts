import { formatDate, formatDateTime } from './format.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Ho_Chi_Minh' });

/** Until when: a moment, or the whole of the day that ends there. */
export function dueText(instant: string, words: { before: (time: string) => string; dayEnd: (date: string) => string }): string {
  const at = new Date(instant);
  return clock.format(at) === '00:00'
    ? words.dayEnd(formatDate(new Date(at.getTime() - 1).toISOString()))
    : words.before(formatDateTime(instant));
}
