import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, type Db } from '@ketnoi/db/database';
import { loadClassifications } from '@ketnoi/db/load-classifications';
import { migrate } from '@ketnoi/db/migrate';
import { sql } from 'kysely';
import pg from 'pg';
import { startPostgres, type Postgres } from '../postgres/server.ts';
import { generate, type BenchListing } from './generate.ts';
import { seedOurs, seedReference, type Seeded } from './seed.ts';

export type Setting = {
  postgres: Postgres;
  postmaster: number;
  listings: BenchListing[];
  terms: string[];
  ours: Seeded & { env: Record<string, string>; adminUrl: string };
  reference: { url: string };
  keyFile: string;
};

export const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};

export async function freshDatabase(admin: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${name} owner ketnoi_migrator`);
  await client.end();
}

/** The first codes of a scheme. */
export async function firstCodes(db: Db, scheme: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{
    code: string;
  }>`select code from classification where scheme = ${scheme} order by position limit ${limit}`.execute(db);
  return rows.map((row) => row.code);
}

/** Keys of our API in a folder of their own, and the environment it is started with over any database. */
export function apiEnvironment(urls: Postgres['urls']): { keyFile: string; over: (database: string) => Record<string, string> } {
  const secrets = mkdtempSync(join(tmpdir(), 'ketnoi-bench-keys-'));
  const keyFile = join(secrets, 'jwt.pem');
  writeFileSync(keyFile, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const secretFile = join(secrets, 'secret');
  writeFileSync(secretFile, randomBytes(32).toString('base64url'), { mode: 0o600 });
  const over = (database: string): Record<string, string> => ({
    DATABASE_URL: withDatabase(urls.app, database),
    DATABASE_WORKER_URL: withDatabase(urls.worker, database),
    JWT_KEY_FILE: keyFile,
    SECRET_FILE: secretFile,
    RATE_LIMIT: '100000000',
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://bench.example',
    KETNOI_DATA: secrets,
  });
  return { keyFile, over };
}

/** The PostgreSQL of the benchmarks, with the settings the product starts its own with. */
export function benchPostgres(): Promise<Postgres> {
  const folder = process.env['KETNOI_BENCH_DATA'] ?? join(tmpdir(), 'ketnoi-bench');
  return startPostgres({ folder, say: (line) => process.stderr.write(`${line}\n`) });
}

/** One PostgreSQL with both databases filled from the same 20,000 listings, and the environment our API is started with. */
export async function prepare(count: number): Promise<Setting> {
  const postgres = await benchPostgres();
  const { admin, migrate: migrator } = postgres.urls;
  await freshDatabase(admin, 'bench_ours');
  await freshDatabase(admin, 'bench_reference');
  await migrate({ url: withDatabase(migrator, 'bench_ours') });
  const adminUrl = withDatabase(admin, 'bench_ours');
  const db = createDb({ url: adminUrl, statementTimeout: 300_000 });
  await loadClassifications(db);
  const codes = { sectors: await firstCodes(db, 'priority_sector', 12), provinces: await firstCodes(db, 'province', 24) };
  const { listings, terms } = generate(count, codes);
  const seeded = await seedOurs(db, listings);
  const postmaster = await postmasterPid(db);
  await db.destroy();
  await seedReference(withDatabase(admin, 'bench_reference'), listings);
  const { keyFile, over } = apiEnvironment(postgres.urls);
  const env = over('bench_ours');
  return {
    postgres,
    postmaster,
    listings,
    terms,
    ours: { ...seeded, env, adminUrl },
    reference: { url: withDatabase(admin, 'bench_reference') },
    keyFile,
  };
}

export async function postmasterPid(db: Db): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const stat = readFileSync(`/proc/${rows[0]?.pid ?? 0}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}
