import { setTimeout as sleep } from 'node:timers/promises';
import { job } from '@ketnoi/jobs/handlers';
import type { Ctx } from '../../context.ts';
import { suggestPairs, type Looks } from './suggest.ts';
import { walkListings } from './walk.ts';

const looks: Looks = new Map();

const LONGEST_REST_MILLIS = 500;

/** Looks which pairs of a listing are worth a broker's call, then rests as long: the matcher belongs to who asks it, a queue can wait. */
export const suggestJob = job<Ctx, 'match.suggest'>('match.suggest', async (ctx, { listingId }, signal) => {
  const began = performance.now();
  await suggestPairs(ctx, looks, listingId);
  await sleep(Math.min(LONGEST_REST_MILLIS, performance.now() - began), undefined, { signal, ref: false }).catch(() => undefined);
});

/** Has the next few listings looked at. */
export const walkJob = job<Ctx, 'match.walk'>('match.walk', (ctx) => walkListings(ctx));
