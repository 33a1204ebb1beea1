import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runChild } from '../launch/children.ts';
import { environments } from '../launch/environment.ts';
import { isAlive } from '../postgres/processes.ts';
import { startPostgres } from '../postgres/server.ts';
import { freePort, startServer, type Server } from './servers.ts';

const FIRST_PORT = 4830;
/** Each run has databases of its own, called by its process: two at once do not take each other's away. */
const PREFIX = 'bench_relevance_';
const FULL = `${PREFIX}${process.pid}`;
const VIETNAMESE_ONLY = `${FULL}_vi`;

export type Asked = { server: Server; origins: Map<string, string>; references: Map<string, string> };
export type RelevanceSetting = { full: Asked; vietnameseOnly: Asked; stop: () => Promise<void> };

function named(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function connected<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return act(client).finally(() => client.end());
}

/** The same with nothing under `en`, however deep. */
function withoutEnglish(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEnglish);
  if (typeof value !== 'object' || value === null) return value;
  const emptied = (name: string, one: unknown): unknown => (name !== 'en' ? withoutEnglish(one) : Array.isArray(one) ? [] : null);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, emptied(name, one)]));
}

/** Takes their English off the listings that have a Vietnamese title: nothing else in the demonstration is told in Vietnamese alone. */
async function takeEnglishOff(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ id: string; card: unknown; detail: unknown }>(
    'select listing_id as id, card, detail from listing_public where title_vi is not null',
  );
  for (const { id, card, detail } of rows)
    await client.query(
      `update listing_public set title_en = null, summary_en = null, keywords_en = '{}', languages = '{vi}', card = $2, detail = $3
       where listing_id = $1`,
      [id, JSON.stringify(withoutEnglish(card)), JSON.stringify(withoutEnglish(detail))],
    );
}

async function askedAt(server: Server, admin: string): Promise<Asked> {
  const { rows } = await connected(admin, (client) =>
    client.query<{ id: string; origin: string; reference: string }>(
      'select id, origin_id as origin, reference from listing where origin_id is not null and reference is not null',
    ),
  );
  return {
    server,
    origins: new Map(rows.map(({ id, origin }) => [id, origin])),
    references: new Map(rows.map(({ origin, reference }) => [origin, reference])),
  };
}

/** Drops what this run made, and what a run that is no more has left behind. */
async function dropDatabases(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select datname as name from pg_database where datname ~ $1', [
    `^${PREFIX}[0-9]+(_vi)?$`,
  ]);
  for (const { name } of rows) {
    const owner = Number.parseInt(name.slice(PREFIX.length), 10);
    if (owner === process.pid || !isAlive(owner))
      await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  }
}

/**
 * The demonstration as `npm start` loads it, indexed and asked over HTTP, and beside it a copy in which what is told in Vietnamese has lost its
 * English. Both are made anew on each run and dropped by it.
 */
export async function prepareRelevance(): Promise<RelevanceSetting> {
  const postgres = await startPostgres({ folder: process.env['KETNOI_BENCH_DATA'] ?? join(tmpdir(), 'ketnoi-bench'), durable: false });
  const { admin } = postgres.urls;
  const data = mkdtempSync(join(tmpdir(), 'ketnoi-relevance-'));
  const environment = (database: string) => {
    const urls = {
      app: named(postgres.urls.app, database),
      worker: named(postgres.urls.worker, database),
      migrate: named(postgres.urls.migrate, database),
    };
    const settings = { data, port: 0, host: '127.0.0.1', address: '', demo: true, database: null, reset: false, yes: true };
    const { owner } = environments(settings, urls);
    return { ...owner, MEILI_URL: '', RATE_LIMIT: '1000000', SHED_LOAD: '0', LOG_LEVEL: 'error' };
  };
  const run = (what: string, script: string, database: string) =>
    runChild(what, { script: `apps/api/src/${script}`, env: environment(database), log: join(data, `${database}.log`) });
  const serve = async (database: string) => {
    const port = await freePort(FIRST_PORT);
    return startServer({ script: 'apps/api/src/main.ts', env: { ...environment(database), PORT: String(port) }, port, path: '/readyz' });
  };

  await connected(admin, async (client) => {
    await dropDatabases(client);
    await client.query(`create database ${FULL} owner ketnoi_migrator`);
  });
  await run('migrations', 'prepare.ts', FULL);
  await run('demonstration data', 'demo.ts', FULL);
  await connected(admin, (client) => client.query(`create database ${VIETNAMESE_ONLY} template ${FULL} owner ketnoi_migrator`));
  await connected(named(admin, VIETNAMESE_ONLY), takeEnglishOff);
  await run('search index', 'index-rebuild.ts', VIETNAMESE_ONLY);
  for (const name of [FULL, VIETNAMESE_ONLY]) await connected(named(admin, name), (client) => client.query('vacuum analyze'));
  const full = await askedAt(await serve(FULL), named(admin, FULL));
  const vietnameseOnly = await askedAt(await serve(VIETNAMESE_ONLY), named(admin, VIETNAMESE_ONLY));
  const stop = async (): Promise<void> => {
    await full.server.stop();
    await vietnameseOnly.server.stop();
    await connected(admin, dropDatabases);
    await postgres.stop();
    rmSync(data, { recursive: true, force: true });
  };
  return { full, vietnameseOnly, stop };
}
