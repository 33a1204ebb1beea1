import { IconCircleCheck } from '@tabler/icons-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './toast.css';

type Toast = { id: number; text: ReactNode; undo?: { label: string; act: () => void } };

const SHOWN_MS = 8000;
let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const tell of listeners) tell();
}

const drop = (id: number): void => set(toasts.filter((one) => one.id !== id));

/** Says that an act of the reader is done, with the way back where there is one. Errors never come here: they stay in the page. */
export function toast(text: ReactNode, undo?: Toast['undo']): void {
  last += 1;
  const id = last;
  set([...toasts, undo === undefined ? { id, text } : { id, text, undo }]);
  window.setTimeout(() => drop(id), SHOWN_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts appear; once in the frame of the page. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <output className="toaster">
      {shown.map((one) => (
        <div key={one.id} className="toast">
          <Icon of={IconCircleCheck} />
          <div>{one.text}</div>
          {one.undo === undefined ? null : (
            <button
              type="button"
              className="btn sm quiet"
              onClick={() => {
                one.undo?.act();
                drop(one.id);
              }}
            >
              {one.undo.label}
            </button>
          )}
        </div>
      ))}
    </output>
  );
}
