import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSql } from '@ketnoi/testing/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterFolder } from '../postgres/cluster.ts';
import { startPostgres, stopPostgres, type Postgres } from '../postgres/server.ts';

describe('the embedded PostgreSQL', () => {
  let folder: string;

  beforeAll(() => {
    // A name that no Unix socket path could hold.
    folder = join(mkdtempSync(join(tmpdir(), 'ketnoi-postgres-')), 'x'.repeat(120));
  });

  afterAll(async () => {
    await stopPostgres(folder);
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  const postmaster = () => Number(readFileSync(join(clusterFolder(folder), 'postmaster.pid'), 'utf8').split('\n')[0]);

  async function using<T>(act: (postgres: Postgres) => Promise<T>): Promise<T> {
    const postgres = await startPostgres({ folder });
    return act(postgres).finally(postgres.stop);
  }

  it('is made once, in UTF-8 with an order of letters that no machine changes', async () => {
    await using(async ({ state, urls }) => {
      expect(state).toBe('created');
      const [row] = await runSql<{ encoding: string; locprovider: string; locale: string }>(
        urls.app,
        `select pg_encoding_to_char(encoding) as encoding, datlocprovider as locprovider, datlocale as locale from pg_database where datname = current_database()`,
      );
      expect(row).toEqual({ encoding: 'UTF8', locprovider: 'b', locale: 'C.UTF-8' });
      const [lower] = await runSql<{ text: string; likeness: number }>(
        urls.app,
        `select lower('ĐIỆN MẶT TRỜI') as text, similarity('điện mặt trời', 'dien mat troi') as likeness`,
      );
      expect(lower?.text).toBe('điện mặt trời');
      expect(lower?.likeness).toBeLessThan(1);
    });
    await using(async ({ state }) => expect(state).toBe('started'));
  });

  it('keeps its passwords and log from other users', async () => {
    await using(async () => {
      for (const name of ['postgres.json', 'postgres.log']) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    });
  });

  it('lets nobody in without the right password', async () => {
    await using(async ({ urls }) => {
      const wrong = new URL(urls.app);
      wrong.password = 'wrong';
      await expect(runSql(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    });
  });

  it('gives the application roles that own nothing and may make nothing', async () => {
    await using(async ({ urls }) => {
      for (const url of [urls.app, urls.worker]) {
        await expect(runSql(url, 'create table x (y int)')).rejects.toThrow(/permission denied/);
        const [role] = await runSql(
          url,
          'select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = current_user',
        );
        expect(Object.values(role ?? {})).toEqual([false, false, false, false]);
      }
      await runSql(urls.migrate, 'create table kept (word text not null)');
    });
  });

  it('outlives a starter that is killed, is taken over by the next, and has lost nothing', async () => {
    const script = join(import.meta.dirname, '../postgres/dev.ts');
    const starter = spawn(process.execPath, [script, '--data', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(starter.stdout, 'data');
    const pid = postmaster();
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    await using(async ({ state, urls }) => {
      expect(state).toBe('reused');
      expect(postmaster()).toBe(pid);
      await runSql(urls.migrate, `insert into kept values ('before the crash')`);
    });
  });

  it('recovers what was acknowledged when the server itself is killed', async () => {
    const killed = await startPostgres({ folder });
    await runSql(killed.urls.migrate, `insert into kept values ('acknowledged')`);
    process.kill(postmaster(), 'SIGKILL');
    await using(async ({ state, urls }) => {
      expect(state).toBe('started');
      expect(await runSql(urls.migrate, 'select word from kept')).toEqual([{ word: 'before the crash' }, { word: 'acknowledged' }]);
    });
    await killed.stop();
  });

  it('does not take another process for its own because of a stale pid file', async () => {
    await using(async () => undefined);
    const file = join(clusterFolder(folder), 'postmaster.pid');
    writeFileSync(file, `${process.pid}\n${clusterFolder(folder)}\n1\n1\n\n127.0.0.1\n  1  1\nready   \n`);
    await using(async ({ state, urls }) => {
      expect(state).toBe('started');
      expect(await runSql(urls.migrate, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }]);
    });
  });

  it('is shared by those who use it at once and stops with the last of them', async () => {
    const [first, second] = await Promise.all([startPostgres({ folder }), startPostgres({ folder })]);
    await first.stop();
    expect(await runSql(second.urls.app, 'select 1 as one')).toEqual([{ one: 1 }]);
    await expect(stopPostgres(folder)).rejects.toThrow(/is running/);
    await second.stop();
    await expect(runSql(second.urls.app, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });
});
