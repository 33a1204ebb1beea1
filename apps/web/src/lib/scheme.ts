import { useSyncExternalStore } from 'react';

export type Scheme = 'light' | 'dark';

const ATTRIBUTE = 'data-mantine-color-scheme';
const YEAR_SECONDS = 31_536_000;
const listeners = new Set<() => void>();

/** The colour scheme in force; `scheme.ts` set it before the first paint. */
export function scheme(): Scheme {
  return document.documentElement.getAttribute(ATTRIBUTE) === 'dark' ? 'dark' : 'light';
}

/** Chooses a scheme for good: a cookie, because the page must know it before any script of ours runs. */
export function chooseScheme(chosen: Scheme): void {
  document.documentElement.setAttribute(ATTRIBUTE, chosen);
  document.cookie = `ketnoi-scheme=${chosen}; path=/; max-age=${String(YEAR_SECONDS)}; samesite=lax`;
  for (const tell of listeners) tell();
}

export function subscribeScheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useScheme(): Scheme {
  return useSyncExternalStore(subscribeScheme, scheme);
}
