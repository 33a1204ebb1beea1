import type { CardRow } from '@ketnoi/db/listing-cards';
import { pick, type Language } from '@ketnoi/domain/language';
import { PAGES } from '@ketnoi/domain/pages';
import { pageUrl } from './head.ts';
import { listingPath } from './listing-path.ts';

const CONTEXT = 'https://schema.org';

/** The exchange as a site, and how web search engines may ask it. */
export function siteLd(site: { publicUrl: string; name: string; language: Language }): object {
  const { publicUrl, name, language } = site;
  return {
    '@context': CONTEXT,
    '@type': 'WebSite',
    name,
    url: pageUrl(publicUrl, PAGES.home, language),
    inLanguage: language,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${pageUrl(publicUrl, PAGES.search, language)}?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  };
}

/** The way to a page, from the first page on; each step its name and its path. */
export function trailLd(publicUrl: string, language: Language, steps: readonly { name: string; path: string }[]): object {
  return {
    '@context': CONTEXT,
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, path }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name,
      item: pageUrl(publicUrl, path, language),
    })),
  };
}

/** A list of listings, in the order in which the page shows them. */
export function listLd(publicUrl: string, language: Language, rows: readonly CardRow[]): object {
  return {
    '@context': CONTEXT,
    '@type': 'ItemList',
    numberOfItems: rows.length,
    itemListElement: rows.map((row, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name: pick(row.card.title, language) ?? '',
      url: pageUrl(publicUrl, listingPath({ id: row.id, card: row.card }), language),
    })),
  };
}
