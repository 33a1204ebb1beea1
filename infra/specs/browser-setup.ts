import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '@ketnoi/testing/database';
import type { TestProject } from 'vitest/node';
import { root, runChild, startChild, type Child } from '../launch/children.ts';
import { answering } from '../launch/ready.ts';
import { localSecrets } from '../launch/secrets.ts';
import { buildWeb, webIsStale } from '../launch/web-build.ts';
import { chromiumArgs, findChromium } from './chromium.ts';
import { startSpecServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the real API with the built web app listens. */
    address: string;
    /** Its database, as a superuser: for arranging what no screen can do, and for looking. */
    databaseUrl: string;
    /** The letters and files of this run lie here. */
    dataFolder: string;
    browser: { executablePath: string; args: string[]; env: Record<string, string> };
  }
}

/** Brings up what browser specs look at: a fresh database, api, worker, the built web app, and a Chromium. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const undo: (() => Promise<unknown>)[] = [];
  const tearDown = async () => {
    for (const act of undo.toReversed()) await act();
  };
  try {
    const chromium = await findChromium();
    if (webIsStale()) await buildWeb();
    const server = await startSpecServer();
    undo.push(server.stop);
    const database = await testDatabase();
    undo.push(database.close);
    const data = mkdtempSync(join(tmpdir(), 'ketnoi-browser-'));
    undo.push(async () => rmSync(data, { recursive: true, force: true }));
    const port = await freePort();
    const urls = { app: database.url('app'), worker: database.url('worker'), owner: database.url('migrator') };
    // Which exchange this is: the template of the specs does not say.
    await runChild('the exchange of the browser specs', {
      script: 'apps/api/src/prepare.ts',
      env: environment({ data, port, urls }).owner,
    });
    const services = startServices(environment({ data, port, urls }));
    undo.push(() => Promise.all(services.map((child) => child.stop())));
    await alive(
      services,
      answering({ host: '127.0.0.1', port }, () => false),
    );
    project.provide('address', `http://localhost:${port}`);
    project.provide('databaseUrl', database.url('admin'));
    project.provide('dataFolder', data);
    project.provide('browser', { executablePath: chromium.executablePath, args: chromiumArgs, env: definedOnly(chromium.env) });
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}

type Urls = { app: string; worker: string; owner: string };
type Variables = Record<string, string>;

/** What each process is told; an empty value removes a variable. */
function environment({ data, port, urls }: { data: string; port: number; urls: Urls }): {
  api: Variables;
  worker: Variables;
  owner: Variables;
} {
  const common = {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: '',
    KETNOI_DATA: data,
    DATABASE_URL: urls.app,
    DATABASE_MIGRATE_URL: '',
    DATABASE_WORKER_URL: '',
    // Browser specs look at the product as npm start shows it: PostgreSQL's own search, letters in the local outbox.
    MEILI_URL: '',
    SMTP_URL: '',
    // Every page of every spec comes from one address.
    RATE_LIMIT: '1000000',
    ...localSecrets(data),
  };
  const worker = { ...common, DATABASE_WORKER_URL: urls.worker };
  return { api: common, worker, owner: { ...worker, DATABASE_MIGRATE_URL: urls.owner } };
}

function startServices(env: { api: Variables; worker: Variables }): Child[] {
  const logs = join(root, '.cache', 'browser-specs');
  mkdirSync(logs, { recursive: true });
  return [
    startChild('api', { script: 'apps/api/src/main.ts', env: env.api, log: join(logs, 'api.log') }),
    startChild('worker', { script: 'apps/api/src/worker.ts', env: env.worker, log: join(logs, 'worker.log') }),
  ];
}

/** Waits for the api, but not for one that has died. */
async function alive(services: Child[], ready: Promise<void>): Promise<void> {
  const deaths = services.map(async (child) => {
    const code = await child.ended;
    throw new Error(`the ${child.name} ended (exit code ${code}):\n${child.lastWords()}`);
  });
  const first = Promise.race([ready, ...deaths]);
  for (const death of deaths) death.catch(() => undefined);
  await first;
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
