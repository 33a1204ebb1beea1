import { listSitemapListings, listSitemapOrganisations, listSitemapParts, listSitemapTerms } from '@ketnoi/db/sitemap';
import { PAGES } from '@ketnoi/domain/pages';
import type { FastifyReply } from 'fastify';
import type { Ctx } from '../context.ts';
import type { Server } from '../http/route.ts';
import { pageUrl } from './head.ts';
import { listAddress } from './public-list.ts';
import { emptyElement, textElement } from './xml.ts';

/** Records in one part; each has an address in two languages, far below the 50,000 addresses and 50 MB of the protocol. */
const PER_PART = 10_000;
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';

/** What may not be listed: what is data, and what is somebody's own. */
const PRIVATE = [
  '/api/',
  PAGES.workspace,
  PAGES.account,
  PAGES.review,
  PAGES.dictionary,
  PAGES.broker,
  PAGES.newOffer,
  PAGES.newNeed,
  '/invite/',
  '/verify-email/',
  PAGES.requestReset,
];

const xml = (reply: FastifyReply, text: string): FastifyReply =>
  reply.type('application/xml; charset=utf-8').header('cache-control', 'public, max-age=3600').send(`${HEAD}${text}`);

type Address = { path: string; changedAt?: Date };

/** A page in both languages, each naming its twin. */
function entriesOf(publicUrl: string, { path, changedAt }: Address): string {
  const href = (language: 'vi' | 'en'): string => pageUrl(publicUrl, path, language);
  const twin = (hreflang: string, language: 'vi' | 'en'): string =>
    emptyElement('xhtml:link', { rel: 'alternate', hreflang, href: href(language) });
  const twins = twin('vi', 'vi') + twin('en', 'en') + twin('x-default', 'vi');
  const changed = changedAt === undefined ? '' : textElement('lastmod', changedAt.toISOString());
  return (['vi', 'en'] as const).map((language) => `<url>${textElement('loc', href(language))}${changed}${twins}</url>`).join('');
}

async function pageAddresses(ctx: Ctx): Promise<Address[]> {
  const terms = await listSitemapTerms(ctx.db);
  const sides = (['offer', 'need'] as const).map((side) => ({ path: listAddress(PAGES.search, { in: [side] }) }));
  const landing = terms.map(({ name, code, changedAt }) => ({ path: listAddress(PAGES.search, { [name]: [code] }), changedAt }));
  return [{ path: PAGES.home }, { path: PAGES.search }, { path: PAGES.aboutMatching }, ...sides, ...landing];
}

async function recordAddresses(ctx: Ctx, noun: 'listings' | 'organisations', part: number): Promise<Address[]> {
  const range = { limit: PER_PART, part };
  if (noun === 'listings') {
    const rows = await listSitemapListings(ctx.db, range);
    return rows.map(({ reference, changedAt }) => ({ path: `/listings/${reference}`, changedAt }));
  }
  const rows = await listSitemapOrganisations(ctx.db, range);
  return rows.map(({ id, changedAt }) => ({ path: `/organisations/${id}`, changedAt }));
}

/** `/robots.txt` and `/sitemap.xml` with its parts: the pages, the listings, the organisations. */
export function registerSitemap({ app, ctx }: Server): void {
  const { publicUrl } = ctx.config;
  const urlset = (reply: FastifyReply, addresses: readonly Address[]): FastifyReply =>
    xml(reply, `<urlset ${NAMESPACES}>${addresses.map((one) => entriesOf(publicUrl, one)).join('')}</urlset>`);
  app.get('/robots.txt', (_request, reply) => {
    const rules = PRIVATE.flatMap((path) => (path === '/api/' ? [path] : [path, `/en${path}`])).map((path) => `Disallow: ${path}\n`);
    return reply.type('text/plain; charset=utf-8').send(`User-agent: *\n${rules.join('')}Sitemap: ${publicUrl}/sitemap.xml\n`);
  });
  app.get('/sitemap.xml', async (_request, reply) => {
    const parts = await listSitemapParts(ctx.db, { limit: PER_PART });
    const one = (path: string, changedAt?: Date): string =>
      `<sitemap>${textElement('loc', publicUrl + path)}${changedAt === undefined ? '' : textElement('lastmod', changedAt.toISOString())}</sitemap>`;
    const all = [one('/sitemap/pages.xml'), ...parts.map(({ noun, part, changedAt }) => one(`/sitemap/${noun}/${part}.xml`, changedAt))];
    return xml(reply, `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${all.join('')}</sitemapindex>`);
  });
  app.get('/sitemap/pages.xml', async (_request, reply) => urlset(reply, await pageAddresses(ctx)));
  const params = {
    type: 'object',
    properties: { noun: { enum: ['listings', 'organisations'] }, part: { type: 'integer', minimum: 0, maximum: 5000 } },
    required: ['noun', 'part'],
  };
  app.get<{ Params: { noun: 'listings' | 'organisations'; part: number } }>(
    '/sitemap/:noun/:part.xml',
    { schema: { params } },
    async (request, reply) => urlset(reply, await recordAddresses(ctx, request.params.noun, request.params.part)),
  );
}
