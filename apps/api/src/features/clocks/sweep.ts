import { dropExpiredKeys } from '@ketnoi/db/idempotency';
import type { Ctx } from '../../context.ts';
import { removeStaleFiles } from '../../imports/files.ts';

/** Takes away what has had its time: keys of repeated requests, and files of imports that never came to an end. */
export async function sweep(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  await dropExpiredKeys(ctx.db, { now });
  await removeStaleFiles(ctx.config, now);
}
