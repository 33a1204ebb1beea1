import { closingOf, writeClosing, type PutJob } from '@ketnoi/db/closing';
import type { Tx } from '@ketnoi/db/database';
import { JOBS, type JobName, type JobPayloads } from '@ketnoi/domain/jobs';

/**
 * Puts a job into the queue in the caller's transaction: it runs if and only if that commits. At most one job of a kind waits for the same
 * aggregate (see `JOBS`), so that a burst of changes is worked off once, after the last of them.
 */
export function enqueue<Name extends JobName>(tx: Tx, name: Name, payload: JobPayloads[Name]): Promise<void> {
  return enqueueAll(tx, name, [payload]);
}

/** The same for many payloads of one kind. */
export async function enqueueAll<Name extends JobName>(tx: Tx, name: Name, payloads: readonly JobPayloads[Name][]): Promise<void> {
  const { key } = JOBS[name];
  const jobs = payloads.map((payload): [string, PutJob] => [
    `${name} ${key(payload)}`,
    { name, key: key(payload), payload: JSON.stringify(payload) },
  ]);
  const closing = closingOf(tx);
  if (closing === undefined) await writeClosing(tx, { audits: [], jobs: new Map(jobs), answers: [] });
  else for (const [id, job] of jobs) closing.jobs.set(id, job);
}
