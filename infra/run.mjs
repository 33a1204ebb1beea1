/* The front door of every command (npm start, npm test, ...): free of dependencies, Node 20.19 or newer, installs what is missing and
   goes on with the pinned Node. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installIfStale, pinnedNode, root } from './install.mjs';

const scripts = {
  start: 'apps/api/src/start.ts',
  test: 'infra/check/run.ts',
  'db:types': 'infra/commands/db-types.ts',
  'search:record': 'infra/commands/search-record.ts',
  bench: 'infra/bench/run.ts',
  drill: 'infra/drills/run.ts',
  evaluate: 'apps/api/src/evaluate.ts',
};

/* Commands of the product: they run with a migrated database behind them. */
const products = {
  migrate: 'apps/api/src/prepare.ts',
  import: 'apps/api/src/import.ts',
  'index:rebuild': 'apps/api/src/index-rebuild.ts',
  'match:refit': 'apps/api/src/match-refit.ts',
  'match:rollback': 'apps/api/src/match-rollback.ts',
  'demo:vectors': 'apps/api/src/demo-vectors.ts',
  'audit:verify': 'apps/api/src/audit-verify.ts',
};

async function main() {
  const [command = '', ...args] = process.argv.slice(2);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Error(`Ketnoi needs Node 20.19 or newer; this is ${process.versions.node}`);
  const all = { ...scripts, ...products };
  const known = Object.keys(all).filter((name) => existsSync(join(root, all[name])));
  if (!known.includes(command)) throw new Error(`unknown command "${command}"; known: ${known.join(', ')}`);
  await installIfStale();
  if (command in products) run('infra/commands/with-database.ts', [products[command], ...args]);
  else run(scripts[command], args);
}

/** The child has a channel to us and leaves when it closes, so that a killed parent leaves nothing running. */
function run(script, args) {
  const guard = pathToFileURL(join(root, 'infra/launch/leave-with-parent.mjs')).href;
  const child = spawn(pinnedNode(), ['--import', guard, join(root, script), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
      INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => fail(error));
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  leaveWithNpm(child);
}

/** npm passes no signal on when it is killed outright, and only kills its shell when it is asked to stop: so we look whether both are still there. */
function leaveWithNpm(child) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const watched = [process.ppid];
  const shell = processOf(process.ppid);
  if (shell && !shell.command.includes('npm') && processOf(shell.parent)?.command.includes('npm')) watched.push(shell.parent);
  setInterval(() => !watched.every(isAlive) && child.kill('SIGTERM'), 250).unref();
}

/** Parent and command line of a process, or null when the system does not say. */
function processOf(pid) {
  try {
    if (process.platform !== 'linux') {
      const [parent, ...command] = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' })
        .trim()
        .split(/\s+/);
      return { parent: Number(parent), command: command.join(' ') };
    }
    // The name in brackets may hold anything; state and parent follow the last bracket.
    const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]);
    return { parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function fail(error) {
  console.error(error.message);
  process.exit(1);
}

main().catch(fail);
