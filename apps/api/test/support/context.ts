import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@ketnoi/domain/clock';
import { createDb, type Db } from '@ketnoi/db/database';
import { testDatabase, type TestDatabase } from '@ketnoi/testing/database';
import { createSearch } from '@ketnoi/search/create';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../../src/app.ts';
import { keepCodes } from '../../src/code-book.ts';
import { readConfig } from '../../src/config.ts';
import type { Ctx } from '../../src/context.ts';
import { loadKeys } from '../../src/keys.ts';
import { matchingHere } from './matching.ts';

/** A clock a spec can move; it stands still between moves, so that times can be compared exactly. */
export type TestClock = Clock & { set: (at: string) => void; forward: (millis: number) => void };

function testClock(start = '2026-11-23T02:00:00.000Z'): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    set: (text) => {
      at = Date.parse(text);
    },
    forward: (millis) => {
      at += millis;
    },
  };
}

export type World = { app: FastifyInstance; ctx: Ctx; clock: TestClock; database: TestDatabase; admin: Db; close: () => Promise<void> };

/** Our code over a database of its own; `override` puts other members into the context. */
export async function testWorld(override: Partial<Ctx> = {}): Promise<World> {
  const database = await testDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'ketnoi-spec-'));
  const config = readConfig({
    DATABASE_URL: database.url('app'),
    DATABASE_WORKER_URL: database.url('worker'),
    LOG_LEVEL: process.env['SPEC_LOG'] ?? 'silent',
    RATE_LIMIT: '1000000',
    PUBLIC_URL: 'http://ketnoi.test',
    SHED_LOAD: '0',
    MATCH_ENCODER: '0',
    KETNOI_DATA: dataFolder,
  });
  const clock = testClock();
  const db = createDb({ url: config.databaseUrl, poolSize: 6 });
  const ctx: Ctx = {
    config,
    db,
    clock,
    log: pino({ level: config.logLevel }),
    keys: loadKeys(config),
    mail: null,
    codes: keepCodes(db),
    search: createSearch({ db, clock }),
    matching: matchingHere({ db, clock, log: pino({ level: 'silent' }) }),
    ...override,
  };
  const admin = createDb({ url: database.url('admin'), poolSize: 2 });
  await admin
    .insertInto('exchangeNode')
    .values({ code: 'DEMO', nameVi: 'Sàn trình diễn', nameEn: 'Demonstration exchange', isSelf: true })
    .onConflict((on) => on.doNothing())
    .execute();
  const app = await buildApp(ctx);
  await app.ready();
  const close = async (): Promise<void> => {
    await app.close();
    await ctx.db.destroy();
    await admin.destroy();
    await database.close();
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { app, ctx, clock, database, admin, close };
}
