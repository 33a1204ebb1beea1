import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 760px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** True at the width of a phone; the same break as in the style sheets. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
