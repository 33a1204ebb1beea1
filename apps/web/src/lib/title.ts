import { useEffect } from 'react';
import { language } from './language.ts';
import { node } from './boot.ts';

const name = node?.names[language];
const suffix = name === undefined || name === null ? 'Ketnoi' : `Ketnoi ${name}`;

/** The title of the page in the window's bar. Null leaves the one the server gave until there is something to say. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = `${title} · ${suffix}`;
  }, [title]);
}
