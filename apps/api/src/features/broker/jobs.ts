import { job } from '@ketnoi/jobs/handlers';
import type { Ctx } from '../../context.ts';
import { suggestPairs, type Looks } from './suggest.ts';
import { walkListings } from './walk.ts';

const looks: Looks = new Map();

/** Looks which pairs of a listing are worth a broker's call. */
export const suggestJob = job<Ctx, 'match.suggest'>('match.suggest', (ctx, { listingId }) => suggestPairs(ctx, looks, listingId));

/** Has the next few listings looked at. */
export const walkJob = job<Ctx, 'match.walk'>('match.walk', (ctx) => walkListings(ctx));
