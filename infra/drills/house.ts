import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runChild, root } from '../launch/children.ts';
import { environments } from '../launch/environment.ts';
import { answering } from '../launch/ready.ts';
import { clusterFolder } from '../postgres/cluster.ts';
import { startPostgres, type Postgres } from '../postgres/server.ts';

export type Part = 'api' | 'worker' | 'postgres';

/** A whole installation of its own, whose parts can be killed outright and come back. */
export type House = {
  address: string;
  urls: Postgres['urls'];
  /** Kills a part with SIGKILL, the database with all its processes at once, and starts it again after a pause. Resolves when it is up. */
  kill: (part: Part, pauseMillis: number) => Promise<void>;
  /** Ends of processes that nobody asked for. */
  deaths: string[];
  close: () => Promise<void>;
};

const scripts = { api: 'apps/api/src/main.ts', worker: 'apps/api/src/worker.ts' } as const;
const guard = new URL('../launch/leave-with-parent.mjs', import.meta.url).href;

export type HouseOptions = {
  folder: string;
  port: number;
  /** Settings of api and worker beside the usual ones. */
  more?: Record<string, string>;
};

/** Starts database, api and worker over a folder, as `npm start` does but for the demonstration and the web app. */
export async function openHouse({ folder, port, more = {} }: HouseOptions): Promise<House> {
  mkdirSync(folder, { recursive: true });
  const servers = [await startPostgres({ folder })];
  const urls = servers[0]?.urls ?? { admin: '', migrate: '', app: '', worker: '' };
  const settings = {
    data: folder,
    port,
    host: '127.0.0.1',
    address: `http://127.0.0.1:${port}`,
    demo: false,
    database: null,
    reset: false,
    yes: false,
  };
  const env = environments(settings, urls);
  await runChild('preparation', { script: 'apps/api/src/prepare.ts', env: env.owner, log: join(folder, 'prepare.log') });
  const running = new Map<'api' | 'worker', ChildProcess>();
  const expected = new Set<ChildProcess>();
  const deaths: string[] = [];
  const start = (part: 'api' | 'worker'): void => {
    const child = launch(part, folder, { ...env[part], MEILI_URL: '', RATE_LIMIT: '1000000', LOG_LEVEL: 'warn', ...more });
    running.set(part, child);
    child.once('exit', (code, signal) => {
      if (expected.has(child)) return;
      deaths.push(`${part} ended by itself (${signal ?? code})`);
      // As a supervisor would.
      start(part);
    });
  };
  const up = (): Promise<void> => answering({ host: '127.0.0.1', port }, () => false);
  start('api');
  start('worker');
  await up();
  return {
    address: `http://127.0.0.1:${port}`,
    urls,
    deaths,
    kill: async (part, pauseMillis) => {
      if (part === 'postgres') {
        await killDatabase(folder);
        await sleep(pauseMillis);
        servers.push(await startPostgres({ folder }));
      } else {
        const child = running.get(part);
        if (child !== undefined) await end(child, expected, 'SIGKILL');
        await sleep(pauseMillis);
        start(part);
      }
      await up();
    },
    close: async () => {
      await Promise.all([...running.values()].map((child) => end(child, expected, 'SIGTERM')));
      for (const server of servers.toReversed()) await server.stop();
    },
  };
}

function launch(part: 'api' | 'worker', folder: string, env: Record<string, string>): ChildProcess {
  const log = openSync(join(folder, `${part}.log`), 'a', 0o600);
  const child = spawn(process.execPath, ['--import', guard, join(root, scripts[part])], {
    cwd: root,
    env: Object.fromEntries(Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== '')),
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  return child;
}

async function end(child: ChildProcess, expected: Set<ChildProcess>, signal: NodeJS.Signals): Promise<void> {
  expected.add(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const hard = setTimeout(() => child.kill('SIGKILL'), 25_000);
  await ended;
  clearTimeout(hard);
}

/** The postmaster and every process below it at once: nothing is written out, as when the machine loses power. */
async function killDatabase(folder: string): Promise<void> {
  const file = join(clusterFolder(folder), 'postmaster.pid');
  const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const pids = [postmaster, ...childrenOf(postmaster)];
  for (const pid of pids) signal(pid, 'SIGKILL');
  while (pids.some((pid) => signal(pid, 0))) await sleep(20);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Linux tells the children of a process; elsewhere they notice by themselves that their postmaster is gone. */
function childrenOf(pid: number): number[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
