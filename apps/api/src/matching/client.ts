import { Agent, request as httpRequest, type RequestOptions } from 'node:http';
import type { Matching } from './port.ts';
import { fromWire, toWire } from './wire.ts';

/** Where a matcher is listened for: a socket in the data folder, or an address of another machine with the token it wants. */
export type MatchAddress = { path: string } | { host: string; port: number; token: string };

/** Milliseconds after which whoever asks goes on without an answer. */
const LIMITS = { match: 4000, explain: 8000, standing: 1000, classify: 4000 } as const;
const MOST_ANSWER_BYTES = 16 * 1024 * 1024;

const NAME = 'MatcherAway';

/** Says that no matcher answers; the cause says why. */
export function matcherAway(cause: unknown): Error {
  const error = new Error('the matcher does not answer', { cause });
  error.name = NAME;
  return error;
}

export const isMatcherAway = (error: unknown): boolean => error instanceof Error && error.name === NAME;

/** Matching as another process does it. Every call throws an error of the name `MatcherAway` when none answers in time. */
export function matchClient(address: MatchAddress): Matching {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const ask = async <Name extends keyof Matching>(name: Name, input: unknown): Promise<Awaited<ReturnType<Matching[Name]>>> => {
    try {
      const text = await post({ agent, address }, { path: `/${name}`, body: toWire(input), millis: LIMITS[name] });
      return fromWire(text) as Awaited<ReturnType<Matching[Name]>>;
    } catch (error) {
      throw matcherAway(error);
    }
  };
  return {
    match: (request) => ask('match', request),
    explain: (pairs) => ask('explain', pairs),
    standing: () => ask('standing', {}),
    classify: (request) => ask('classify', request),
  };
}

type Place = { agent: Agent; address: MatchAddress };

function post({ agent, address }: Place, { path, body, millis }: { path: string; body: string; millis: number }): Promise<string> {
  const to: RequestOptions = 'path' in address ? { socketPath: address.path } : { host: address.host, port: address.port };
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...('token' in address ? { authorization: `Bearer ${address.token}` } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ ...to, agent, path, method: 'POST', headers, signal: AbortSignal.timeout(millis) }, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MOST_ANSWER_BYTES) request.destroy(new Error('the answer is too long'));
        parts.push(part);
      });
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`the matcher answered ${response.statusCode}: ${text.slice(0, 200)}`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
