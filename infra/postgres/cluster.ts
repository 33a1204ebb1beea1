import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makePassable, postgresFiles, publicPlace, reachable, serverUser, type ServerUser } from './binaries.ts';

/** One PostgreSQL data folder of ours, with what it takes to run and reach it. */
export interface Cluster {
  /** The folder of the product's data: credentials, log and the list of users lie here. */
  folder: string;
  /** PostgreSQL's own data folder; elsewhere when the server's user cannot reach `folder`. */
  pgdata: string;
  files: string;
  user: ServerUser | null;
  credentials: Credentials;
}

interface Credentials {
  port: number;
  /** Role name to password. */
  passwords: { postgres: string; ketnoi_migrator: string; ketnoi_app: string; ketnoi_worker: string };
}

const database = 'ketnoi';

/** Finds the cluster of a data folder, or makes it; a half-made one never stands under its final name. */
export function openCluster(folder: string, say: (line: string) => void): { cluster: Cluster; created: boolean } {
  const user = serverUser();
  const files = postgresFiles(user);
  const pgdata = clusterFolder(folder);
  const credentials = readCredentials(folder);
  const exists = existsSync(join(pgdata, 'PG_VERSION'));
  if (exists && !credentials) {
    throw new Error(
      `${pgdata} is a database, but its passwords (${credentialsFile(folder)}) are gone: put them back, or start with --reset`,
    );
  }
  const cluster: Cluster = { folder, pgdata, files, user: ownerOf(pgdata, user), credentials: credentials ?? newCredentials() };
  if (exists) return { cluster, created: false };
  say('creating the database');
  writeCredentials(cluster);
  create(cluster);
  return { cluster, created: true };
}

/** The address of the product's database for one of its roles. */
export function urlOf(cluster: Cluster, role: keyof Credentials['passwords']): string {
  const { port, passwords } = cluster.credentials;
  return `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`;
}

/** Keeps the port for the next start, so that an address that was noted stays true when it can. */
export function writeCredentials(cluster: Cluster): void {
  const file = credentialsFile(cluster.folder);
  writeFileSync(`${file}.new`, `${JSON.stringify(cluster.credentials, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Where the cluster of a data folder lies, whether it exists or not. */
export function clusterFolder(folder: string): string {
  if (reachable(folder, serverUser())) return join(folder, 'postgres');
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(publicPlace, name, 'postgres');
}

/** Runs one of PostgreSQL's programs as the server's user; throws what it said when it fails. */
export function runProgram(cluster: Pick<Cluster, 'files' | 'user'>, program: string, options: { args: string[]; input?: string }): void {
  const { user } = cluster;
  const done = spawnSync(join(cluster.files, 'bin', program), options.args, {
    cwd: cluster.files,
    env: serverEnvironment(),
    encoding: 'utf8',
    input: options.input ?? '',
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  if (done.status !== 0) throw new Error(`${program} failed: ${done.error?.message ?? `${done.stdout}${done.stderr}`.trim()}`);
}

/** The server's environment: nothing of the caller's PG* variables or locale may leak into it. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], TZ: 'UTC', LC_ALL: 'C' };
}

function create(cluster: Cluster): void {
  const unfinished = `${cluster.pgdata}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  if (!existsSync(dirname(unfinished))) [publicPlace, dirname(unfinished)].forEach(makePassable);
  mkdirSync(unfinished, { mode: 0o700 });
  if (cluster.user) chownSync(unfinished, cluster.user.uid, cluster.user.gid);
  initialise(cluster, unfinished);
  writeFileSync(join(unfinished, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
  bootstrap(cluster, { pgdata: unfinished, database: 'postgres', statements: roleStatements(cluster.credentials) });
  bootstrap(cluster, { pgdata: unfinished, database, statements: ['create extension pg_trgm', 'create extension unaccent'] });
  renameSync(unfinished, cluster.pgdata);
}

/** pg_trgm asks the C library what a letter is, so the C library gets a UTF-8 locale where it has one; sorting and case are the builtin provider's. */
function initialise(cluster: Cluster, pgdata: string): void {
  const common = [
    '-D',
    pgdata,
    '-U',
    'postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  const ctypes = ['C.UTF-8', 'en_US.UTF-8', 'C'];
  for (const ctype of ctypes) {
    try {
      return runProgram(cluster, 'initdb', { args: [...common, '--no-instructions', '--lc-collate=C', `--lc-ctype=${ctype}`] });
    } catch (error) {
      if (ctype === ctypes.at(-1) || !String(error).includes('invalid locale name')) throw error;
    }
  }
}

/** Single-user mode needs no client and listens nowhere: there is no moment at which the server runs without passwords. */
function bootstrap(cluster: Cluster, options: { pgdata: string; database: string; statements: string[] }): void {
  const args = ['--single', '-D', options.pgdata, '-c', 'exit_on_error=true', '-c', 'log_min_messages=error', options.database];
  runProgram(cluster, 'postgres', { args, input: `${options.statements.join('\n')}\n` });
}

function roleStatements({ passwords }: Credentials): string[] {
  return [
    `alter role postgres password '${passwords.postgres}'`,
    `create role ketnoi_migrator login createrole password '${passwords.ketnoi_migrator}'`,
    `create role ketnoi_app login password '${passwords.ketnoi_app}'`,
    `create role ketnoi_worker login password '${passwords.ketnoi_worker}'`,
    'grant ketnoi_app, ketnoi_worker to ketnoi_migrator with admin option',
    `create database ${database} owner ketnoi_migrator`,
    `revoke connect, temporary on database ${database} from public`,
    `grant connect on database ${database} to ketnoi_app, ketnoi_worker`,
  ];
}

/** An existing cluster is run by whoever owns it: PostgreSQL refuses anyone else. */
function ownerOf(pgdata: string, user: ServerUser | null): ServerUser | null {
  const owner = statSync(pgdata, { throwIfNoEntry: false });
  if (!owner || process.platform === 'win32') return user;
  if (user) return { name: user.name, uid: owner.uid, gid: owner.gid };
  if (owner.uid !== process.getuid?.()) {
    throw new Error(
      `${pgdata} belongs to another user (uid ${owner.uid}): start as that user or as root, or set KETNOI_DATA to a folder of yours`,
    );
  }
  return null;
}

function credentialsFile(folder: string): string {
  return join(folder, 'postgres.json');
}

function readCredentials(folder: string): Credentials | null {
  const file = credentialsFile(folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function newCredentials(): Credentials {
  const password = () => randomBytes(18).toString('base64url');
  return {
    port: 0,
    passwords: { postgres: password(), ketnoi_migrator: password(), ketnoi_app: password(), ketnoi_worker: password() },
  };
}
