import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Server = { pid: number; url: string; startMillis: number; stop: () => Promise<void> };

/** The next port from `from` up that nothing uses: another run, or short-lived connections of the machine, may sit on any. */
export function freePort(from: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(freePort(from + 1)));
    probe.listen(from, '127.0.0.1', () => probe.close(() => resolve(from)));
  });
}

/** Starts a server of its own process and waits for the first 200 of `path`; `startMillis` is the time from spawn to that answer. */
export async function startServer(options: {
  script: string;
  args?: string[];
  env: Record<string, string>;
  port: number;
  path: string;
  headers?: Record<string, string>;
}): Promise<Server> {
  const began = performance.now();
  const child = spawn(process.execPath, [options.script, ...(options.args ?? [])], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${options.port}`;
  await firstAnswer(child, url + options.path, options.headers ?? {});
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { pid: child.pid ?? 0, url, startMillis: performance.now() - began, stop };
}

async function firstAnswer(child: ChildProcess, url: string, headers: Record<string, string>): Promise<void> {
  const until = performance.now() + 60_000;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server of ${url} ended with code ${child.exitCode}`);
    const status = await fetch(url, { headers }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    if (status === 200) return;
    if (status !== 0) throw new Error(`${url} answered ${status}`);
    await sleep(10);
  }
  throw new Error(`${url} did not answer within a minute`);
}
