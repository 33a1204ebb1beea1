import { IconX } from '@tabler/icons-react';
import { Icon } from './icon.tsx';

/** A filter in force, with the way to take it off. */
export function FilterChip({ label, removeLabel, onRemove }: { label: string; removeLabel: string; onRemove: () => void }) {
  return (
    <span className="chip on">
      {label}
      <button type="button" aria-label={removeLabel} onClick={onRemove}>
        <Icon of={IconX} />
      </button>
    </span>
  );
}
