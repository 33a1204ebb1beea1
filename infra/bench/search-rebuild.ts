import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, type Db } from '@ketnoi/db/database';
import { systemClock } from '@ketnoi/domain/clock';
import { allDocuments } from '@ketnoi/search/all-documents';
import { createSearch } from '@ketnoi/search/create';
import { meiliEngine } from '@ketnoi/search/meilisearch/engine';
import { sql } from 'kysely';
import type { Stock } from './search-setting.ts';

export type Rebuilt = { rows: number; into: string; documents: number; perSecond: number; cpuMillis: number };

const STAND_IN = new URL('../../packages/testing/src/meilisearch-process.ts', import.meta.url);
const STAND_IN_PORT = 47_390;

type Rebuild = (db: Db) => Promise<{ documents: number }>;

/** Documents a second from the first row read to the index in its place, and our own CPU a document. */
async function timed(stock: Stock, into: string, rebuild: Rebuild): Promise<Rebuilt> {
  const db = createDb({ url: stock.workerUrl, poolSize: 3, statementTimeout: 3_600_000 });
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const { documents } = await rebuild(db);
  const { user, system } = process.cpuUsage(cpu);
  const perSecond = documents / ((performance.now() - began) / 1000);
  await db.destroy();
  return { rows: stock.rows, into, documents, perSecond, cpuMillis: (user + system) / 1000 / documents };
}

/** Builds PostgreSQL's index of a stock by the product's own rebuild, and leaves it as vacuumed as a running exchange has it. */
export async function rebuildPostgres(stock: Stock): Promise<Rebuilt> {
  const rebuilt = await timed(stock, 'PostgreSQL', (db) =>
    createSearch({ db, clock: systemClock }).rebuild(
      () => allDocuments(db),
      () => undefined,
    ),
  );
  const admin = createDb({ url: stock.adminUrl, statementTimeout: 3_600_000 });
  await sql`vacuum analyze`.execute(admin);
  await sql`checkpoint`.execute(admin);
  await admin.destroy();
  return rebuilt;
}

/** The same against the stand-in Meilisearch in a process of its own: what our side of it takes, whatever a real engine then does. */
export async function rebuildStandIn(stock: Stock): Promise<Rebuilt> {
  const folder = mkdtempSync(join(tmpdir(), 'ketnoi-bench-engine-'));
  const engine = fork(STAND_IN, [String(STAND_IN_PORT), join(folder, 'journal')]);
  try {
    const [{ url, key }] = (await once(engine, 'message')) as [{ url: string; key: string }];
    return await timed(stock, 'stand-in Meilisearch', (db) =>
      meiliEngine({ url, key, indexPrefix: 'bench_' }).rebuild(
        () => allDocuments(db),
        () => undefined,
      ),
    );
  } finally {
    engine.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
