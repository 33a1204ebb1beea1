/* Installing what is missing; runs on Node 20.19 or newer with nothing installed yet, so it imports nothing but Node itself. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'node_modules', '.ketnoi-installed');
const lockFile = join(root, 'package-lock.json');

/** Installs when node_modules is missing or was installed from another package-lock.json or for another machine. */
export async function installIfStale() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return;
  const before = readFileSync(lockFile);
  console.log('installing packages (npm install): about a minute the first time');
  // Development and platform packages are part of a checkout that starts and tests itself, whatever the machine's npm settings say.
  await npm(['install', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional']);
  const after = readFileSync(lockFile);
  if (contents(before) !== contents(after)) {
    throw new Error('npm install changed package-lock.json: it does not agree with package.json; look at "git diff package-lock.json"');
  }
  // An older npm drops fields that it does not know; the packages are the same, and the tree stays clean.
  if (!before.equals(after)) writeFileSync(lockFile, before);
  writeFileSync(stampFile, stamp());
}

/** The Node that runs everything else: the pinned one among the installed packages, else the one that runs us when it is new enough. */
export function pinnedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const folder = join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin');
  const pinned = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    `no Node 24 for ${process.platform}-${process.arch} among the packages, and this is Node ${process.versions.node}: run this with Node 24 or newer`,
  );
}

/** Which packages of which content a lock file names. */
function contents(lock) {
  const { packages } = JSON.parse(lock.toString());
  return Object.entries(packages)
    .map(([path, { version, integrity }]) => `${path} ${version} ${integrity}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join('\n');
}

function stamp() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`);
  for (const file of ['package-lock.json', 'package.json', ...workspaces()]) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Every workspace's package.json: a dependency added there makes the installation stale as well. */
function workspaces() {
  return ['packages', 'apps']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json')))
    .filter((file) => existsSync(join(root, file)));
}

/** Runs npm with a sign of life every ten seconds: npm itself says nothing while it fetches. */
function npm(args) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const started = Date.now();
  const beat = setInterval(() => console.log(`  still installing (${Math.round((Date.now() - started) / 1000)} s)`), 10_000);
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32' && !cli,
    });
    child.once('error', (error) => reject(new Error(`npm cannot be run: ${error.message}`)));
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`npm install failed (exit code ${code})`))));
  }).finally(() => clearInterval(beat));
}
