import { job } from '@ketnoi/jobs/handlers';
import type { Ctx } from '../../context.ts';
import { advanceListings } from './advance-listings.ts';
import { breachDeadlines } from './breach-deadlines.ts';
import { sweep } from './sweep.ts';

/** Everything that time alone brings about; doing it twice, or late, comes to the same. */
async function tick(ctx: Ctx): Promise<void> {
  await breachDeadlines(ctx);
  await advanceListings(ctx);
  await sweep(ctx);
}

export const clockJob = job('clock.tick', tick);
