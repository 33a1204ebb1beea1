import { Problem } from '@ketnoi/domain/problems';
import { PROBLEMS } from '@ketnoi/domain/problem-codes';
import { PAGES } from '@ketnoi/domain/pages';
import type { Language } from '@ketnoi/domain/language';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../../context.ts';
import { setPagePolicy } from '../../http/headers.ts';
import type { Server } from '../../http/route.ts';
import { readSubscription, unsubscribe, type Subscription } from './unsubscribe.ts';

const WORDS = {
  vi: {
    title: 'Ngừng nhận thư',
    ask: ({ email, searches }: Subscription) => `Ngừng gửi thư về ${searches} tìm kiếm đã lưu đến ${email}?`,
    button: 'Ngừng nhận thư',
    done: ({ email }: Subscription) => `Đã ngừng. Sẽ không còn thư về các tìm kiếm này gửi đến ${email}.`,
    manage: 'Mở các tìm kiếm đã lưu',
  },
  en: {
    title: 'Unsubscribe',
    ask: ({ email, searches }: Subscription) =>
      searches === 1 ? `Stop letters about a saved search to ${email}?` : `Stop letters about ${searches} saved searches to ${email}?`,
    button: 'Stop the letters',
    done: ({ email }: Subscription) => `Stopped. No more letters about these searches go to ${email}.`,
    manage: 'Open your saved searches',
  },
} as const;

const STYLE = `
:root { color-scheme: light dark }
body { font: 16px/1.55 'Be Vietnam Pro', system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem }
button { font: inherit; min-height: 2.75rem; padding: .5rem 1.25rem; border: 1px solid currentColor; border-radius: 8px; cursor: pointer }`;

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replaceAll(/[&<>"']/gu, (sign) => escaped[sign] ?? sign);

type Said = { language: Language; sentence: string; asks: boolean; nonce: string };

function pageOf({ language, sentence, asks, nonce }: Said): string {
  const words = WORDS[language];
  const manage = `${language === 'en' ? '/en' : ''}${PAGES.alerts}`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${words.title}</title>
<style nonce="${nonce}">${STYLE}</style></head>
<body>
<main>
<h1>${words.title}</h1>
<p role="status">${escape(sentence)}</p>
${asks ? `<form method="post"><button type="submit">${words.button}</button></form>` : ''}
<p><a href="${manage}">${words.manage}</a></p>
</main>
</body>
</html>`;
}

type Asked = { token: string; language: Language; acts: boolean };

/** The page for a link, opened or acted on. */
async function answerTo(ctx: Ctx, { token, language, acts }: Asked): Promise<{ status: number; sentence: string; asks: boolean }> {
  try {
    const found = acts ? await unsubscribe(ctx, token) : await readSubscription(ctx, token);
    const asks = found.active > 0;
    return { status: 200, sentence: asks ? WORDS[language].ask(found) : WORDS[language].done(found), asks };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { status: error.status, sentence: PROBLEMS[error.code][language], asks: false };
  }
}

/** `/unsubscribe/:token`: where the link of a letter leads a person. Opening it changes nothing, its one button does; no script, no sign-in. */
export function registerUnsubscribePage({ app, ctx }: Server): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply, language: Language): Promise<string> => {
    const { token } = request.params as { token: string };
    const { status, ...said } = await answerTo(ctx, { token, language, acts: request.method === 'POST' });
    const nonce = setPagePolicy(reply);
    void reply.code(status).header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').type('text/html; charset=utf-8');
    return pageOf({ ...said, language, nonce });
  };
  for (const [language, prefix] of [
    ['vi', ''],
    ['en', '/en'],
  ] as const) {
    const url = `${prefix}/unsubscribe/:token`;
    app.get(url, (request, reply) => answer(request, reply, language));
    app.post(url, (request, reply) => answer(request, reply, language));
  }
}
