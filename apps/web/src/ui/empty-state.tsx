import type { ReactNode } from 'react';

/** Nothing here yet: one sentence and the act. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <b>{title}</b>
      {children === undefined ? null : <p className="soft mt1">{children}</p>}
      {action === undefined ? null : <div className="mt3">{action}</div>}
    </div>
  );
}
