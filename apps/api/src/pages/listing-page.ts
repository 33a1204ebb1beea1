import type { Bilingual, Language } from '@ketnoi/domain/language';
import { pick } from '@ketnoi/domain/language';
import { isUuid } from '@ketnoi/domain/ids';
import { PAGES } from '@ketnoi/domain/pages';
import { isReference } from '@ketnoi/domain/reference';
import { listCards, type CardRow } from '@ketnoi/db/listing-cards';
import { findEndedSide, findShownListing, type ShownListing } from '@ketnoi/db/listing-public';
import type { Ctx } from '../context.ts';
import { pageUrl, type Head } from './head.ts';
import { listingPath } from './listing-path.ts';
import { escapeHtml } from './html.ts';
import { trailLd } from './json-ld.ts';
import type { PageRequest, Rendered } from './rendered.ts';
import { BLOCK_WORDS, homeWords, withSite } from './words.ts';

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

function isShown(listing: ShownListing | null): listing is Shown {
  return listing !== null && listing.card !== null && listing.detail !== null;
}

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/u)
    .map((part) => `<p>${escapeHtml(part)}</p>`)
    .join('');

const titleOf = (title: Bilingual, language: Language): string => pick(title, language) ?? '';

/** Head of a listing's page; schema.org's Offer or Demand of what is public. */
function listingHead(listing: Shown, site: { publicUrl: string; name: string; language: Language }): Head {
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
  const steps = [
    { name: site.name, path: PAGES.home },
    { name: BLOCK_WORDS[language][card.side === 'offer' ? 'offersAll' : 'needsAll'] ?? '', path: `${PAGES.search}?in=${card.side}` },
    { name: title, path },
  ];
  return {
    title: `${title} · ${site.name}`,
    description,
    path,
    index: !card.retracted,
    type: 'article',
    jsonLd: [jsonLd, trailLd(site.publicUrl, language, steps)],
  };
}

/** The public text of a listing as plain HTML, for readers without script. */
function listingBody(listing: Shown, language: Language): string {
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

/** A text of a card with the language it is in, where that is not the reader's. */
function said(element: string, text: Bilingual, language: Language): string {
  const shown = pick(text, language);
  if (shown === null) return '';
  const lang = text[language] === null ? ` lang="${language === 'vi' ? 'en' : 'vi'}"` : '';
  return `<${element}${lang}>${escapeHtml(shown)}</${element}>`;
}

/** Cards as a list of links. */
export function cardsHtml(rows: readonly CardRow[], language: Language): string {
  const links = rows.map((row) => {
    const href = pageUrl('', listingPath({ id: row.id, card: row.card }), language);
    return `<li><a href="${escapeHtml(href)}">${said('span', row.card.title, language)}</a>${said('p', row.card.summary, language)}</li>`;
  });
  return `<ul>${links.join('')}</ul>`;
}

const NEWEST = 10;

/** A listing as everyone may see it; where one was that everyone could see once, what is new of its side. */
export async function listingPage(ctx: Ctx, { params, language }: PageRequest): Promise<Rendered> {
  const given = params['id'] ?? '';
  const { node, publicUrl } = ctx.config;
  const key = isReference(given) ? { reference: given } : isUuid(given) ? { id: given } : null;
  const shown = key === null ? null : await findShownListing(ctx.db, key);
  const site = { publicUrl, name: withSite('', node, language), language };
  if (isShown(shown)) return { head: listingHead(shown, site), body: listingBody(shown, language), status: 200 };
  // A draft of the reader's own also lives at this address: the client asks for it as the person it is.
  const nothing = { head: { ...homeWords(node, language), path: PAGES.home, index: false }, body: '', status: 404 } as const;
  const side = key === null ? null : await findEndedSide(ctx.db, key);
  if (side === null) return nothing;
  const words = BLOCK_WORDS[language];
  const { rows } = await listCards(ctx.db, { filter: { side }, after: null, limit: NEWEST, cap: 1 });
  const title = words['gone'] ?? '';
  return {
    head: { title: withSite(title, node, language), description: title, path: `/listings/${given}`, index: false },
    body: `<main class="prerendered"><h1>${title}</h1><p>${words['goneText'] ?? ''}</p>${cardsHtml(rows, language)}</main>`,
    status: 410,
  };
}
