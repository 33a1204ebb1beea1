import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb } from '@ketnoi/db/database';
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

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};

async function freshDatabase(admin: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${name} owner ketnoi_migrator`);
  await client.end();
}

async function codes(db: ReturnType<typeof createDb>): Promise<{ sectors: string[]; provinces: string[] }> {
  const of = async (scheme: string, limit: number): Promise<string[]> => {
    const { rows } = await sql<{
      code: string;
    }>`select code from classification where scheme = ${scheme} order by position limit ${limit}`.execute(db);
    return rows.map((row) => row.code);
  };
  return { sectors: await of('priority_sector', 12), provinces: await of('province', 24) };
}

/** One PostgreSQL with both databases filled from the same 20,000 listings, and the environment our API is started with. */
export async function prepare(count: number): Promise<Setting> {
  const folder = process.env['KETNOI_BENCH_DATA'] ?? join(tmpdir(), 'ketnoi-bench');
  const postgres = await startPostgres({ folder, say: (line) => process.stderr.write(`${line}\n`) });
  const { admin, app, worker, migrate: migrator } = postgres.urls;
  await freshDatabase(admin, 'bench_ours');
  await freshDatabase(admin, 'bench_reference');
  await migrate({ url: withDatabase(migrator, 'bench_ours') });
  const adminUrl = withDatabase(admin, 'bench_ours');
  const db = createDb({ url: adminUrl, statementTimeout: 300_000 });
  await loadClassifications(db);
  const { listings, terms } = generate(count, await codes(db));
  const seeded = await seedOurs(db, listings);
  const postmaster = await postmasterPid(db);
  await db.destroy();
  await seedReference(withDatabase(admin, 'bench_reference'), listings);
  const secrets = mkdtempSync(join(tmpdir(), 'ketnoi-bench-keys-'));
  const keyFile = join(secrets, 'jwt.pem');
  writeFileSync(keyFile, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const secretFile = join(secrets, 'secret');
  writeFileSync(secretFile, randomBytes(32).toString('base64url'), { mode: 0o600 });
  const env = {
    DATABASE_URL: withDatabase(app, 'bench_ours'),
    DATABASE_WORKER_URL: withDatabase(worker, 'bench_ours'),
    JWT_KEY_FILE: keyFile,
    SECRET_FILE: secretFile,
    RATE_LIMIT: '100000000',
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://bench.example',
    KETNOI_DATA: secrets,
  };
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

async function postmasterPid(db: ReturnType<typeof createDb>): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const stat = readFileSync(`/proc/${rows[0]?.pid ?? 0}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}
