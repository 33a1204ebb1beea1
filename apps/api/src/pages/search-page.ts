import { FEEDS, PAGES } from '@ketnoi/domain/pages';
import type { Ctx } from '../context.ts';
import { escapeHtml } from './html.ts';
import { listLd, trailLd } from './json-ld.ts';
import { FEED_WORDS } from './list-words.ts';
import { cardsHtml } from './listing-page.ts';
import { isLanding, readPageQuery } from './page-query.ts';
import { lenientList, listAddress, listName } from './public-list.ts';
import type { PageRequest, Rendered } from './rendered.ts';
import { BLOCK_WORDS, searchWords, withSite } from './words.ts';

/** As many as the browser client shows first. */
const FIRST = 20;

/**
 * The first results of a search as text, so that web search engines and readers without script get there. Result pages are endless: only
 * those of a side, a field, a sector or a province may be listed, and only under the one address that says what they show.
 */
export async function searchPage(ctx: Ctx, request: PageRequest): Promise<Rendered> {
  const { language } = request;
  const { node, publicUrl } = ctx.config;
  const wanted = { query: readPageQuery(request.query), language, sort: 'relevance', limit: FIRST } as const;
  const { list, query } = await lenientList(ctx, wanted);
  const name = listName(query, list, language);
  const path = listAddress(PAGES.search, query);
  const words = searchWords(name, list.rows, language);
  const steps = [
    { name: withSite('', node, language), path: PAGES.home },
    { name: BLOCK_WORDS[language]['search'] ?? '', path: PAGES.search },
    ...(name === '' ? [] : [{ name, path }]),
  ];
  const none = `<p>${escapeHtml(words.none)}</p>`;
  return {
    head: {
      title: withSite(words.title, node, language),
      description: words.description,
      path,
      index: isLanding(query) && (name === '' || list.rows.length > 0),
      jsonLd: [trailLd(publicUrl, language, steps), ...(list.rows.length === 0 ? [] : [listLd(publicUrl, language, list.rows)])],
      feed: { path: listAddress(FEEDS.listings, query), name: FEED_WORDS[language].feed(name) },
    },
    body: `<main class="prerendered"><h1>${escapeHtml(words.title)}</h1>${list.rows.length === 0 ? none : cardsHtml(list.rows, language)}</main>`,
    status: 200,
  };
}
