import type { Language } from '@ketnoi/domain/language';

const ENGLISH = /^\/en(?=\/|$)/u;

/** The language of this document: it is in the address, so it never changes while the document lives. */
export const language: Language = ENGLISH.test(window.location.pathname) ? 'en' : 'vi';

/** What the router puts before every path. */
export const basepath = language === 'en' ? '/en' : '/';

/** The same page in each language, for the switch in the header and for `hreflang`. */
export function twins(pathname: string, search: string): Record<Language, string> {
  const path = pathname.replace(ENGLISH, '') || '/';
  return { vi: `${path}${search}`, en: `/en${path === '/' ? '' : path}${search}` };
}

/** The other language of the two. */
export const otherLanguage: Language = language === 'vi' ? 'en' : 'vi';
