import type { Language } from '@ketnoi/domain/language';
import { oldTone } from './tone.ts';

const COLLATORS: Readonly<Record<Language, Intl.Collator>> = {
  vi: new Intl.Collator('vi', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
};

/** Order of names in the reader's language. Vietnamese: a, ă, â; d before đ; both tone habits sort alike; figures by value. */
export function compareText(a: string, b: string, language: Language): number {
  return COLLATORS[language].compare(oldTone(a), oldTone(b));
}

/** Order of people in Vietnamese: by given name, the last word, then by the rest. */
export function comparePeople(a: string, b: string): number {
  const [left, right] = [splitName(a), splitName(b)];
  return compareText(left.given, right.given, 'vi') || compareText(left.rest, right.rest, 'vi');
}

function splitName(fullName: string): { given: string; rest: string } {
  const words = fullName.trim().split(/\s+/);
  return { given: words.at(-1) ?? '', rest: words.slice(0, -1).join(' ') };
}
