import * as contracts from '@ketnoi/contracts/broker-queue';
import { codeTables } from '@ketnoi/db/classifications';
import type { Actor } from '@ketnoi/domain/actor';
import type { SuggestedPairId } from '@ketnoi/domain/ids';
import type { Ctx } from '../../context.ts';
import { route, type Server } from '../../http/route.ts';
import { signedIn } from '../../http/signed-in.ts';
import { decidePair, readDecision } from './decide-pair.ts';
import { readPair, readPairs } from './read-pairs.ts';
import { decidedView, pairView } from './view.ts';

const idOf = (params: { id: string }): SuggestedPairId => params.id.toLowerCase() as SuggestedPairId;

/** Rendered anew for a repeat: what a broker notes is kept in no other table. */
const again = async (ctx: Ctx, actor: Actor, id: string) => decidedView(await readDecision(ctx, signedIn(actor), id as SuggestedPairId));

/** The broker's queue: suggested pairs, and what his organisation makes of them. */
export function registerBroker(server: Server): void {
  route(server, contracts.listSuggestedPairs, async (ctx, actor, { query, language }) => {
    const { pairs, next, broker } = await readPairs(ctx, signedIn(actor), query);
    const codes = await codeTables(ctx.db);
    return { items: pairs.map((pair) => pairView(pair, { broker, codes, language })), next };
  });
  route(server, contracts.getSuggestedPair, async (ctx, actor, { params, language }) => {
    const { pair, broker } = await readPair(ctx, signedIn(actor), idOf(params));
    return pairView(pair, { broker, codes: await codeTables(ctx.db), language });
  });
  registerDecisions(server);
}

function registerDecisions(server: Server): void {
  route(
    server,
    contracts.acceptPair,
    async (ctx, actor, { params }) => decidedView(await decidePair(ctx, signedIn(actor), { id: idOf(params), action: 'accept' })),
    { again },
  );
  route(
    server,
    contracts.rejectPair,
    async (ctx, actor, { params, body }) =>
      decidedView(await decidePair(ctx, signedIn(actor), { id: idOf(params), action: 'reject', ...body })),
    { again },
  );
  route(
    server,
    contracts.postponePair,
    async (ctx, actor, { params, body }) =>
      decidedView(await decidePair(ctx, signedIn(actor), { id: idOf(params), action: 'later', ...body })),
    { again },
  );
  route(
    server,
    contracts.reopenPair,
    async (ctx, actor, { params }) => decidedView(await decidePair(ctx, signedIn(actor), { id: idOf(params), action: 'reopen' })),
    { again },
  );
}
