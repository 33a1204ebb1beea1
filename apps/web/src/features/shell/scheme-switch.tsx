import { IconMoon, IconSun } from '@tabler/icons-react';
import { useWords } from '../../lib/i18n.ts';
import { chooseScheme, useScheme } from '../../lib/scheme.ts';
import { Icon } from '../../ui/icon.tsx';

export function SchemeSwitch() {
  const words = useWords('shell');
  const dark = useScheme() === 'dark';
  return (
    <button
      type="button"
      className="icon-btn"
      aria-label={dark ? words.toLight : words.toDark}
      onClick={() => chooseScheme(dark ? 'light' : 'dark')}
    >
      <Icon of={dark ? IconSun : IconMoon} large />
    </button>
  );
}
