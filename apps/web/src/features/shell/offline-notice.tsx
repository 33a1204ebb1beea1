import { IconCloudOff } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { Icon } from '../../ui/icon.tsx';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says that the connection is gone and where the text is safe. */
export function OfflineNotice() {
  const { offline } = useWords('shell');
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <output className="banner-place">
      {online ? null : (
        <div className="banner">
          <div className="wrap">
            <Icon of={IconCloudOff} />
            <span>{offline}</span>
          </div>
        </div>
      )}
    </output>
  );
}
