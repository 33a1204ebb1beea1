import { fork, type ChildProcess } from 'node:child_process';
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../launch/children.ts';

/** What befalls the search engine: its process dies, it is stopped, it answers nonsense, its disk is full. */
export type EngineFault = 'killed' | 'frozen' | 'garbage' | 'full';
export const ENGINE_FAULTS: readonly EngineFault[] = ['killed', 'frozen', 'garbage', 'full'];

/** A search engine that can be made to suffer. */
export type DrillEngine = {
  /** Where the product finds it, and where the drill looks past its suffering. */
  url: string;
  direct: string;
  key: string;
  isLive: boolean;
  suffer: (fault: EngineFault) => Promise<void>;
  /** Brings it back. */
  heal: () => Promise<void>;
  close: () => Promise<void>;
};

type Ports = {
  port: number;
  folder: string;
  /** Milliseconds a stand-in takes for a change. */
  taskMillis?: number;
};

/** The engine that MEILI_URL names, behind a connection of ours that can break; without it a stand-in whose process is really killed and stopped. */
export function openEngine(options: Ports): Promise<DrillEngine> {
  const url = process.env['MEILI_URL'];
  return url ? besideLive({ ...options, url, key: process.env['MEILI_KEY'] ?? '' }) : standIn(options);
}

const STAND_IN = join(root, 'packages/testing/src/meilisearch-process.ts');

async function startStandIn({ port, folder, taskMillis = 5 }: Ports): Promise<{ child: ChildProcess; key: string }> {
  const child = fork(STAND_IN, [String(port), join(folder, 'engine.jsonl'), String(taskMillis)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { key } = await new Promise<{ key: string }>((resolve, reject) => {
    child.once('message', (said) => resolve(said as { key: string }));
    child.once('exit', (code) => reject(new Error(`the stand-in ended (${code})`)));
  });
  return { child, key };
}

async function standIn(options: Ports): Promise<DrillEngine> {
  let { child, key } = await startStandIn(options);
  const url = `http://127.0.0.1:${options.port}`;
  let suffered: EngineFault | null = null;
  const end = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  const heal = async (): Promise<void> => {
    if (suffered === 'killed') ({ child, key } = await startStandIn(options));
    else if (suffered === 'frozen') child.kill('SIGCONT');
    else if (suffered !== null) child.send('none');
    suffered = null;
  };
  return {
    url,
    direct: url,
    key,
    isLive: false,
    suffer: async (fault) => {
      suffered = fault;
      if (fault === 'killed') await end();
      else if (fault === 'frozen') child.kill('SIGSTOP');
      else child.send(fault === 'full' ? 'full-later' : 'garbage');
    },
    heal,
    close: end,
  };
}

const FULL = {
  message: 'There is no more space left on the device.',
  code: 'no_space_left_on_device',
  type: 'system',
  link: 'https://docs.meilisearch.com/errors#no_space_left_on_device',
};

type Live = Ports & { url: string; key: string };

/** A live engine is not ours to kill: what befalls it befalls the connection to it. */
async function besideLive({ port, url, key }: Live): Promise<DrillEngine> {
  let fault: EngineFault | null = null;
  const waiting = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (fault === 'killed') request.socket.destroy();
    else if (fault === 'frozen') waiting.add(response);
    else if (fault === 'garbage') response.writeHead(200, { 'content-type': 'application/json' }).end('<html>');
    else if (fault === 'full' && isChange(request))
      response.writeHead(507, { 'content-type': 'application/json' }).end(JSON.stringify(FULL));
    else passOn(url, request, response);
  });
  await listening(server, port);
  return {
    url: `http://127.0.0.1:${port}`,
    direct: url.replace(/\/$/u, ''),
    key,
    isLive: true,
    suffer: async (next) => {
      fault = next;
      await sleep(0);
    },
    heal: async () => {
      fault = null;
      for (const response of waiting) response.destroy();
      waiting.clear();
      await sleep(0);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Searches and reads go by POST too; what a full disk refuses are changes. */
const isChange = ({ method = 'GET', url = '' }: IncomingMessage): boolean =>
  method !== 'GET' && !url.startsWith('/multi-search') && !/\/(search|documents\/fetch)(\?|$)/u.test(url);

function passOn(url: string, request: IncomingMessage, response: ServerResponse): void {
  const { method = 'GET', headers } = request;
  const onward = ask(new URL(request.url ?? '/', url), { method, headers: { ...headers, host: new URL(url).host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
