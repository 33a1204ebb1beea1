import { readdirSync, readFileSync } from 'node:fs';

type Process = { parent: number; own: number; waited: number; rssMegabytes: number };

/** Milliseconds per clock tick: USER_HZ is 100 on Linux. */
const TICK = 10;

function read(pid: string): Process | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (index: number): number => fields[index] ?? 0;
    return { parent: at(1), own: (at(11) + at(12)) * TICK, waited: (at(13) + at(14)) * TICK, rssMegabytes: (at(21) * 4) / 1024 };
  } catch {
    return null;
  }
}

function processes(): Map<number, Process> {
  const found = new Map<number, Process>();
  for (const name of readdirSync('/proc')) {
    const one = /^\d+$/u.test(name) ? read(name) : null;
    if (one !== null) found.set(Number(name), one);
  }
  return found;
}

/** The process and all its descendants. */
function tree(all: ReadonlyMap<number, Process>, root: number): Process[] {
  const ids = new Set([root]);
  for (let grew = true; grew;) {
    grew = false;
    for (const [pid, one] of all) {
      if (!ids.has(pid) && ids.has(one.parent)) {
        ids.add(pid);
        grew = true;
      }
    }
  }
  return [...all].filter(([pid]) => ids.has(pid)).map(([, one]) => one);
}

export type Usage = { serverMillis: number; postgresMillis: number; rssMegabytes: number };

/** CPU spent so far, in milliseconds, by the server's process tree and by PostgreSQL (postmaster, backends, and backends that ended). */
export function usage(server: number, postmaster: number): Usage {
  const all = processes();
  const own = tree(all, server);
  const postgres = [...all].filter(([pid, one]) => pid === postmaster || one.parent === postmaster).map(([, one]) => one.own);
  return {
    serverMillis: own.reduce((sum, one) => sum + one.own + one.waited, 0),
    postgresMillis: postgres.reduce((sum, one) => sum + one, 0) + (all.get(postmaster)?.waited ?? 0),
    rssMegabytes: own.reduce((sum, one) => sum + one.rssMegabytes, 0),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
