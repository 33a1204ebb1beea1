import { listOutbox } from '@ketnoi/db/mail';
import { setPagePolicy } from '../../http/headers.ts';
import { languageOf } from '../../http/language.ts';
import type { Server } from '../../http/route.ts';
import { outboxPage } from './page.ts';

/** So many of the newest letters are shown. */
const SHOWN = 50;

/**
 * `/outbox`: the letters that no mail server takes. It shows links that are as good as keys, so it exists only outside production and only
 * where no mail server is configured; elsewhere the address leads nowhere.
 */
export function registerOutbox({ app, ctx }: Server): void {
  if (ctx.config.production || ctx.config.smtpUrl !== null) return;
  app.get('/outbox', async (request, reply) => {
    const letters = await listOutbox(ctx.db, { limit: SHOWN });
    const nonce = setPagePolicy(reply);
    const page = outboxPage(letters, { language: languageOf(request), publicUrl: ctx.config.publicUrl, nonce });
    return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);
  });
}
