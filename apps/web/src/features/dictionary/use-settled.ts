import { useEffect, useState } from 'react';

/** A text that is typed, as it was when the typing last paused for so many milliseconds. */
export function useSettled(text: string, millis = 350): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), millis);
    return () => window.clearTimeout(timer);
  }, [text, millis]);
  return settled;
}
