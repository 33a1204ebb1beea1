import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { connect, isIP } from 'node:net';
import type { Logger } from 'pino';
import { isMatcherAway, type MatchAddress } from './client.ts';
import type { ClassifyRequest, Matching, MatchRequest, Pair } from './port.ts';
import { fromWire, toWire } from './wire.ts';

const MOST_BODY_BYTES = 1024 * 1024;
/** So many questions wait at most; the next is turned away at once, and whoever asks searches instead. */
const MOST_WAITING = 64;
const REQUEST_MILLIS = 10_000;

/** Answers for whoever asks over the socket. */
export function matchServer(matching: Matching, { address, log }: { address: MatchAddress; log: Logger }): Server {
  let waiting = 0;
  const calls: Readonly<Record<string, (input: unknown) => Promise<unknown>>> = {
    '/match': (input) => matching.match(input as MatchRequest),
    '/explain': (input) => matching.explain(input as readonly Pair[]),
    '/standing': () => matching.standing(),
    '/classify': (input) => matching.classify(input as ClassifyRequest),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = request.method === 'POST' ? calls[request.url ?? ''] : undefined;
    if (call === undefined) return say(response, 404, 'unknown');
    if ('token' in address && !isToken(request.headers.authorization, address.token))
      return say(response, 401, 'the token is missing or wrong');
    if (waiting >= MOST_WAITING) return say(response, 503, 'too many questions are waiting');
    waiting += 1;
    try {
      const body = await bodyOf(request);
      if (body === null) return say(response, 413, 'the question is too long');
      say(response, 200, toWire(await call(fromWire(body))));
    } catch (error) {
      // Whoever found that out has said so.
      if (isMatcherAway(error)) return say(response, 503, 'matching is away');
      log.error({ err: error, call: request.url }, 'matching failed');
      say(response, 500, 'matching failed');
    } finally {
      waiting -= 1;
    }
  };
  const server = createServer({ requestTimeout: REQUEST_MILLIS, headersTimeout: REQUEST_MILLIS }, (request, response) => {
    void answer(request, response);
  });
  return server;
}

function say(response: ServerResponse, status: number, text: string): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    'content-type': status === 200 ? 'application/json' : 'text/plain',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function isToken(given: string | undefined, token: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(`Bearer ${token}`)];
  return one.length === other.length && timingSafeEqual(one, other);
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BODY_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/**
 * Listens at the address. False when another matcher answers there already; the file of one that died is cleared away first.
 * Throws when listening fails for another reason.
 */
export async function listenAt(server: Server, address: MatchAddress): Promise<boolean> {
  // The name others call this machine by need not be one of its own; the token keeps strangers out.
  if (!('path' in address)) return listening(server, { port: address.port, ...(isIP(address.host) === 0 ? {} : { host: address.host }) });
  if (await listening(server, address)) {
    chmodSync(address.path, 0o600);
    return true;
  }
  if (await isAnswered(address.path)) return false;
  rmSync(address.path, { force: true });
  const listens = await listening(server, address);
  if (listens) chmodSync(address.path, 0o600);
  return listens;
}

function listening(server: Server, to: { path: string } | { host?: string; port: number }): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    server.once('error', onError);
    server.listen(to, () => {
      server.off('error', onError);
      resolve(true);
    });
  });
}

/** Whether somebody listens behind the file of a socket. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    const end = (answered: boolean) => (): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', end(true));
    socket.once('error', end(false));
  });
}
