import * as contracts from '@ketnoi/contracts/search';
import { route, type Server } from '../../http/route.ts';
import { searchListings } from './search-listings.ts';
import { suggest } from './suggest.ts';

/** Search and completion, for everyone alike. */
export function registerSearch(server: Server): void {
  route(server, contracts.searchListings, (ctx, _actor, { query, language }) => searchListings(ctx, query, language));
  route(server, contracts.suggest, (ctx, _actor, { query, language }) => suggest(ctx, query.q, language));
}
