import type { HitRow } from '@ketnoi/db/listing-hits';
import type { CodeTables } from '@ketnoi/db/classifications';
import type { Bilingual, Language } from '@ketnoi/domain/language';
import type { Facet } from '@ketnoi/domain/search';
import { labelOf } from '../search/labels.ts';
import { pageUrl } from './head.ts';
import { listingPath } from './listing-path.ts';
import { emptyElement, escapeXml, textElement } from './xml.ts';

/** A feed of listings in one language; addresses are paths of the Vietnamese pages. */
export type Feed = {
  publicUrl: string;
  language: Language;
  title: string;
  subtitle: string;
  exchange: string;
  /** The feed's own path, and that of the search page it tells of, each with its parameters. */
  self: string;
  page: string;
  codes: CodeTables;
  entries: readonly FeedRow[];
};
export type FeedRow = HitRow & { updatedAt: Date };

const HOME = { vi: '/', en: '/en' } as const;
const ATOM = 'application/atom+xml';

/** The text in the reader's language, else in the other, saying which. */
function textOf(name: string, text: Bilingual, language: Language): string {
  const other = language === 'vi' ? 'en' : 'vi';
  const own = text[language];
  return textElement(name, own ?? text[other] ?? '', { type: 'text', 'xml:lang': own === null && text[other] !== null ? other : null });
}

const schemeUrl = (publicUrl: string, scheme: string): string => `${publicUrl}/api/classifications/${scheme}`;

function categories({ card }: HitRow, { publicUrl, codes, language }: Feed): string {
  const one = (facet: Facet, code: string, scheme: string | null): string =>
    emptyElement('category', { term: code, scheme, label: labelOf(facet, code, { codes, language }) });
  return [
    one('side', card.side, null),
    ...(card.side === card.kind ? [] : [one('kind', card.kind, null)]),
    ...card.sectors.map((code) => one('sector', code, schemeUrl(publicUrl, 'priority_sector'))),
    ...card.fields.map((code) => one('field', code, schemeUrl(publicUrl, 'st_field'))),
    ...(card.province === null ? [] : [one('province', card.province, schemeUrl(publicUrl, 'province'))]),
  ].join('');
}

function authorOf({ organisation }: HitRow, { publicUrl, language }: Feed): string {
  // A masked listing has no author of its own: the feed's, the exchange, counts for it.
  if (organisation === null) return '';
  const name = (language === 'en' ? organisation.englishName : null) ?? organisation.name;
  return `<author>${textElement('name', name)}${textElement('uri', pageUrl(publicUrl, `/organisations/${organisation.id}`, language))}</author>`;
}

function changedOf({ card, updatedAt }: FeedRow): string {
  const published = card.publishedAt === null ? 0 : Date.parse(card.publishedAt);
  return new Date(Math.max(updatedAt.getTime(), published)).toISOString();
}

function entryXml(row: FeedRow, feed: Feed): string {
  const { card } = row;
  const path = listingPath({ id: row.id, card });
  const links = (['vi', 'en'] as const).map((language) =>
    emptyElement('link', { rel: 'alternate', type: 'text/html', hreflang: language, href: pageUrl(feed.publicUrl, path, language) }),
  );
  return [
    '<entry>',
    textElement('id', `urn:uuid:${row.id}`),
    textOf('title', card.title, feed.language),
    ...links,
    textElement('updated', changedOf(row)),
    card.publishedAt === null ? '' : textElement('published', card.publishedAt),
    authorOf(row, feed),
    textOf('summary', card.summary, feed.language),
    categories(row, feed),
    '</entry>',
  ].join('');
}

/** A name for the feed that stays the same wherever it is read from. */
const feedId = ({ publicUrl, self }: Feed): string => `tag:${new URL(publicUrl).hostname},2026:${self}`;

/** The feed as an Atom document (RFC 4287). */
export function atomXml(feed: Feed): string {
  const { publicUrl, language, entries } = feed;
  const other = language === 'vi' ? 'en' : 'vi';
  const href = (path: string, lang: Language): string => pageUrl(publicUrl, path, lang);
  const newest = entries.map(changedOf).toSorted().at(-1) ?? new Date(0).toISOString();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    textElement('id', `${feedId(feed)}#${language}`),
    textElement('title', feed.title),
    textElement('subtitle', feed.subtitle),
    textElement('updated', newest),
    emptyElement('link', { rel: 'self', type: ATOM, hreflang: language, href: href(feed.self, language) }),
    emptyElement('link', { rel: 'alternate', type: ATOM, hreflang: other, href: href(feed.self, other) }),
    ...(['vi', 'en'] as const).map((lang) =>
      emptyElement('link', { rel: 'alternate', type: 'text/html', hreflang: lang, href: href(feed.page, lang) }),
    ),
    `<author>${textElement('name', feed.exchange)}${textElement('uri', publicUrl + HOME[language])}</author>`,
    `<icon>${escapeXml(`${publicUrl}/icon.svg`)}</icon>`,
    ...entries.map((row) => entryXml(row, feed)),
    '</feed>\n',
  ].join('');
}
