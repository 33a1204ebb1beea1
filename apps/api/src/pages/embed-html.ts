import type { PublicListQuery } from '@ketnoi/contracts/public-lists';
import type { HitRow } from '@ketnoi/db/listing-hits';
import { TIME_ZONE } from '@ketnoi/domain/clock';
import type { Bilingual, Language } from '@ketnoi/domain/language';
import { FEEDS, PAGES } from '@ketnoi/domain/pages';
import { labelOf } from '../search/labels.ts';
import type { EmbedStyle } from './embed-style.ts';
import { pageUrl } from './head.ts';
import { escapeHtml } from './html.ts';
import { EMBED_WORDS } from './list-words.ts';
import { listingPath } from './listing-path.ts';
import { listAddress, listName, type PublicList } from './public-list.ts';

/** Where the list is shown from, and in which language. */
export type EmbedSite = { publicUrl: string; exchange: string; language: Language; style: EmbedStyle };

/** The text in the reader's language, else in the other one, saying which. */
function said(element: string, text: Bilingual, { language }: EmbedSite): string {
  const other = language === 'vi' ? 'en' : 'vi';
  const own = text[language];
  const [open, close] = [element.slice(0, -1), `</${/^<(\w+)/u.exec(element)?.[1] ?? ''}>`];
  if (own !== null) return `${element}${escapeHtml(own)}${close}`;
  return text[other] === null ? '' : `${open} lang="${other}">${escapeHtml(text[other])}${close}`;
}

const out = (href: string, inner: string, type = ''): string =>
  `<a${type} href="${escapeHtml(href)}" target="_blank" rel="noopener">${inner}</a>`;

function dayOf(at: string, language: Language): string {
  const day = new Date(at);
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const written = day.toLocaleDateString(locale, {
    timeZone: TIME_ZONE,
    day: '2-digit',
    month: language === 'vi' ? '2-digit' : 'short',
    year: 'numeric',
  });
  return `<time datetime="${day.toISOString()}">${written}</time>`;
}

/** The level of an offer as a scale; of a need the least it asks for, in words. */
function trlOf({ trl, trlMin }: HitRow['card'], language: Language): string | null {
  if (trl === null) return trlMin === null ? null : EMBED_WORDS[language].atLeast(trlMin);
  const cells = Array.from({ length: 9 }, (_, at) => (at < trl ? '<i class="on"></i>' : '<i></i>')).join('');
  return `<span class="trl" aria-hidden="true">${cells}</span> TRL ${trl}`;
}

function factsOf({ card, organisation }: HitRow, list: PublicList, { language }: EmbedSite): string {
  const words = EMBED_WORDS[language];
  const owner = organisation === null ? words.masked : ((language === 'en' ? organisation.englishName : null) ?? organisation.name);
  const trl = trlOf(card, language);
  const rows = [
    [words.organisation, escapeHtml(owner)],
    ...(card.province === null ? [] : [[words.province, escapeHtml(labelOf('province', card.province, { codes: list.codes, language }))]]),
    ...(trl === null ? [] : [[words.readiness, trl]]),
    ...(card.publishedAt === null ? [] : [[words.published, dayOf(card.publishedAt, language)]]),
  ];
  return `<dl class="facts">${rows.map(([name, value]) => `<div><dt>${name ?? ''}:</dt> <dd>${value ?? ''}</dd></div>`).join('')}</dl>`;
}

function hit(row: HitRow, list: PublicList, site: EmbedSite): string {
  const { card } = row;
  const kind = labelOf('kind', card.kind, { codes: list.codes, language: site.language });
  const title = said('<span>', card.title, site);
  const href = pageUrl(site.publicUrl, listingPath({ id: row.id, card }), site.language);
  const top = `<p class="kind"><strong class="${card.side}">${escapeHtml(kind)}</strong> <span>${escapeHtml(card.reference ?? '')}</span></p>`;
  return `<li class="hit"><div>${top}<h2>${out(href, title)}</h2>${said('<p class="summary">', card.summary, site)}</div>${factsOf(row, list, site)}</li>`;
}

type Page = { title: string; canonical: string; body: string };

function page({ language, style }: EmbedSite, { title, canonical, body }: Page): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><link rel="canonical" href="${escapeHtml(canonical)}"><style>${style.css}</style></head>
<body>${body}</body></html>
`;
}

const titleOf = (query: PublicListQuery, list: PublicList, language: Language): string => {
  const name = listName(query, list, language);
  return name === '' ? EMBED_WORDS[language].everything : name;
};

/** The list as a page of its own that needs no script, to stand in a frame of another site. */
export function embedHtml(site: EmbedSite, query: PublicListQuery, list: PublicList): string {
  const { publicUrl, language, exchange } = site;
  const words = EMBED_WORDS[language];
  const title = titleOf(query, list, language);
  const all = pageUrl(publicUrl, listAddress(PAGES.search, query), language);
  const feed = pageUrl(publicUrl, listAddress(FEEDS.listings, query), language);
  const heading = `<header><h1>${escapeHtml(title)}</h1><p>${escapeHtml(words.from(exchange))}</p></header>`;
  const hits = `<ul class="hits">${list.rows.map((row) => hit(row, list, site)).join('')}</ul>`;
  const empty = `<div class="empty"><h2>${words.emptyTitle}</h2><p>${words.emptyText}</p>${out(all, words.toSearch, ' class="button"')}</div>`;
  const foot = `<footer>${out(all, `${words.all} (${words.newWindow})`)}${out(feed, words.feed)}</footer>`;
  const body = `${heading}<main>${list.rows.length === 0 ? empty : hits}</main>${foot}`;
  return page(site, { title: `${title} · ${exchange}`, canonical: all, body });
}

/** What a frame shows whose address cannot be read: the parameters to look at. */
export function embedRefusal(site: EmbedSite, fields: readonly string[]): string {
  const words = EMBED_WORDS[site.language];
  const all = pageUrl(site.publicUrl, PAGES.search, site.language);
  const text = fields.length === 0 ? '' : `<p>${escapeHtml(words.wrongText(fields.join(', ')))}</p>`;
  const body = `<main class="empty"><h1>${words.wrongTitle}</h1>${text}${out(all, words.toSearch, ' class="button"')}</main>`;
  return page(site, { title: words.wrongTitle, canonical: all, body });
}

/** The text to copy into a page of another site. */
function embedSnippet(site: EmbedSite, address: string, title: string): string {
  const src = escapeHtml(pageUrl(site.publicUrl, address, site.language));
  return `<iframe src="${src}" title="${escapeHtml(title)}" width="100%" height="640" loading="lazy" style="border:0"></iframe>`;
}

/** The page that says how to put the list on a page of one's own, with the text to copy and a preview. */
export function embedHelp(site: EmbedSite, query: PublicListQuery, list: PublicList): string {
  const words = EMBED_WORDS[site.language];
  const address = listAddress(FEEDS.embed, query);
  const title = `${titleOf(query, list, site.language)} · ${site.exchange}`;
  const frame = `<iframe src="${escapeHtml(pageUrl('', address, site.language))}" title="${words.helpFrame}" loading="lazy"></iframe>`;
  const search = `<p><a href="${escapeHtml(pageUrl('', listAddress(PAGES.search, query), site.language))}">${words.toSearch}</a></p>`;
  const body = `<main class="help"><h1>${words.helpTitle}</h1><p>${words.helpText}</p><pre tabindex="0"><code>${escapeHtml(embedSnippet(site, address, title))}</code></pre><h2>${words.helpFilters}</h2><p>${words.helpFiltersText}</p>${search}<h2>${words.helpPreview}</h2>${frame}</main>`;
  return page(site, { title: words.helpTitle, canonical: pageUrl(site.publicUrl, FEEDS.embedHelp, site.language), body });
}
