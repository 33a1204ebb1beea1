import * as contracts from '@ketnoi/contracts/figures';
import { readFigures } from '@ketnoi/db/figures';
import type { Ctx } from '../../context.ts';
import { route, type Server } from '../../http/route.ts';

const MONTH_MILLIS = 30 * 86_400_000;

async function figures(ctx: Ctx) {
  const now = ctx.clock.now();
  return { asOf: now.toISOString(), ...(await readFigures(ctx.db, { since: new Date(now.getTime() - MONTH_MILLIS) })) };
}

/** What the home page counts. */
export function registerFigures(server: Server): void {
  route(server, contracts.readFigures, figures);
}
