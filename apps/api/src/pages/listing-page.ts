import type { Bilingual, Language } from '@ketnoi/domain/language';
import { pick } from '@ketnoi/domain/language';
import type { CardRow } from '@ketnoi/db/listing-cards';
import type { ShownListing } from '@ketnoi/db/listing-public';
import { pageUrl, type Head } from './head.ts';
import { escapeHtml } from './html.ts';
import { BLOCK_WORDS } from './words.ts';

/** Public blocks in the order a reader wants them; each is shown when the projection holds it. */
const BLOCKS = [
  'problem',
  'description',
  'presentProcess',
  'mustHave',
  'niceToHave',
  'notWanted',
  'constraints',
  'volume',
  'inUse',
  'supportOffered',
  'partnerRole',
  'partnerCapabilities',
] as const;

type Shown = ShownListing & { card: NonNullable<ShownListing['card']>; detail: NonNullable<ShownListing['detail']> };

/** True for a listing anyone may read. */
export function isShown(listing: ShownListing | null): listing is Shown {
  return listing !== null && listing.card !== null && listing.detail !== null;
}

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/u)
    .map((part) => `<p>${escapeHtml(part)}</p>`)
    .join('');

const titleOf = (title: Bilingual, language: Language): string => pick(title, language) ?? '';

/** Path of a listing's page by its reference. */
function listingPath(listing: { id: string; card: { reference: string | null } }): string {
  return `/listings/${listing.card.reference ?? listing.id}`;
}

/** Head of a listing's page; schema.org's Offer or Demand of what is public. */
export function listingHead(listing: Shown, site: { publicUrl: string; name: string; language: Language }): Head {
  const { card } = listing;
  const { language } = site;
  const title = titleOf(card.title, language);
  const description = pick(card.summary, language) ?? title;
  const path = listingPath(listing);
  const jsonLd = {
    '@context': 'https://schema.org',
    '@type': card.side === 'offer' ? 'Offer' : 'Demand',
    identifier: card.reference ?? listing.id,
    name: title,
    description,
    url: pageUrl(site.publicUrl, path, language),
    validFrom: card.publishedAt,
    validThrough: card.expiresAt,
    itemOffered: {
      '@type': card.kind === 'service' ? 'Service' : card.kind === 'software' ? 'SoftwareApplication' : 'Product',
      name: title,
      description,
    },
    ...(listing.organisation === null
      ? {}
      : { [card.side === 'offer' ? 'offeredBy' : 'seller']: { '@type': 'Organization', name: listing.organisation.name } }),
  };
  return { title: `${title} · ${site.name}`, description, path, index: !card.retracted, jsonLd };
}

/** The public text of a listing as plain HTML, for readers without script. */
export function listingBody(listing: Shown, language: Language): string {
  const words = BLOCK_WORDS[language];
  const { card, detail } = listing;
  const notice = card.retracted
    ? `<p role="note"><strong>${words['retracted'] ?? ''}.</strong> ${escapeHtml((card.notice && pick(card.notice, language)) ?? '')}</p>`
    : '';
  const blocks = BLOCKS.map((block) => {
    const text = detail.texts[block];
    const shown = text === undefined || text === null ? null : pick(text, language);
    return shown === null ? '' : `<h2>${escapeHtml(words[block] ?? block)}</h2>${paragraphs(shown)}`;
  });
  const owner = listing.organisation === null ? (words['masked'] ?? '') : listing.organisation.name;
  return `<main class="prerendered"><h1>${escapeHtml(titleOf(card.title, language))}</h1><p>${escapeHtml(card.reference ?? '')}${card.trl === null ? '' : ` · TRL ${card.trl}`} · ${escapeHtml(owner)}</p>${notice}${paragraphs(pick(card.summary, language) ?? '')}${blocks.join('')}</main>`;
}

/** Cards as a list of links. */
export function cardsHtml(rows: readonly CardRow[], language: Language): string {
  const prefix = language === 'vi' ? '' : '/en';
  const links = rows.map(
    (row) =>
      `<li><a href="${prefix}${listingPath({ id: row.id, card: row.card })}">${escapeHtml(titleOf(row.card.title, language))}</a> ${escapeHtml(pick(row.card.summary, language) ?? '')}</li>`,
  );
  return `<ul>${links.join('')}</ul>`;
}
