import { useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

/** Speaks a result that came without a change of page ("38 kết quả"). */
export function announce(text: string): void {
  if (text === said) return;
  said = text;
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The live region; once in the frame of the page. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => said);
  return <output className="sr">{text}</output>;
}
