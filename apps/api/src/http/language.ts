import type { Language } from '@ketnoi/domain/language';
import type { FastifyRequest } from 'fastify';

/** The reader's language: `?lang=` where given, else the first of vi and en in Accept-Language, else Vietnamese. */
export function languageOf(request: FastifyRequest): Language {
  const query = request.query as { lang?: unknown } | undefined;
  if (query?.lang === 'vi' || query?.lang === 'en') return query.lang;
  const accepted = /\b(vi|en)\b/iu.exec(request.headers['accept-language'] ?? '');
  return accepted?.[1]?.toLowerCase() === 'en' ? 'en' : 'vi';
}
