import { JOB_NAMES, type JobName, type JobPayloads } from '@ketnoi/domain/jobs';

/** Does one job; running it twice is harmless. `signal` asks it to stop at the next safe place, by a throw. */
type HandleOne<Ctx, Name extends JobName> = (ctx: Ctx, payload: JobPayloads[Name], signal: AbortSignal) => Promise<void>;
/** Does a batch at once. When it throws, each of the batch is tried alone, so that one bad job holds up no other. */
type HandleAll<Ctx, Name extends JobName> = (ctx: Ctx, payloads: JobPayloads[Name][], signal: AbortSignal) => Promise<void>;

export type JobHandler<Ctx> = {
  name: JobName;
  together: boolean;
  handle: (ctx: Ctx, payloads: unknown[], signal: AbortSignal) => Promise<void>;
};

/** The handler of a kind of job, one at a time. */
export function job<Ctx, Name extends JobName>(name: Name, handle: HandleOne<Ctx, Name>): JobHandler<Ctx> {
  const each = async (ctx: Ctx, payloads: unknown[], signal: AbortSignal): Promise<void> => {
    for (const payload of payloads) await handle(ctx, payload as JobPayloads[Name], signal);
  };
  return { name, together: false, handle: each };
}

/** The handler of a kind of job that is cheaper in batches. */
export function batchJob<Ctx, Name extends JobName>(name: Name, handle: HandleAll<Ctx, Name>): JobHandler<Ctx> {
  return { name, together: true, handle: (ctx, payloads, signal) => handle(ctx, payloads as JobPayloads[Name][], signal) };
}

/** The handlers by name. Throws when a job of the product has none or two. */
export function registry<Ctx>(handlers: readonly JobHandler<Ctx>[]): Map<JobName, JobHandler<Ctx>> {
  const byName = new Map<JobName, JobHandler<Ctx>>();
  for (const handler of handlers) {
    if (byName.has(handler.name)) throw new Error(`job ${handler.name} has two handlers`);
    byName.set(handler.name, handler);
  }
  const missing = JOB_NAMES.filter((name) => !byName.has(name));
  if (missing.length > 0) throw new Error(`jobs without a handler: ${missing.join(', ')}`);
  return byName;
}
