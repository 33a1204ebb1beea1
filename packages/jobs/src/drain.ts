import { JOB_NAMES } from '@ketnoi/domain/jobs';
import type { JobHandler } from './handlers.ts';
import { openQueue } from './queue.ts';
import type { Runner } from './run.ts';
import { work } from './work.ts';

/**
 * Works off every waiting job in this process, kind after kind, retries included, until none is left: for specs and commands that must
 * not depend on a running worker. @returns how many ran. Throws the first failure after giving its job back.
 */
export async function drain<Ctx extends Runner>(ctx: Ctx, handlers: readonly JobHandler<Ctx>[]): Promise<number> {
  const failures: Error[] = [];
  const queue = await openQueue({ url: ctx.config.databaseWorkerUrl, supervise: false, onError: (error) => failures.push(error) });
  const { signal } = new AbortController();
  const ordered = JOB_NAMES.flatMap((name) => handlers.filter((handler) => handler.name === name));
  let ran = 0;
  try {
    for (let before = -1; before !== ran && failures.length === 0;) {
      before = ran;
      for (const handler of ordered) {
        const jobs = await queue.claim(handler.name, { early: true });
        failures.push(...(await work({ queue, ctx, log: ctx.log, handler, signal }, jobs)));
        ran += jobs.length;
      }
    }
  } finally {
    await queue.close();
  }
  const [first] = failures;
  if (first !== undefined) throw first;
  return ran;
}
