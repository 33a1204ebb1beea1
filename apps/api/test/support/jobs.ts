import { createDb } from '@ketnoi/db/database';
import { drain as drainQueue } from '@ketnoi/jobs/drain';
import { HANDLERS } from '../../src/jobs.ts';
import type { World } from './context.ts';

/** Runs every waiting job of this world to its end, as the worker's role, with the world's clock. @returns how many ran; throws what a job threw. */
export async function drain(world: World): Promise<number> {
  const db = createDb({ url: world.ctx.config.databaseWorkerUrl, poolSize: 3 });
  try {
    return await drainQueue({ ...world.ctx, db }, HANDLERS);
  } finally {
    await db.destroy();
  }
}
