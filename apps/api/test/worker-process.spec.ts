import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { inTransaction } from '@ketnoi/db/transaction';
import { sql } from '@ketnoi/testing/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { published } from './support/listings.ts';
import { formOf } from './support/upload.ts';

const script = fileURLToPath(new URL('../src/worker.ts', import.meta.url));

let world: World;
let worker: ChildProcess;
let said = '';
let ended: Promise<number | null>;
beforeAll(async () => {
  world = await testWorld();
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: world.database.url('app'),
    DATABASE_WORKER_URL: world.database.url('worker'),
    KETNOI_DATA: world.ctx.config.dataFolder,
    LOG_LEVEL: 'info',
  };
  worker = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [worker.stdout, worker.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  ended = new Promise((resolve) => worker.once('close', resolve));
});
afterAll(async () => {
  worker.kill('SIGKILL');
  await world.close();
});

/** What the worker has left to do. */
async function open(): Promise<number> {
  const { rows } = await sql<{
    open: number;
  }>`select count(*)::int as open from pgboss.job where state in ('created', 'retry', 'active')`.execute(world.admin);
  return rows[0]?.open ?? 0;
}
async function untilDone(): Promise<void> {
  while ((await open()) > 0) await sleep(50);
}

describe('the worker process', () => {
  it('does with the rights of its role all that requests leave to it', async () => {
    const writer = await given.person(world, { organisation: await given.organisation(world) });
    const moderator = await given.person(world, { grant: 'moderator' });
    const { id } = await published(world, { writer, moderator });
    const { type, body } = formOf({
      name: 'a.jsonl',
      bytes: JSON.stringify({ kind: 'software', texts: { title: { vi: 'Từ tệp', en: null } } }),
    });
    const headers = { authorization: `Bearer ${writer.token}`, 'content-type': type, 'idempotency-key': 'for-the-worker' };
    expect((await world.app.inject({ method: 'POST', url: '/api/imports', headers, payload: body })).statusCode).toBe(202);
    await inTransaction(world.ctx.db, (tx) => enqueue(tx, 'clock.tick', {}));
    await untilDone();
    const indexed = await world.admin.selectFrom('searchDocument').select('listingId').execute();
    expect(indexed.map((row) => row.listingId)).toEqual([id]);
    const run = await world.admin.selectFrom('importRun').select(['state', 'created']).execute();
    expect(run).toEqual([{ state: 'finished', created: 1 }]);
    expect(said).not.toMatch(/"level":[456]0/u);
  });

  it('stops when asked to, with nothing claimed and exit code 0', async () => {
    worker.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said).toContain('worker stopped');
    const { rows } = await sql`select id from pgboss.job where state = 'active'`.execute(world.admin);
    expect(rows).toEqual([]);
  });
});
