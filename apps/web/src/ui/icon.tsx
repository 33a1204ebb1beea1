import type { Icon as Drawing } from '@tabler/icons-react';

/** One icon of the set, outline, in the size of the text beside it; it never speaks, the words do. */
export function Icon({ of: Drawn, large = false }: { of: Drawing; large?: boolean }) {
  return <Drawn className={large ? 'i l' : 'i'} stroke={1.75} size={large ? 20 : '1.25em'} aria-hidden focusable={false} />;
}
