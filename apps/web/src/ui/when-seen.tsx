import { useEffect, useRef, useState, type ReactNode } from 'react';

/** So far below the window something begins to load. */
const AHEAD = '400px';

/** Draws its content once the reader comes near it, so that what nobody scrolls to asks for nothing. */
export function WhenSeen({ children }: { children: ReactNode }) {
  const [seen, setSeen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (seen || place.current === null) return;
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting === true), { rootMargin: AHEAD });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [seen]);
  return seen ? children : <div ref={place} className="unseen" />;
}
