import { useEffect } from 'react';
import { rereadAccount, useSession } from './session.ts';

/** An address may be confirmed in another window: whoever waits for it here learns of it on coming back. */
export function useFreshAccount(): void {
  const session = useSession();
  const waits = session.status === 'open' && !session.account.emailConfirmed;
  useEffect(() => {
    if (!waits) return;
    const look = (): void => void (document.visibilityState === 'visible' ? rereadAccount() : null);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, [waits]);
}
