import type { Language } from '@ketnoi/domain/language';
import { escapeHtml, escapeJson } from './html.ts';

export type Head = {
  title: string;
  description: string;
  /** The Vietnamese path of the page, with the parameters that say what it shows; its English twin lies under /en. */
  path: string;
  index: boolean;
  /** What kind of thing the page is, for those who show a preview of it. */
  type?: 'website' | 'article' | 'profile';
  jsonLd?: readonly object[];
  /** The feed of what is new on this page: its path and its name. */
  feed?: { path: string; name: string };
};

const LOCALES = { vi: 'vi_VN', en: 'en_US' } as const;

/** The address of a page in a language. */
export function pageUrl(publicUrl: string, path: string, language: Language): string {
  const twin = path === '/' ? '/en' : `/en${path}`;
  return publicUrl + (language === 'vi' ? path : twin);
}

/** The first words of a text, cut at a word: what search engines show below a title. */
function opening(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= 300) return line;
  const cut = line.slice(0, 299).toWellFormed();
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 240))}…`;
}

const link = (attributes: Record<string, string>): string =>
  `<link ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeHtml(value)}"`)
    .join(' ')}>`;
const meta = (property: string, content: string): string => `<meta property="og:${property}" content="${escapeHtml(content)}">`;

/** Title, description, canonical and alternate addresses, Open Graph and JSON-LD of a page. */
export function headHtml(site: { publicUrl: string; name: string }, language: Language, head: Head): string {
  const { publicUrl, name } = site;
  const url = (one: Language): string => pageUrl(publicUrl, head.path, one);
  const description = opening(head.description);
  const other = language === 'vi' ? 'en' : 'vi';
  const tags = [
    `<title>${escapeHtml(head.title)}</title>`,
    `<meta name="description" content="${escapeHtml(description)}">`,
    head.index ? '' : '<meta name="robots" content="noindex,follow">',
    link({ rel: 'canonical', href: url(language) }),
    ...(['vi', 'en'] as const).map((one) => link({ rel: 'alternate', hreflang: one, href: url(one) })),
    link({ rel: 'alternate', hreflang: 'x-default', href: url('vi') }),
    head.feed === undefined
      ? ''
      : link({
          rel: 'alternate',
          type: 'application/atom+xml',
          title: head.feed.name,
          href: pageUrl(publicUrl, head.feed.path, language),
        }),
    meta('title', head.title),
    meta('description', description),
    meta('url', url(language)),
    meta('type', head.type ?? 'website'),
    meta('site_name', name),
    meta('locale', LOCALES[language]),
    meta('locale:alternate', LOCALES[other]),
    '<meta name="twitter:card" content="summary">',
    ...(head.jsonLd ?? []).map((one) => `<script type="application/ld+json">${escapeJson(one)}</script>`),
  ];
  return tags.join('');
}
