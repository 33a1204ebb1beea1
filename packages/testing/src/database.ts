import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDb } from '@ketnoi/db/database';
import { loadClassifications } from '@ketnoi/db/load-classifications';
import { migrate } from '@ketnoi/db/migrate';
import pg from 'pg';

/** Who a spec connects as; `admin` walks past every wall and is for arranging and looking only. */
export type TestRole = 'admin' | 'migrator' | 'app' | 'worker';

/** A database of one spec file. */
export interface TestDatabase {
  name: string;
  url: (role: TestRole) => string;
  /** Drops the database, connections or not. */
  close: () => Promise<void>;
}

/** What the global set-up hands to the spec files, through the environment of their processes. */
const serverVariable = 'KETNOI_TEST_SERVER';
const templateVariable = 'KETNOI_TEST_TEMPLATE';

const migrations = join(import.meta.dirname, '../../db/migrations');
const classifications = join(import.meta.dirname, '../../domain/data');
const staleAfterHours = 6;

/**
 * Migrates the template that every spec file clones, once per state of the migrations, and drops what earlier runs left behind.
 * `server` is the address of a superuser on a PostgreSQL 15 or newer.
 */
export async function prepareTemplate(server: string): Promise<void> {
  const template = `ketnoi_t_${templateHash()}`;
  await connected(server, async (client) => {
    // One run migrates, the others wait: roles belong to the whole server.
    await client.query(`select pg_advisory_lock(hashtext('ketnoi test template'))`);
    await refuseLesserRole(client);
    await dropStale(client);
    const known = await client.query('select from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) await createTemplate(client, { server, template });
  });
  process.env[serverVariable] = server;
  process.env[templateVariable] = template;
}

/** Clones the migrated template for the calling spec file. Throws when the global set-up has not run. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env[serverVariable];
  const template = process.env[templateVariable];
  if (!server || !template) throw new Error('testDatabase() needs the global set-up of infra/vitest.config.ts');
  const name = `ketnoi_s_${Math.floor(Date.now() / 1000)}_${randomBytes(4).toString('hex')}`;
  await connected(server, (client) => client.query(`create database ${name} template ${template} owner ketnoi_migrator`));
  return {
    name,
    url: (role) => roleUrl(server, { database: name, role }),
    close: () => connected(server, (client) => client.query(`drop database if exists ${name} with (force)`)).then(() => undefined),
  };
}

/** Runs one statement at an address and gives its rows: for arranging and looking where no module of the product has the words. */
export async function runSql<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  return connected(url, async (client) => (await client.query<Row>(text)).rows);
}

async function refuseLesserRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(`select rolsuper as may from pg_roles where rolname = current_user`);
  if (!rows[0]?.may)
    throw new Error('the specs create databases and take on roles: DATABASE_URL must name a superuser of a throw-away server');
}

async function createTemplate(client: pg.Client, names: { server: string; template: string }): Promise<void> {
  const unfinished = `${names.template}_new`;
  await client.query(`drop database if exists ${unfinished} with (force)`);
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = 'ketnoi_migrator') then create role ketnoi_migrator createrole; end if;
  end $$`);
  await client.query(`create database ${unfinished} owner ketnoi_migrator template template0 encoding 'UTF8' ${await localeOf(client)}`);
  await client.query(`comment on database ${unfinished} is '${new Date().toISOString()}'`);
  const url = roleUrl(names.server, { database: unfinished, role: 'migrator' });
  await migrate({ url });
  const db = createDb({ url, poolSize: 1 });
  await loadClassifications(db).finally(() => db.destroy());
  await client.query(`alter database ${unfinished} rename to ${names.template}`);
}

/** The same order of letters whatever the machine's locale: PostgreSQL's own C.UTF-8 where it has one (17 and newer). */
async function localeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
  const builtin = (rows[0]?.version ?? 0) >= 170_000;
  return builtin ? `locale_provider builtin builtin_locale 'C.UTF-8'` : `lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`;
}

/** Clones carry their birth in their name, templates in their comment; a run never lasts that long. */
async function dropStale(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database
     where (datname like 'ketnoi\\_s\\_%' and split_part(datname, '_', 3)::bigint < extract(epoch from now()) - $1 * 3600)
        or (datname like 'ketnoi\\_t\\_%' and shobj_description(oid, 'pg_database')::timestamptz < now() - $1 * interval '1 hour')`,
    [staleAfterHours],
  );
  for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
}

function templateHash(): string {
  const hash = createHash('sha256');
  const sources = ['migrate.ts', 'load-classifications.ts'].map((name) => join(import.meta.dirname, '../../db/src', name));
  const files = [migrations, classifications].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  for (const file of [...files.toSorted(), ...sources]) hash.update(file.slice(migrations.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

/** Roles are taken on at connection, so that specs need no passwords; PostgreSQL judges rights by the role taken on. */
function roleUrl(server: string, options: { database: string; role: TestRole }): string {
  const url = new URL(server);
  url.pathname = `/${options.database}`;
  if (options.role !== 'admin') url.searchParams.set('options', `-c role=ketnoi_${options.role}`);
  url.search = url.search.replaceAll('+', '%20');
  return url.href;
}

async function connected<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
