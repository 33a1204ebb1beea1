import { IconCheck, IconClock, IconClockExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export type ClockState = 'far' | 'soon' | 'over' | 'done';

const ICONS = { far: IconClock, soon: IconClock, over: IconClockExclamation, done: IconCheck } as const;
const CLASS = { far: '', soon: ' soon', over: ' over', done: ' done' } as const;

/** A wait: who does what until when. `soon` is two working days or less. */
export function Clock({ state = 'far', children }: { state?: ClockState; children: ReactNode }) {
  return (
    <span className={`clock${CLASS[state]}`}>
      <Icon of={ICONS[state]} />
      <span>{children}</span>
    </span>
  );
}
