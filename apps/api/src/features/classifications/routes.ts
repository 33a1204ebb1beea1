import * as contracts from '@ketnoi/contracts/classifications';
import { findScheme, listLabels, listSchemes } from '@ketnoi/db/classifications';
import { problem } from '@ketnoi/domain/problems';
import type { Ctx } from '../../context.ts';
import { route, type Server } from '../../http/route.ts';

async function readClassification(ctx: Ctx, name: Parameters<typeof findScheme>[1]['name']) {
  const scheme = await findScheme(ctx.db, { name });
  if (scheme === null) throw problem('record.not_found');
  return scheme;
}

async function readLabels(ctx: Ctx, of: readonly string[]) {
  const pairs = of.map((one) => one.split(':', 2));
  return { items: await listLabels(ctx.db, { schemes: pairs.map(([scheme = '']) => scheme), codes: pairs.map(([, code = '']) => code) }) };
}

/** The classification tables. They change with a new version of the product alone, so that an answer may be kept for ten minutes. */
export function registerClassifications(server: Server): void {
  const decorate = (reply: { header: (name: string, value: string) => unknown }): void =>
    void reply.header('cache-control', 'public, max-age=600');
  route(server, contracts.listClassifications, async (ctx) => ({ items: await listSchemes(ctx.db, {}) }), { decorate });
  route(server, contracts.readClassification, (ctx, _actor, { params }) => readClassification(ctx, params.name), { decorate });
  route(server, contracts.readLabels, (ctx, _actor, { query }) => readLabels(ctx, query.of ?? []), { decorate });
}
