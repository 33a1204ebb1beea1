import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const guard = new URL('leave-with-parent.mjs', import.meta.url).href;
const patience = 15_000;

interface ProcessOptions {
  /** Path of the script below the project's root. */
  script: string;
  args?: string[];
  env: Record<string, string>;
  /** Where its output goes; on our own output when left out. */
  log?: string;
  /** The folder it works in; the project's root when left out. */
  cwd?: string | undefined;
}

/** A process of ours: a group of its own, so that Ctrl-C reaches it through us and in order; it leaves when we are gone. */
export interface Child {
  name: string;
  /** Resolves with the exit code once it has ended. */
  ended: Promise<number>;
  /** The end of what it said, for a report of its death. */
  lastWords: () => string;
  /** Asks it to stop, once, and waits; kills it when it does not. */
  stop: () => Promise<void>;
}

/** Starts a script of ours on the Node that runs us. `env` is added to the inherited environment; an empty value removes a variable. */
export function startChild(name: string, options: ProcessOptions): Child {
  const log = options.log === undefined ? null : openLog(options.log);
  const out = log ?? 'inherit';
  const child = spawn(process.execPath, ['--import', guard, join(root, options.script), ...(options.args ?? [])], {
    cwd: options.cwd ?? root,
    env: Object.fromEntries(Object.entries({ ...process.env, ...options.env }).filter(([, value]) => value !== '')),
    stdio: ['ignore', out, out, 'ipc'],
    detached: process.platform !== 'win32',
  });
  if (log !== null) closeSync(log);
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  let stopped: Promise<void> | null = null;
  return { name, ended, lastWords: () => tail(options.log), stop: () => (stopped ??= stop(child, ended)) };
}

/** Runs a script of ours to its end; throws when it fails. */
export async function runChild(name: string, options: ProcessOptions): Promise<void> {
  const child = startChild(name, options);
  running.add(child);
  const code = await child.ended;
  running.delete(child);
  if (code !== 0) throw new Error(`${name} failed (exit code ${code})\n${child.lastWords()}`.trimEnd());
}

/** Stops what `runChild` has under way. */
export async function stopRunning(): Promise<void> {
  await Promise.all([...running].map((child) => child.stop()));
}

const running = new Set<Child>();

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(impatience);
}

/** Every start has its own log; the one before it is kept beside it. */
function openLog(file: string): number {
  if (existsSync(file)) renameSync(file, `${file}.1`);
  return openSync(file, 'w', 0o600);
}

function tail(file: string | undefined): string {
  return file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-40).join('\n') : '';
}
