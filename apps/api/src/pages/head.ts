import type { Language } from '@ketnoi/domain/language';
import { escapeHtml, escapeJson } from './html.ts';

export type Head = {
  title: string;
  description: string;
  /** The Vietnamese path of the page; its English twin lies under /en. */
  path: string;
  index: boolean;
  jsonLd?: object;
};

/** The address of a page in a language. */
export function pageUrl(publicUrl: string, path: string, language: Language): string {
  const twin = path === '/' ? '/en' : `/en${path}`;
  return publicUrl + (language === 'vi' ? path : twin);
}

/** Title, description, canonical and alternate addresses, Open Graph and JSON-LD of a page. */
export function headHtml(publicUrl: string, language: Language, head: Head): string {
  const url = pageUrl(publicUrl, head.path, language);
  const title = escapeHtml(head.title);
  const description = escapeHtml(head.description.slice(0, 300));
  const tags = [
    `<title>${title}</title>`,
    `<meta name="description" content="${description}">`,
    head.index ? '' : '<meta name="robots" content="noindex">',
    `<link rel="canonical" href="${escapeHtml(url)}">`,
    ...(['vi', 'en'] as const).map(
      (one) => `<link rel="alternate" hreflang="${one}" href="${escapeHtml(pageUrl(publicUrl, head.path, one))}">`,
    ),
    `<link rel="alternate" hreflang="x-default" href="${escapeHtml(pageUrl(publicUrl, head.path, 'vi'))}">`,
    `<meta property="og:title" content="${title}"><meta property="og:description" content="${description}"><meta property="og:url" content="${escapeHtml(url)}"><meta property="og:type" content="website"><meta property="og:locale" content="${language === 'vi' ? 'vi_VN' : 'en_US'}">`,
    head.jsonLd === undefined ? '' : `<script type="application/ld+json">${escapeJson(head.jsonLd)}</script>`,
  ];
  return tags.join('');
}
