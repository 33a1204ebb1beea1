import { useRouter } from '@tanstack/react-router';
import { language, twins } from './language.ts';

/** A path of this very site, or null: a `returnTo` is text from an address and leads nowhere else. */
export function safeReturn(value: unknown): string | null {
  if (typeof value !== 'string' || !value.startsWith('/')) return null;
  try {
    const target = new URL(value, window.location.origin);
    return target.origin === window.location.origin ? `${target.pathname}${target.search}${target.hash}` : null;
  } catch {
    return null;
  }
}

/** Where the reader stands now, to come back to. */
export const here = (): string => `${window.location.pathname}${window.location.search}`;

/** Goes to a path of this site; one in the other language is a document of its own. */
export function useGoTo(): (path: string) => void {
  const router = useRouter();
  return (path) => {
    const [pathname = '/'] = path.split(/[?#]/u);
    if (twins(pathname, '')[language] === pathname) router.history.push(path);
    else window.location.assign(path);
  };
}
