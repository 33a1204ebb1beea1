import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePassable } from './binaries.ts';
import { clusterFolder, openCluster, runProgram, serverEnvironment, urlOf, writeCredentials, type Cluster } from './cluster.ts';
import { isAlive } from './processes.ts';
import { enter, leave, oneAtATime, usersOf } from './users.ts';

/** What to start. `durable: false` is for throw-away databases of specs only: a crash of the machine may lose them. */
interface PostgresOptions {
  folder: string;
  durable?: boolean;
  port?: number;
  say?: (line: string) => void;
}

/** A running server and its addresses, one for each role. */
export interface Postgres {
  state: 'created' | 'started' | 'reused';
  urls: { admin: string; migrate: string; app: string; worker: string };
  /** Stops the server unless another process of ours still uses it. */
  stop: () => Promise<void>;
}

interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

const logLimit = 16 * 1024 * 1024;

/** Starts the server of a data folder or takes over the one that already runs there; resolves when it answers. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const folder = resolve(options.folder);
  makePassable(folder);
  return oneAtATime(folder, async () => {
    const { cluster, created } = openCluster(folder, options.say ?? (() => undefined));
    const running = await adopt(cluster);
    if (running) cluster.credentials.port = running.port;
    else await launch(cluster, options);
    writeCredentials(cluster);
    const mark = enter(folder);
    return {
      state: created ? 'created' : running ? 'reused' : 'started',
      urls: {
        admin: urlOf(cluster, 'postgres'),
        migrate: urlOf(cluster, 'ketnoi_migrator'),
        app: urlOf(cluster, 'ketnoi_app'),
        worker: urlOf(cluster, 'ketnoi_worker'),
      },
      stop: () => oneAtATime(folder, () => stop(cluster, mark)),
    };
  });
}

/** Stops the server of a data folder if it runs; throws when a live process of ours uses it. */
export async function stopPostgres(folder: string): Promise<void> {
  if (!existsSync(clusterFolder(folder))) return;
  await oneAtATime(folder, async () => {
    const others = usersOf(folder);
    if (others > 0) throw new Error(`Ketnoi is running on ${folder}: stop it first`);
    halt(openCluster(folder, () => undefined).cluster);
  });
}

/** A postmaster outlives a killed start; its pid file may also be left from a machine that went down. */
async function adopt(cluster: Cluster): Promise<Postmaster | null> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const found = readPostmaster(cluster.pgdata);
    if (!found) return null;
    if (!isOurs(found.pid, cluster.pgdata)) {
      rmSync(join(cluster.pgdata, 'postmaster.pid'), { force: true });
      return null;
    }
    if (found.ready && (await answers(found.port))) return found;
    await sleep(50);
  }
  throw new Error(`the database of ${cluster.pgdata} runs but does not answer; its log is ${logFile(cluster)}`);
}

async function launch(cluster: Cluster, options: PostgresOptions): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    cluster.credentials.port = await freePort(options.port ?? cluster.credentials.port);
    const failure = await tryLaunch(cluster, options.durable ?? true);
    if (!failure) return;
    // Backends of a killed server take a moment to notice, and a port can be taken between the look and the bind.
    const passing = /pre-existing shared memory|could not create any TCP|lock file .* already exists/.test(failure);
    if (!passing || attempt === 5) throw new Error(`PostgreSQL did not start:\n${failure}`);
    await sleep(1000);
  }
}

/** Null when the server answers, otherwise what it said. */
async function tryLaunch(cluster: Cluster, durable: boolean): Promise<string | null> {
  const { user } = cluster;
  const log = openLog(cluster);
  const offset = statSync(logFile(cluster)).size;
  const child = spawn(join(cluster.files, 'bin', 'postgres'), ['-D', cluster.pgdata, ...settings(cluster, durable)], {
    cwd: cluster.files,
    env: serverEnvironment(),
    // A group of its own: Ctrl-C in a terminal must not stop the database under a working application.
    detached: true,
    stdio: ['ignore', log, log],
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  closeSync(log);
  child.unref();
  let failed = false;
  child.once('exit', () => (failed = true));
  child.once('error', () => (failed = true));
  while (!failed) {
    const found = readPostmaster(cluster.pgdata);
    if (found?.pid === child.pid && found?.ready && (await answers(found.port))) return null;
    await sleep(25);
  }
  return readFileSync(logFile(cluster)).subarray(offset).toString('utf8').trim() || 'it said nothing';
}

function settings(cluster: Cluster, durable: boolean): string[] {
  const values: Record<string, string> = {
    port: String(cluster.credentials.port),
    listen_addresses: '127.0.0.1',
    // No socket file: its path is limited to 107 bytes, which a deep project folder exceeds.
    unix_socket_directories: '',
    max_connections: durable ? '100' : '200',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    maintenance_work_mem: '128MB',
    work_mem: '8MB',
    random_page_cost: '1.1',
    // Our statements are short: compiling them costs more than it saves.
    jit: 'off',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    max_wal_size: '2GB',
    log_checkpoints: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %q%u@%d ',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function stop(cluster: Cluster, mark: string): Promise<void> {
  if (leave(cluster.folder, mark) === 0) halt(cluster);
}

function halt(cluster: Cluster): void {
  const found = readPostmaster(cluster.pgdata);
  if (!found || !isOurs(found.pid, cluster.pgdata)) return;
  runProgram(cluster, 'pg_ctl', { args: ['stop', '-D', cluster.pgdata, '-m', 'fast', '-w', '-t', '60', '-s'] });
}

/** Lines of postmaster.pid: pid, data folder, start time, port, socket folder, address, shared memory, state. */
function readPostmaster(pgdata: string): Postmaster | null {
  const file = join(pgdata, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/** A pid can be somebody else's by now; a postmaster works in its data folder and names it on its command line. */
function isOurs(pid: number, pgdata: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(pgdata);
    } catch {
      return false;
    }
  }
  if (process.platform === 'win32') return true;
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(pgdata);
}

/** A server that speaks PostgreSQL answers the request for encryption with one letter. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('connect', () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
    socket.once('data', (bytes) => finish(bytes.toString() === 'N' || bytes.toString() === 'S'));
  });
}

function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => (wanted === 0 ? reject(new Error('no free port on 127.0.0.1')) : resolve(freePort(0))));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : wanted;
      probe.close(() => resolve(port));
    });
  });
}

function logFile(cluster: Cluster): string {
  return join(cluster.folder, 'postgres.log');
}

function openLog(cluster: Cluster): number {
  const file = logFile(cluster);
  if (existsSync(file) && statSync(file).size > logLimit) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}
