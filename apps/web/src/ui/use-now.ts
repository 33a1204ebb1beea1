import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** The time, a minute exact: clocks on the page go on while it is open. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
