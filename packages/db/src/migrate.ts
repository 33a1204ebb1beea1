import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const FOLDER = fileURLToPath(new URL('../migrations/', import.meta.url));
/** One migrator at a time: the key of the advisory lock. */
const LOCK = 7_354_021;

type Migration = { name: string; checksum: string; text: string };

/** The migrations on disk in order: four digits, forward only. */
async function migrations(): Promise<Migration[]> {
  const files = (await readdir(FOLDER)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/u.test(name)).toSorted();
  return Promise.all(
    files.map(async (name) => {
      const text = await readFile(FOLDER + name, 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Brings a database to the newest schema, each migration in a transaction of its own, under an advisory lock.
 * @returns how many were applied. Throws when an applied migration has changed on disk.
 */
export async function migrate(options: { url: string }): Promise<{ applied: number }> {
  const client = new pg.Client({ connectionString: options.url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      `create table if not exists schema_migration (name text not null, checksum text not null, applied_at timestamptz not null default now(), constraint schema_migration_pk primary key (name))`,
    );
    const done = await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migration');
    const checksums = new Map(done.rows.map((row) => [row.name, row.checksum]));
    let applied = 0;
    for (const migration of await migrations()) applied += await apply(client, migration, checksums.get(migration.name));
    return { applied };
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, migration: Migration, known: string | undefined): Promise<number> {
  if (known === migration.checksum) return 0;
  if (known !== undefined)
    throw new Error(`migration ${migration.name} was applied with other text: migrations are never edited, add a new one`);
  await client.query('begin');
  try {
    await client.query(migration.text);
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [migration.name, migration.checksum]);
    await client.query('commit');
    return 1;
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name} failed`, { cause });
  }
}

if (import.meta.main) {
  const url = process.argv[2];
  if (url === undefined) throw new Error('usage: migrate.ts DATABASE_URL');
  const { applied } = await migrate({ url });
  process.stdout.write(`migrations applied: ${applied}\n`);
}
