import * as contracts from '@ketnoi/contracts/feed';
import { route, type Server } from '../../http/route.ts';
import { readFeed } from './read-feed.ts';

/** `/api/feed`: what other exchanges and harvesters follow. */
export function registerFeed(server: Server): void {
  route(server, contracts.readFeed, (ctx, _actor, { query }) => readFeed(ctx, query));
}
