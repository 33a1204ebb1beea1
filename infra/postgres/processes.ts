import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** A process as no other will ever be, numbers being used again after a restart of the machine: its number and when it began. Null when there is none. */
function identityOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  try {
    if (process.platform === 'linux') {
      // The name in brackets may hold anything; the 20th field after it is the start, in ticks since the machine's.
      const began = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
      return `${pid} ${began} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
    }
    if (process.platform === 'win32') return String(pid);
    return `${pid} ${execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()}`;
  } catch {
    return null;
  }
}

const own = identityOf(process.pid) ?? String(process.pid);

/** Writes our mark into a file; false when another live process's mark stands there. A mark of a dead process counts for nothing. */
export function claim(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, own);
  try {
    // Unlike writing, linking shows the file to others only when it is whole, and fails when it exists.
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  if (!isHeld(file)) rmSync(file, { force: true });
  return false;
}

/** Whether the process that left its mark in a file is still there. */
export function isHeld(file: string): boolean {
  const mark = readIfThere(file);
  return mark !== '' && identityOf(Number.parseInt(mark, 10)) === mark;
}

/** The number of the process that left its mark in a file. */
export function holderOf(file: string): number {
  return Number.parseInt(readIfThere(file), 10);
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

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
