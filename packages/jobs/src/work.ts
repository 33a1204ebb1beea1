import type { JobHandler } from './handlers.ts';
import { isPutOff } from './put-off.ts';
import type { ClaimedJob, Queue } from './queue.ts';

type LogLine = (facts: object, text: string) => void;
/** The part of a logger that jobs use. */
export type Log = { info: LogLine; warn: LogLine; error: LogLine };

/** Milliseconds between two signs of life of claimed jobs; three of them fit into the queue's heartbeat. */
const HEARTBEAT_MILLIS = 3000;

export type Work<Ctx> = { queue: Queue; ctx: Ctx; log: Log; handler: JobHandler<Ctx>; signal: AbortSignal };

/** Runs claimed jobs and settles each, all at once where their handler takes batches. @returns the failures. */
export async function work<Ctx>(one: Work<Ctx>, jobs: readonly ClaimedJob[]): Promise<Error[]> {
  const open = new Set(jobs);
  const beat = setInterval(() => {
    one.queue
      .touch(one.handler.name, [...open])
      .catch((error: unknown) => one.log.warn({ err: error, job: one.handler.name }, 'heartbeat failed'));
  }, HEARTBEAT_MILLIS);
  try {
    if (one.handler.together && jobs.length > 1) {
      const outcome = await together(one, jobs);
      if (outcome !== 'alone') return outcome;
    }
    const failures: Error[] = [];
    for (const job of jobs) {
      const failure = await attempt(one, job);
      if (failure !== null) failures.push(failure);
      open.delete(job);
    }
    return failures;
  } finally {
    clearInterval(beat);
  }
}

/** The whole batch at once; `alone` when it failed and each has to be tried alone. */
async function together<Ctx>({ queue, ctx, log, handler, signal }: Work<Ctx>, jobs: readonly ClaimedJob[]): Promise<Error[] | 'alone'> {
  const payloads = jobs.map((job) => job.data);
  try {
    await handler.handle(ctx, payloads, signal);
  } catch (error) {
    if (error instanceof Error && isPutOff(error)) {
      log.info({ err: error.cause, job: handler.name, jobs: jobs.length }, 'jobs put off');
      await queue.putOff(handler.name, jobs);
      return [error];
    }
    log.warn({ err: error, job: handler.name, jobs: jobs.length }, 'batch failed, trying each alone');
    return 'alone';
  }
  await queue.complete(handler.name, jobs);
  return [];
}

/** One job, settled at once so that a worker killed later repeats as little as can be. The reason kept with it is the error's name alone. */
async function attempt<Ctx>({ queue, ctx, log, handler, signal }: Work<Ctx>, job: ClaimedJob): Promise<Error | null> {
  try {
    if (signal.aborted) throw new Error('the worker is stopping');
    await handler.handle(ctx, [job.data], signal);
  } catch (error) {
    const failure = error instanceof Error ? error : new Error('a job threw what is no error', { cause: error });
    if (isPutOff(failure)) {
      log.info({ err: failure.cause, job: handler.name }, 'job put off');
      await queue.putOff(handler.name, [job]);
      return failure;
    }
    const facts = { err: failure, job: handler.name, payload: job.data, attempt: job.retryCount + 1 };
    if (job.retryCount >= job.retryLimit) log.error(facts, 'job is dead: laid aside after its last attempt');
    else log.warn(facts, 'job failed, will be tried again');
    await queue.fail(handler.name, job, failure.name);
    return failure;
  }
  await queue.complete(handler.name, [job]);
  return null;
}
