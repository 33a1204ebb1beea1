import fastifyStatic from '@fastify/static';
import { listCards } from '@ketnoi/db/listing-cards';
import type { Language } from '@ketnoi/domain/language';
import { FEEDS, PAGES, type PageName } from '@ketnoi/domain/pages';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../context.ts';
import { setPagePolicy } from '../http/headers.ts';
import type { Server } from '../http/route.ts';
import { aboutMatchingPage } from './about-matching-page.ts';
import { registerEmbed } from './embed.ts';
import { registerFeeds } from './feeds.ts';
import { headHtml } from './head.ts';
import { siteLd } from './json-ld.ts';
import { FEED_WORDS } from './list-words.ts';
import { cardsHtml, listingPage } from './listing-page.ts';
import { organisationPage } from './organisation-page.ts';
import type { PageRequest, Rendered } from './rendered.ts';
import { searchPage } from './search-page.ts';
import { loadShell, renderShell, webFolder, type Shell } from './shell.ts';
import { registerSitemap } from './sitemap.ts';
import { escapeHtml } from './html.ts';
import { BLOCK_WORDS, homeWords, plainWords, withSite } from './words.ts';

/** The words each page starts with beside its own file, so that the browser fetches them all at once. */
const PRELOAD: Partial<Record<PageName, readonly string[]>> = { home: ['home'], search: ['search'], listing: ['listing', 'fields'] };

const newest = (ctx: Ctx, side: 'offer' | 'need') => listCards(ctx.db, { filter: { side }, after: null, limit: 10, cap: 1 });

async function home(ctx: Ctx, { language }: PageRequest): Promise<Rendered> {
  const words = BLOCK_WORDS[language];
  const [needs, offers] = await Promise.all([newest(ctx, 'need'), newest(ctx, 'offer')]);
  const { title, description } = homeWords(ctx.config.node, language);
  const body = `<main class="prerendered"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(description)}</p><h2>${words['needs'] ?? ''}</h2>${cardsHtml(needs.rows, language)}<h2>${words['offers'] ?? ''}</h2>${cardsHtml(offers.rows, language)}</main>`;
  const site = { publicUrl: ctx.config.publicUrl, name: withSite('', ctx.config.node, language), language };
  const feed = { path: FEEDS.listings, name: FEED_WORDS[language].feed('') };
  return { head: { title, description, path: PAGES.home, index: true, jsonLd: [siteLd(site)], feed }, body, status: 200 };
}

const RENDERERS: Partial<Record<PageName, (ctx: Ctx, page: PageRequest) => Promise<Rendered>>> = {
  home,
  search: searchPage,
  listing: listingPage,
  organisation: organisationPage,
  aboutMatching: aboutMatchingPage,
};

async function render(ctx: Ctx, name: PageName, page: PageRequest): Promise<Rendered> {
  const renderer = RENDERERS[name];
  if (renderer !== undefined) return renderer(ctx, page);
  const words = plainWords(name as Parameters<typeof plainWords>[0], ctx.config.node, page.language);
  return { head: { ...words, path: PAGES[name], index: false }, body: '', status: 200 };
}

type Sending = { ctx: Ctx; shell: Shell; name: PageName | null; language: Language };

async function sendPage({ ctx, shell, name, language }: Sending, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const page = { params: request.params as Record<string, string>, query: request.query as Record<string, unknown>, language };
  const missing: Rendered = {
    head: { title: withSite('404', ctx.config.node, language), description: '', path: PAGES.home, index: false },
    body: '',
    status: 404,
  };
  const rendered = name === null ? missing : await render(ctx, name, page);
  const nonce = setPagePolicy(reply);
  const areas = name === null ? undefined : PRELOAD[name];
  const preload = [
    ...(areas === undefined ? [] : [`pages/${areas[0] ?? ''}`]),
    ...['shell', ...(areas ?? [])].map((area) => `locales/${language}/${area}`),
  ];
  const { node } = ctx.config;
  const boot = { node: { code: node.code, names: node.names, provinceCode: node.provinceCode, contact: { email: node.contact.email } } };
  const head = headHtml({ publicUrl: ctx.config.publicUrl, name: withSite('', node, language) }, language, rendered.head);
  const html = renderShell(shell, { language, nonce, head, body: rendered.body, preload, boot });
  return reply
    .code(rendered.status)
    .header('cache-control', 'no-cache')
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(html);
}

/** The browser client's pages with their public text, its files, the sitemap. Does nothing where the client is not built. */
export async function registerPages({ app, ctx }: Server): Promise<void> {
  registerSitemap({ app, ctx });
  registerFeeds({ app, ctx });
  await registerEmbed({ app, ctx });
  const shell = await loadShell();
  if (shell === null) return;
  await app.register(fastifyStatic, {
    root: `${webFolder}assets`,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    index: false,
  });
  app.get('/icon.svg', (_request, reply) => reply.header('cache-control', 'public, max-age=86400').sendFile('icon.svg', webFolder));
  for (const name of Object.keys(PAGES) as PageName[]) {
    app.get(PAGES[name], (request, reply) => sendPage({ ctx, shell, name, language: 'vi' }, request, reply));
    app.get(PAGES[name] === '/' ? '/en' : `/en${PAGES[name]}`, (request, reply) =>
      sendPage({ ctx, shell, name, language: 'en' }, request, reply),
    );
  }
  app.get('/*', (request, reply) => {
    const isPage =
      (request.headers.accept ?? '').includes('text/html') && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/');
    if (!isPage) return reply.callNotFound();
    return sendPage({ ctx, shell, name: null, language: request.url.startsWith('/en/') ? 'en' : 'vi' }, request, reply);
  });
}
