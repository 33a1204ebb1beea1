import { createHash } from 'node:crypto';
import { PublicListQuery } from '@ketnoi/contracts/public-lists';
import { shownUpdates } from '@ketnoi/db/listing-updates';
import type { Language } from '@ketnoi/domain/language';
import { FEEDS, PAGES } from '@ketnoi/domain/pages';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../context.ts';
import type { Server } from '../http/route.ts';
import { atomXml } from './atom.ts';
import { listAddress, listName, publicList } from './public-list.ts';
import { FEED_WORDS } from './list-words.ts';

const NEWEST = 50;

/** The newest listings of a search as an Atom document. What only comes close is no news. */
async function feedXml(ctx: Ctx, query: PublicListQuery, language: Language): Promise<string> {
  const list = await publicList(ctx, { query, language, sort: 'newest', limit: NEWEST });
  const rows = list.closest ? [] : list.rows;
  const updates = await shownUpdates(ctx.db, { ids: rows.map((row) => row.id) });
  const words = FEED_WORDS[language];
  const name = listName(query, list, language);
  const exchange = `Ketnoi, ${ctx.config.node.names[language]}`;
  return atomXml({
    publicUrl: ctx.config.publicUrl,
    language,
    title: `${name === '' ? words.everything : name} · ${exchange}`,
    subtitle: words.subtitle,
    exchange,
    self: listAddress(FEEDS.listings, query),
    page: listAddress(PAGES.search, query),
    codes: list.codes,
    entries: rows.flatMap((row) => {
      const updatedAt = updates.get(row.id);
      return updatedAt === undefined ? [] : [{ ...row, updatedAt }];
    }),
  });
}

/**
 * Sends a text that is the same for everyone. Caches ask each time whether theirs still holds, since a listing that is hidden is gone on the next
 * request; the tag alone answers that, as a listing that leaves makes nothing newer.
 */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  reply.header('etag', etag).header('cache-control', 'public, max-age=0, must-revalidate');
  const known = (request.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//u, ''));
  return known.includes(etag) || known.includes('*') ? reply.code(304).send() : reply.send(text);
}

const LAST_UPDATED = /<updated>([^<]+)<\/updated>/u;

/** `/feeds/listings.atom` and its English twin: what is new among the listings that a search finds. */
export function registerFeeds({ app, ctx }: Server): void {
  const serve = (path: string, language: Language): void => {
    app.get<{ Querystring: PublicListQuery }>(path, { schema: { querystring: PublicListQuery } }, async (request, reply) => {
      const xml = await feedXml(ctx, request.query, language);
      const updated = LAST_UPDATED.exec(xml)?.[1];
      if (updated !== undefined) reply.header('last-modified', new Date(updated).toUTCString());
      reply.type('application/atom+xml; charset=utf-8').header('content-language', language);
      return sendTagged(request, reply, xml);
    });
  };
  serve(FEEDS.listings, 'vi');
  serve(`/en${FEEDS.listings}`, 'en');
}
