import { countReferences, listReferences } from '@ketnoi/db/sitemap';
import { PAGES } from '@ketnoi/domain/pages';
import type { FastifyReply } from 'fastify';
import type { Server } from '../http/route.ts';
import { pageUrl } from './head.ts';
import { escapeHtml } from './html.ts';

/** Addresses in one sitemap file; two languages each stay below the protocol's 50,000. */
const PER_FILE = 20_000;

const xml = (reply: FastifyReply, text: string): FastifyReply =>
  reply.type('application/xml; charset=utf-8').header('cache-control', 'public, max-age=3600').send(text);
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

/** `/robots.txt` and `/sitemap.xml` with its numbered parts. */
export function registerSitemap({ app, ctx }: Server): void {
  const { publicUrl } = ctx.config;
  const entry = (path: string, date?: Date): string =>
    (['vi', 'en'] as const)
      .map(
        (language) =>
          `<url><loc>${escapeHtml(pageUrl(publicUrl, path, language))}</loc>${date === undefined ? '' : `<lastmod>${date.toISOString().slice(0, 10)}</lastmod>`}</url>`,
      )
      .join('');
  app.get('/robots.txt', (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send(`User-agent: *\nDisallow: /api/\nDisallow: /workspace\nDisallow: /account\nSitemap: ${publicUrl}/sitemap.xml\n`),
  );
  app.get('/sitemap.xml', async (_request, reply) => {
    const parts = Math.max(1, Math.ceil((await countReferences(ctx.db)) / PER_FILE));
    const list = Array.from(
      { length: parts },
      (_, part) => `<sitemap><loc>${escapeHtml(`${publicUrl}/sitemap/${part}.xml`)}</loc></sitemap>`,
    ).join('');
    return xml(reply, `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${list}</sitemapindex>`);
  });
  app.get<{ Params: { part: number } }>(
    '/sitemap/:part.xml',
    { schema: { params: { type: 'object', properties: { part: { type: 'integer', minimum: 0, maximum: 500 } }, required: ['part'] } } },
    async (request, reply) => {
      const { part } = request.params;
      const rows = await listReferences(ctx.db, { limit: PER_FILE, offsetPages: part });
      const pages = part === 0 ? entry(PAGES.home) : '';
      const entries = rows.map((row) => entry(`/listings/${row.reference}`, row.publishedAt)).join('');
      return xml(reply, `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${pages}${entries}</urlset>`);
    },
  );
}
