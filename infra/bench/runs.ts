import { spawn } from 'node:child_process';
import { usage } from './measure.ts';
import type { Server } from './servers.ts';

export type Request = { method: string; path: string; headers?: Record<string, string>; body?: string };

/** One run: requests and their times in ms, and the CPU ms a request cost the server's process tree and PostgreSQL. */
export type Result = {
  count: number;
  perSecond: number;
  p50: number;
  p99: number;
  bytes: number;
  server: number;
  postgres: number;
  rss: number;
};

export type Load = {
  /** For the message when answers fail. */
  name: string;
  requests: readonly Request[];
  connections: number;
  /** Seconds, or how many requests: what takes seconds each is counted, so that none is cut off half-way. */
  duration?: number;
  amount?: number;
  postmaster: number;
  keyed?: boolean;
};

type Answer = { count: number; perSecond: number; p50: number; p99: number; bad: number; bytes: number };

/** Seconds after which a request counts as failed; a peer may take that long with every row. */
const TIMEOUT = 120;

function generated(options: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [new URL('load.ts', import.meta.url).pathname], { stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', () => {
      try {
        resolve(JSON.parse(text) as Answer);
      } catch {
        reject(new Error(`the load generator said: ${text}`));
      }
    });
    child.stdin.end(JSON.stringify(options));
  });
}

/** Sends requests to a server for a while and measures both. Throws when an answer is no success. */
export async function runLoad(server: Server, { name, postmaster, ...load }: Load): Promise<Result> {
  const before = usage(server.pid, postmaster);
  const { bad, ...answer } = await generated({ url: server.url, timeout: TIMEOUT, ...load });
  const after = usage(server.pid, postmaster);
  if (bad > 0) throw new Error(`${name}: ${bad} of ${answer.count} answers were no success`);
  return {
    ...answer,
    rss: after.rssMegabytes,
    server: (after.serverMillis - before.serverMillis) / answer.count,
    postgres: (after.postgresMillis - before.postgresMillis) / answer.count,
  };
}
