/** The reader's latest searches. They stay in this browser, are never sent anywhere, and can be wiped or switched off. */
const KEPT = 'ketnoi.searches';
const OFF = 'ketnoi.searches.off';
const MOST = 8;

/** A browser that lets nothing be stored remembers nothing; searching goes on. */
function quietly<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

export const remembersSearches = (): boolean => quietly(() => localStorage.getItem(OFF) === null, false);

export function recentSearches(): string[] {
  const kept = quietly(() => JSON.parse(localStorage.getItem(KEPT) ?? '[]') as unknown, []);
  return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string').slice(0, MOST) : [];
}

/** Puts what was just searched for before the others. */
export function rememberSearch(text: string): void {
  const asked = text.trim();
  if (asked === '' || !remembersSearches()) return;
  const others = recentSearches().filter((one) => one.toLocaleLowerCase() !== asked.toLocaleLowerCase());
  quietly(() => localStorage.setItem(KEPT, JSON.stringify([asked, ...others].slice(0, MOST))), undefined);
}

export const forgetSearches = (): void => quietly(() => localStorage.removeItem(KEPT), undefined);

/** Switched off, nothing is kept but that it is off. */
export function rememberSearches(on: boolean): void {
  forgetSearches();
  quietly(() => (on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, '1')), undefined);
}
