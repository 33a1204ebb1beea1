import { PublicListQuery } from '@ketnoi/contracts/public-lists';
import type { Language } from '@ketnoi/domain/language';
import { FEEDS } from '@ketnoi/domain/pages';
import { Problem, type FieldError } from '@ketnoi/domain/problems';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { setEmbedPolicy } from '../http/headers.ts';
import type { Server } from '../http/route.ts';
import { embedHelp, embedHtml, embedRefusal, type EmbedSite } from './embed-html.ts';
import { loadEmbedStyle } from './embed-style.ts';
import { sendTagged } from './feeds.ts';
import { publicList, type PublicList } from './public-list.ts';

const MOST = 20;

/** The fields a request was refused for; null when it was something else. */
function refusedFields(error: unknown): string[] | null {
  const errors = error instanceof Problem ? error.details.errors : (error as { fieldErrors?: FieldError[] }).fieldErrors;
  return errors === undefined ? null : errors.map((one) => one.field);
}

/** `/embed/listings`, the one page that other sites may frame, `/embed` that says how, and their English twins. Neither sets a cookie or runs a script. */
export async function registerEmbed({ app, ctx }: Server): Promise<void> {
  const style = await loadEmbedStyle();
  const { publicUrl, node } = ctx.config;
  const siteOf = (language: Language): EmbedSite => ({ publicUrl, exchange: `Ketnoi, ${node.names[language]}`, language, style });

  type Writing = { request: FastifyRequest<{ Querystring: PublicListQuery }>; reply: FastifyReply; language: Language };
  const answer = async ({ request, reply, language }: Writing, write: (list: PublicList) => string): Promise<FastifyReply> => {
    reply.type('text/html; charset=utf-8').header('content-language', language).header('x-robots-tag', 'noindex');
    try {
      if (request.validationError !== undefined) throw request.validationError;
      const list = await publicList(ctx, { query: request.query, language, sort: 'newest', limit: MOST });
      sendTagged(request, reply, write(list.closest ? { ...list, rows: [] } : list));
    } catch (error) {
      // In a frame somebody reads this: a page in words, not the problem of the API.
      const fields = refusedFields(error);
      if (fields === null) throw error;
      reply
        .code(400)
        .header('cache-control', 'no-store')
        .send(embedRefusal(siteOf(language), fields));
    }
    return reply;
  };
  const options = { schema: { querystring: PublicListQuery }, attachValidation: true };
  for (const language of ['vi', 'en'] as const) {
    const prefix = language === 'vi' ? '' : '/en';
    app.get<{ Querystring: PublicListQuery }>(`${prefix}${FEEDS.embed}`, options, async (request, reply) => {
      setEmbedPolicy(reply, { style: style.hash, framedBy: 'anyone' });
      return answer({ request, reply, language }, (list) => embedHtml(siteOf(language), request.query, list));
    });
    app.get<{ Querystring: PublicListQuery }>(`${prefix}${FEEDS.embedHelp}`, options, async (request, reply) => {
      setEmbedPolicy(reply, { style: style.hash, framedBy: 'nobody' });
      return answer({ request, reply, language }, (list) => embedHelp(siteOf(language), request.query, list));
    });
  }
}
