import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claim, isHeld } from './processes.ts';

let uses = 0;

/** Starting and stopping the server of one data folder is one process's work at a time. */
export async function oneAtATime<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'starting');
  while (!claim(lock)) await sleep(50);
  try {
    return await act();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Leaves a mark of this use of the server: `<pid>.<n>`, because one process may use it more than once. */
export function enter(folder: string): string {
  const users = join(folder, 'users');
  mkdirSync(users, { recursive: true, mode: 0o700 });
  uses += 1;
  const mark = join(users, `${process.pid}.${uses}`);
  rmSync(mark, { force: true });
  claim(mark);
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
  const marks = readdirSync(users).map((name) => join(users, name));
  const dead = marks.filter((mark) => !isHeld(mark));
  for (const mark of dead) rmSync(mark, { force: true });
  return marks.length - dead.length;
}
