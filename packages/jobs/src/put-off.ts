import type { Db } from '@ketnoi/db/database';
import type { JobName } from '@ketnoi/domain/jobs';
import { sql } from 'kysely';

const NAME = 'PutOff';

/**
 * What a handler throws when it is not the job's fault: something it needs is away. Its jobs wait, unharmed, and none of their attempts is
 * used up; `hasten` calls them when what was away is back. The cause says what that is.
 */
export function putOff(cause: unknown): Error {
  const error = new Error('put off until what it needs is back', { cause });
  error.name = NAME;
  return error;
}

export const isPutOff = (error: unknown): boolean => error instanceof Error && error.name === NAME;

/**
 * Lets jobs that were put off start at once, oldest first, at most `limit` of them. Jobs that failed by themselves keep their pauses.
 * @returns how many.
 */
export async function hasten(db: Db, name: JobName, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update pgboss.job_common set start_after = pgboss.job_now()
    where id in (
      select id from pgboss.job_common where name = ${name} and state = 'retry' and started_on is null order by created_on limit ${limit}
      for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0);
}
