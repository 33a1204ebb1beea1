import type { Tx } from '@ketnoi/db/database';
import { statement } from '@ketnoi/db/statement';
import { JOBS, type JobName, type JobPayloads } from '@ketnoi/domain/jobs';
import { sql } from 'kysely';

// One statement, by pg-boss's own rules: a job of this key that still waits takes the new one in. It is updated, not left alone, because
// that locks it until this transaction commits: no worker can take it meanwhile and read what was true before the commit.
const insert = statement<{ name: JobName; keys: string[]; payloads: string[] }, never>((db, arg) => ({
  compile: () =>
    sql<never>`
    insert into pgboss.job_common (name, data, singleton_key, upsert_by_key, start_after, created_on, keep_until, policy, dead_letter,
      retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, heartbeat_seconds)
    select q.name, job.payload::jsonb, job.key, true, pgboss.job_now(), pgboss.job_now(),
      pgboss.job_now() + q.retention_seconds * interval '1s', q.policy, q.dead_letter,
      q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.heartbeat_seconds
    from pgboss.queue q cross join unnest(${arg('keys')}::text[], ${arg('payloads')}::text[]) as job (key, payload)
    where q.name = ${arg('name')}
    on conflict (name, singleton_key) where state = 'created' and upsert_by_key
    do update set data = excluded.data`.compile(db),
}));

/**
 * Puts a job into the queue in the caller's transaction: it runs if and only if that commits. At most one job of a kind waits for the same
 * aggregate (see `JOBS`), so that a burst of changes is worked off once, after the last of them.
 */
export function enqueue<Name extends JobName>(tx: Tx, name: Name, payload: JobPayloads[Name]): Promise<void> {
  return enqueueAll(tx, name, [payload]);
}

/** The same for many payloads of one kind, still in one statement. */
export async function enqueueAll<Name extends JobName>(tx: Tx, name: Name, payloads: readonly JobPayloads[Name][]): Promise<void> {
  const { key } = JOBS[name];
  const byKey = new Map(payloads.map((payload) => [key(payload), JSON.stringify(payload)]));
  if (byKey.size === 0) return;
  // In order of keys, so that two transactions never wait for each other.
  const sorted = [...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1));
  await insert(tx, { name, keys: sorted.map(([one]) => one), payloads: sorted.map(([, payload]) => payload) });
}
