import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

let uses = 0;

/** Starting and stopping the server of one data folder is one process's work at a time; a lock of a dead process counts for nothing. */
export async function oneAtATime<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'starting');
  while (!take(lock)) await sleep(50);
  try {
    return await act();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = Number(readIfThere(lock));
  // An empty lock is one that is being written.
  if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
  return false;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Leaves a mark of this use of the server: `<pid>.<n>`, because one process may use it more than once. */
export function enter(folder: string): string {
  const users = join(folder, 'users');
  mkdirSync(users, { recursive: true, mode: 0o700 });
  uses += 1;
  const mark = join(users, `${process.pid}.${uses}`);
  writeFileSync(mark, '');
  return mark;
}

/** Removes our mark; tells how many users are left. */
export function leave(folder: string, mark: string): number {
  rmSync(mark, { force: true });
  return usersOf(folder);
}

/** How many live processes use the server; the marks of the dead go. */
export function usersOf(folder: string): number {
  const users = join(folder, 'users');
  if (!existsSync(users)) return 0;
  const marks = readdirSync(users);
  const dead = marks.filter((name) => !isAlive(Number.parseInt(name, 10)));
  for (const name of dead) rmSync(join(users, name), { force: true });
  return marks.length - dead.length;
}

/** Whether a process of that number exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
