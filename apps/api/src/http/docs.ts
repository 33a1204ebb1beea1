import type { Endpoint } from '@ketnoi/contracts/endpoint';
import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../context.ts';
import { setPagePolicy } from './headers.ts';

/** `/openapi.json` and `/docs/api`, made from the contracts that are bound, when first asked for. Call before any route is added. */
export function registerDocs(app: FastifyInstance, ctx: Ctx): void {
  const served = new Set<Endpoint>();
  app.addHook('onRoute', (route) => {
    if (route.config?.endpoint !== undefined) served.add(route.config.endpoint);
  });
  let document: Promise<Record<string, unknown>> | undefined;
  const make = async (): Promise<Record<string, unknown>> => {
    const [{ openApi }, { contractNames }] = await Promise.all([import('../docs/openapi.ts'), import('../docs/contract-names.ts')]);
    return openApi([...served], await contractNames(), ctx.config.publicUrl);
  };
  app.get('/openapi.json', async () => (document ??= make()));
  app.get('/docs/api', async (_request, reply) => {
    const { referencePage } = await import('../docs/reference-page.ts');
    document ??= make();
    const nonce = setPagePolicy(reply);
    return reply.type('text/html; charset=utf-8').send(referencePage(await document, nonce));
  });
}
