import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

const ICONS = { info: IconInfoCircle, warn: IconAlertTriangle, bad: IconAlertCircle, ok: IconCircleCheck } as const;
const CLASS = { info: '', warn: ' warn', bad: ' bad', ok: ' ok' } as const;

/** A message that belongs to the page. A bad one is spoken at once. */
export function Note({ kind = 'info', children }: { kind?: keyof typeof ICONS; children: ReactNode }) {
  return (
    <div className={`note${CLASS[kind]}`} role={kind === 'bad' ? 'alert' : undefined}>
      <Icon of={ICONS[kind]} />
      <div>{children}</div>
    </div>
  );
}
