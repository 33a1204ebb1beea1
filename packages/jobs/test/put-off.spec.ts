import { createDb, type Db } from '@ketnoi/db/database';
import { newId, type ListingId } from '@ketnoi/domain/ids';
import { testDatabase, type TestDatabase } from '@ketnoi/testing/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drain } from '../src/drain.ts';
import { enqueue } from '../src/enqueue.ts';
import { batchJob } from '../src/handlers.ts';
import { hasten, putOff } from '../src/put-off.ts';
import { openQueue } from '../src/queue.ts';
import type { Runner } from '../src/run.ts';

let database: TestDatabase;
let db: Db;
let ctx: Runner;
let isAway: boolean;
let done: string[];
const said: string[] = [];
const log = {
  info: (_facts: object, text: string) => void said.push(text),
  warn: () => void said.push('warn'),
  error: () => void said.push('error'),
};

beforeAll(async () => {
  database = await testDatabase();
  db = createDb({ url: database.url('worker'), poolSize: 3 });
  ctx = { db, log, config: { databaseWorkerUrl: database.url('worker') } };
});
beforeEach(async () => {
  await sql`delete from pgboss.job`.execute(db);
  isAway = true;
  done = [];
  said.length = 0;
});
afterAll(async () => {
  await db.destroy();
  await database.close();
});

const handler = batchJob<Runner, 'listing.index'>('listing.index', async (_ctx, payloads) => {
  if (isAway) throw putOff(new Error('the engine is away'));
  done.push(...payloads.map((payload) => payload.listingId));
});
const listing = (): ListingId => newId<'listing'>(Date.now());
const put = (...ids: ListingId[]): Promise<void> =>
  db.transaction().execute(async (tx) => {
    for (const listingId of ids) await enqueue(tx, 'listing.index', { listingId });
  });
const waiting = async () =>
  (
    await sql<{ attempts: number; later: boolean }>`
    select retry_count as attempts, start_after > now() + interval '5 minutes' as later from pgboss.job where state < 'active'`.execute(db)
  ).rows;

describe('a job that is put off', () => {
  it('waits without using up an attempt, its batch as one, and runs when it is called', async () => {
    await put(listing(), listing(), listing());
    for (let times = 0; times < 15; times += 1) await expect(drain(ctx, [handler])).rejects.toThrow('put off');
    expect(said).toEqual(Array.from({ length: 15 }, () => 'jobs put off'));
    expect(await waiting()).toEqual(Array.from({ length: 3 }, () => ({ attempts: 0, later: true })));
    isAway = false;
    expect(await hasten(db, 'listing.index', 2)).toBe(2);
    expect((await waiting()).filter((one) => one.later)).toHaveLength(1);
    await drain(ctx, [handler]);
    expect(done).toHaveLength(3);
  });

  it('makes way for one of its key that came meanwhile', async () => {
    const one = listing();
    await put(one);
    await expect(drain(ctx, [handler])).rejects.toThrow('put off');
    await put(one);
    await expect(drain(ctx, [handler])).rejects.toThrow('put off');
    expect(await waiting()).toHaveLength(1);
  });

  it('is told from one that failed by itself, whose pause nobody shortens', async () => {
    await put(listing());
    const queue = await openQueue({ url: database.url('worker'), supervise: false, onError: () => undefined });
    const [claimed] = await queue.claim('listing.index');
    if (claimed !== undefined) await queue.fail('listing.index', claimed, 'Error');
    await queue.close();
    expect(await hasten(db, 'listing.index', 10)).toBe(0);
  });
});
