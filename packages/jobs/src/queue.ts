import { JOBS, type JobName } from '@ketnoi/domain/jobs';
import { PgBoss } from 'pg-boss';

export type ClaimedJob = { id: string; retryCount: number; retryLimit: number; data: unknown };

/** What a worker does with the queue; pg-boss stays behind it. */
export type Queue = {
  /** Kinds among `names` that have a job to start. */
  due: (names: readonly JobName[]) => Promise<JobName[]>;
  /** Claims up to a batch; nobody else gets these while their heartbeat is kept up. `early` also takes those that wait for a retry. */
  claim: (name: JobName, options?: { early?: boolean }) => Promise<ClaimedJob[]>;
  /** Keeps the claim; what is silent for longer than the queue's heartbeat is taken anew by another worker. */
  touch: (name: JobName, jobs: readonly ClaimedJob[]) => Promise<void>;
  complete: (name: JobName, jobs: readonly ClaimedJob[]) => Promise<void>;
  /** Gives a job back for a later try, or lays it aside as dead after the last. */
  fail: (name: JobName, failed: ClaimedJob, why: string) => Promise<void>;
  /** Lays jobs aside for a while without using up an attempt. One that another of its key is waiting behind has nothing left to do. */
  putOff: (name: JobName, jobs: readonly ClaimedJob[]) => Promise<void>;
  /** Gives back whatever is still claimed, so that another worker need not wait for the heartbeat to lapse. */
  giveBack: () => Promise<void>;
  close: () => Promise<void>;
};

export type QueueOptions = {
  /** Database address of the worker role. */
  url: string;
  /** Looks after claims whose worker died; one process at least must. */
  supervise: boolean;
  onError: (error: Error) => void;
};

/** Seconds between two looks for claims without a heartbeat: with the heartbeat of 10 s and the first retry within 4 s well below 45 s. */
const SUPERVISION_SECONDS = 15;

/** Opens the queue with a small pool of its own, so that heartbeats never wait behind handlers. Throws when the schema is not pg-boss's. */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: options.url,
    max: 3,
    application_name: 'ketnoi-jobs',
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: options.supervise,
    superviseIntervalSeconds: SUPERVISION_SECONDS,
    monitorIntervalSeconds: SUPERVISION_SECONDS,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', options.onError);
  await boss.start();
  const db = boss.getDb();
  const claimed = new Map<ClaimedJob, JobName>();
  const fail = async (name: JobName, failed: ClaimedJob, why: string): Promise<void> => {
    claimed.delete(failed);
    await boss.fail(name, attempt(failed), { why });
  };
  return {
    due: async (names) => {
      const result = await db.executeSql(DUE, [names]);
      return result.rows.map((row: { name: JobName }) => row.name);
    },
    claim: async (name, { early = false } = {}) => {
      const found = await boss.fetch<object>(name, { batchSize: JOBS[name].batch, includeMetadata: true, ignoreStartAfter: early });
      const jobs = found.map(({ id, retryCount, retryLimit, data }) => ({ id, retryCount, retryLimit, data }));
      for (const job of jobs) claimed.set(job, name);
      return jobs;
    },
    touch: async (name, jobs) => void (await boss.touch(name, jobs.map(attempt))),
    complete: async (name, jobs) => {
      for (const job of jobs) claimed.delete(job);
      await boss.complete(name, jobs.map(attempt));
    },
    fail,
    putOff: async (name, jobs) => {
      for (const job of jobs) claimed.delete(job);
      await db.executeSql(PUT_OFF, [name, jobs.map((job) => job.id), PUT_OFF_SECONDS]);
    },
    giveBack: async () => {
      for (const [job, name] of claimed) await fail(name, job, 'worker stopped');
    },
    close: () => boss.stop({ graceful: false }),
  };
}

const attempt = ({ id, retryCount }: ClaimedJob): { id: string; retryCount: number } => ({ id, retryCount });

const DUE = `select name from unnest($1::text[]) as name
  where exists (select from pgboss.job_common job where job.name = name.name and job.state < 'active' and not job.blocked and job.start_after <= now())`;

/** Seconds after which what was put off is tried again even when nobody calls it. */
const PUT_OFF_SECONDS = 600;

// Without `started_on` the next claim counts no attempt. Of one key only the youngest goes on waiting: it does the work of all.
const PUT_OFF = `with ours as (
    select id, singleton_key from pgboss.job_common where name = $1 and id = any($2::uuid[]) and state = 'active'
  ), spare as (
    delete from pgboss.job_common job using ours where job.name = $1 and job.id = ours.id and exists (
      select from pgboss.job_common other where other.name = $1 and other.singleton_key = ours.singleton_key and other.state < 'active'
      and other.id <> ours.id)
    returning job.id
  )
  update pgboss.job_common job
  set state = 'retry', started_on = null, heartbeat_on = null, start_after = pgboss.job_now() + $3 * interval '1 second'
  from ours where job.name = $1 and job.id = ours.id and not exists (select from spare where spare.id = job.id)`;
