import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDb, type Db, type Tx } from '@ketnoi/db/database';
import { newId, type ListingId } from '@ketnoi/domain/ids';
import { JOB_ATTEMPTS, JOB_NAMES } from '@ketnoi/domain/jobs';
import { testDatabase, type TestDatabase } from '@ketnoi/testing/database';
import { sql } from 'kysely';
import { getConstructionPlans } from 'pg-boss';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drain } from '../src/drain.ts';
import { enqueue } from '../src/enqueue.ts';
import { batchJob, job, registry, type JobHandler } from '../src/handlers.ts';
import { openQueue, type Queue } from '../src/queue.ts';
import { run, type Runner } from '../src/run.ts';

let database: TestDatabase;
let app: Db;
let worker: Db;
let admin: Db;
let ctx: Runner;
let queue: Queue;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeAll(async () => {
  database = await testDatabase();
  app = createDb({ url: database.url('app'), poolSize: 6 });
  worker = createDb({ url: database.url('worker'), poolSize: 6 });
  admin = createDb({ url: database.url('admin'), poolSize: 2 });
  ctx = { db: worker, log: quiet, config: { databaseWorkerUrl: database.url('worker') } };
});
beforeEach(async () => {
  queue = await openQueue({ url: database.url('worker'), supervise: false, onError: () => undefined });
});
afterEach(async () => {
  await queue.close();
  await sql`delete from pgboss.job`.execute(admin);
});
afterAll(async () => {
  await Promise.all([app.destroy(), worker.destroy(), admin.destroy()]);
  await database.close();
});

const listing = (): ListingId => newId<'listing'>(Date.now());
const index = (tx: Tx, listingId: ListingId): Promise<void> => enqueue(tx, 'listing.index', { listingId });
const put = (listingId: ListingId): Promise<void> => app.transaction().execute((tx) => index(tx, listingId));
const states = async (): Promise<string[]> =>
  (await sql<{ state: string }>`select state::text from pgboss.job order by created_on, state`.execute(admin)).rows.map((row) => row.state);

/** Handlers for every kind; the ones not given do nothing. */
function handlers(...given: JobHandler<Runner>[]): JobHandler<Runner>[] {
  const rest = JOB_NAMES.filter((name) => !given.some((one) => one.name === name));
  return [...given, ...rest.map((name) => job<Runner, typeof name>(name, async () => undefined))];
}

describe('the schema of the queue', () => {
  it('is what the installed pg-boss asks for', () => {
    const squeeze = (text: string): string => text.replaceAll(/\s+/gu, ' ').replaceAll(' ;', ';').trim();
    const plan =
      getConstructionPlans('pgboss')
        .split('CREATE SCHEMA IF NOT EXISTS pgboss;')[1]
        ?.replace(/COMMIT;\s*$/u, '') ?? '';
    const migration = readFileSync(new URL('../../db/migrations/0004_jobs.sql', import.meta.url), 'utf8');
    expect(squeeze(plan).length).toBeGreaterThan(10_000);
    expect(squeeze(migration)).toContain(squeeze(plan));
  });

  it('has a queue for every kind of job, with twelve attempts and a heartbeat', async () => {
    const { rows } = await sql<{ name: string; policy: string; retryLimit: number; heartbeatSeconds: number; deadLetter: string }>`
      select name, policy, retry_limit, heartbeat_seconds, dead_letter from pgboss.queue where name <> 'dead' order by name`.execute(admin);
    expect(rows.map((row) => row.name)).toEqual([...JOB_NAMES].toSorted());
    for (const row of rows) {
      expect(row).toMatchObject({ policy: 'singleton', retryLimit: JOB_ATTEMPTS - 1, heartbeatSeconds: 10, deadLetter: 'dead' });
    }
  });

  it('lets a request put jobs in, and neither take nor remove them', async () => {
    await put(listing());
    await expect(sql`delete from pgboss.job_common`.execute(app)).rejects.toThrow(/permission denied/u);
    await expect(sql`update pgboss.queue set policy = 'standard'`.execute(app)).rejects.toThrow(/permission denied/u);
  });
});

describe('a job', () => {
  it('runs if and only if the transaction that asked for it commits', async () => {
    const kept = listing();
    await put(kept);
    await expect(
      app.transaction().execute(async (tx) => {
        await index(tx, listing());
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    const seen: string[] = [];
    await drain(ctx, [job('listing.index', async (_ctx: Runner, payload) => void seen.push(payload.listingId))]);
    expect(seen).toEqual([kept]);
    expect(await states()).toEqual(['completed']);
  });

  it('is one for a burst of changes of one listing', async () => {
    const [one, other] = [listing(), listing()];
    for (let n = 0; n < 20; n += 1) await put(one);
    await put(other);
    expect(await states()).toEqual(['created', 'created']);
  });

  it('cannot be taken while a change that counts on it has not committed', async () => {
    const one = listing();
    await put(one);
    await app.transaction().execute(async (tx) => {
      await index(tx, one);
      expect(await queue.claim('listing.index')).toEqual([]);
    });
    expect(await queue.claim('listing.index')).toHaveLength(1);
  });

  it('is asked for anew by a change that comes while it runs, and waits for it to end', async () => {
    const one = listing();
    await put(one);
    const running = await queue.claim('listing.index');
    expect(running).toHaveLength(1);
    await put(one);
    expect(await states()).toEqual(['active', 'created']);
    expect(await queue.claim('listing.index')).toEqual([]);
    await queue.complete('listing.index', running);
    expect(await queue.claim('listing.index')).toHaveLength(1);
  });

  it('comes back after a failure, and is laid aside as dead after the twelfth', async () => {
    await put(listing());
    let tries = 0;
    const failing = [
      job('listing.index', async (_ctx: Runner) => {
        tries += 1;
        throw new TypeError('index is away');
      }),
    ];
    for (let n = 1; n <= JOB_ATTEMPTS; n += 1) {
      await expect(drain(ctx, failing)).rejects.toThrow('index is away');
      expect(tries).toBe(n);
    }
    expect(await drain(ctx, failing)).toBe(0);
    const { rows } = await sql<{ name: string; state: string; sourceName: string; sourceOutput: unknown }>`
      select name, state::text, source_name, source_output from pgboss.job where name = 'dead'`.execute(admin);
    expect(rows).toEqual([{ name: 'dead', state: 'created', sourceName: 'listing.index', sourceOutput: { why: 'TypeError' } }]);
  });

  it('waits longer after each failure', async () => {
    const one = listing();
    await put(one);
    const waits: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const [claimed] = await queue.claim('listing.index', { early: true });
      if (claimed !== undefined) await queue.fail('listing.index', claimed, 'Error');
      const { rows } = await sql<{ wait: number }>`select extract(epoch from start_after - now())::float as wait from pgboss.job`.execute(
        admin,
      );
      waits.push(rows[0]?.wait ?? 0);
    }
    expect(waits.every((wait, n) => wait > 2 ** n && wait <= 2 ** (n + 2))).toBe(true);
  });

  it('that spoils its batch leaves the others done', async () => {
    const [good, bad, fine] = [listing(), listing(), listing()];
    for (const one of [good, bad, fine]) await put(one);
    const done = new Set<string>();
    const handler = batchJob('listing.index', async (_ctx: Runner, payloads) => {
      if (payloads.some((payload) => payload.listingId === bad)) throw new Error('bad one');
      for (const { listingId } of payloads) done.add(listingId);
    });
    await expect(drain(ctx, [handler])).rejects.toThrow('bad one');
    expect(done).toEqual(new Set([good, fine]));
    expect((await states()).toSorted()).toEqual(['completed', 'completed', 'retry']);
  });
});

describe('the handlers', () => {
  it('are complete and single, or nothing starts', () => {
    expect(() => registry(handlers().slice(1))).toThrow(`jobs without a handler: ${JOB_NAMES[0]}`);
    expect(() => registry([...handlers(), job('mail.send', async () => undefined)])).toThrow('job mail.send has two handlers');
    expect(registry(handlers()).size).toBe(JOB_NAMES.length);
  });
});

describe('a worker', () => {
  it('starts a job within two seconds at fifty changes a second, each the last state of its listing', async () => {
    const stop = new AbortController();
    const started = new Map<string, number>();
    const running = run(
      ctx,
      handlers(
        batchJob('listing.index', async (_ctx, payloads) => {
          for (const { listingId } of payloads) started.set(listingId, performance.now());
        }),
      ),
      stop.signal,
    );
    const asked = new Map<string, number>();
    for (let n = 0; n < 100; n += 1) {
      const one = listing();
      await put(one);
      asked.set(one, performance.now());
      await sleep(20);
    }
    await sleep(1000);
    stop.abort();
    await running;
    const latencies = [...asked].map(([one, at]) => (started.get(one) ?? Infinity) - at).toSorted((a, b) => a - b);
    expect(latencies[94]).toBeLessThan(1000);
    expect(latencies.at(-1)).toBeLessThan(2000);
  });

  it('gives back what it cannot finish and takes what a dead one held', async () => {
    const one = listing();
    await put(one);
    const [lost] = await queue.claim('listing.index');
    expect(lost).toBeDefined();
    await sql`update pgboss.job set heartbeat_on = now() - interval '11 seconds' where state = 'active'`.execute(admin);
    const stop = new AbortController();
    const taken = new Promise<void>((resolve) => {
      void run(ctx, handlers(job('listing.index', async () => resolve())), stop.signal);
    });
    await taken;
    stop.abort();
    // The dead worker wakes and settles its old claim: it is no longer its own.
    if (lost !== undefined) await queue.fail('listing.index', lost, 'Error');
    await sleep(100);
    expect(await states()).toContain('completed');
  }, 45_000);
});
