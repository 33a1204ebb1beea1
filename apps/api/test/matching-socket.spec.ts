import { writeFileSync } from 'node:fs';
import { createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { matchAddress } from '../src/matching/address.ts';
import { isMatcherAway, matchClient, type MatchAddress } from '../src/matching/client.ts';
import { hostMatching } from '../src/matching/host.ts';
import type { Matching, MatchRequest } from '../src/matching/port.ts';
import { listenAt, matchServer } from '../src/matching/server.ts';
import { fromWire, toWire } from '../src/matching/wire.ts';
import { askedFor } from './support/asked-for.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeOffer, published } from './support/listings.ts';
import { unreadHere } from './support/matching.ts';

const silent = pino({ level: 'silent' });
const WAIT = { timeout: 20_000, interval: 50 };

let world: World;
let listingId = '';
let address: MatchAddress;
const running: { stop: AbortController; ended: Promise<void> }[] = [];

beforeAll(async () => {
  world = await testWorld();
  const organisation = await given.organisation(world);
  const people = { writer: await given.person(world, { organisation }), moderator: await given.person(world, { grant: 'moderator' }) };
  const texts = { title: both('Máy bóc lụa chuối hột', 'Banana fibre stripper'), summary: both('Bóc lụa.', 'Strips fibre.') };
  listingId = (await published(world, people, completeOffer({ texts }))).id;
  await drain(world);
  address = matchAddress(world.ctx.config, world.ctx.keys);
});
afterEach(async () => {
  for (const { stop } of running) stop.abort();
  await Promise.all(running.splice(0).map(({ ended }) => ended));
});
afterAll(() => world.close());

/** A worker's matching thread; it is stopped after the spec. */
function host(): AbortController {
  const stop = new AbortController();
  const data = {
    databaseUrl: world.ctx.config.databaseWorkerUrl,
    address,
    logLevel: 'silent',
    encoder: false,
    dataFolder: world.ctx.config.dataFolder,
  };
  running.push({ stop, ended: hostMatching(data, { log: silent, signal: stop.signal }) });
  return stop;
}

const question = (vi: string): MatchRequest => {
  const request = askedFor({ vi });
  const { facts } = request.asking;
  const amount = { min: null, max: 90_000_000_000n, currency: 'VND' } as const;
  return { ...request, asking: { ...request.asking, facts: { ...facts, amount, publishedAt: new Date() } } };
};

async function ready(matching: Matching): Promise<void> {
  await vi.waitFor(async () => expect((await matching.standing()).ready).toBe(true), WAIT);
}

describe('the matcher behind its socket', () => {
  it('answers from the thread of a worker, and another worker takes over when the first is gone', async () => {
    const client = matchClient(address);
    const first = host();
    await ready(client);
    const answer = await client.match(question('máy bóc lụa chuối hột'));
    expect(answer.matches[0]?.listingId).toBe(listingId);
    expect(answer.limitations).not.toContain('loading');
    const second = host();
    first.abort();
    await ready(client);
    expect((await client.match(question('máy bóc lụa chuối hột'))).matches[0]?.listingId).toBe(listingId);
    second.abort();
  });

  it('clears away the socket of a worker that died', async () => {
    if (!('path' in address)) throw new Error('the spec needs a path');
    writeFileSync(address.path, '');
    host();
    await ready(matchClient(address));
    expect((await matchClient(address).standing()).listings).toBe(1);
  });

  it('is away where nobody listens, where nobody answers in time, and where the answer is no answer', async () => {
    const failure = async (matching: Matching): Promise<unknown> => matching.standing().catch((error: unknown) => error);
    expect(isMatcherAway(await failure(matchClient({ path: join(world.ctx.config.dataFolder, 'nobody.sock') })))).toBe(true);
    const path = join(world.ctx.config.dataFolder, 'mute.sock');
    const mute = createSocketServer((socket) => socket.on('error', () => undefined)).listen(path);
    expect(isMatcherAway(await failure(matchClient({ path })))).toBe(true);
    mute.close();
    const babble = join(world.ctx.config.dataFolder, 'babble.sock');
    const babbler = createSocketServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n{"x":')).listen(babble);
    expect(isMatcherAway(await failure(matchClient({ path: babble })))).toBe(true);
    babbler.close();
  });

  it('lets in over the network only who shares the secret, and takes no endless question', async () => {
    const config = readConfig({ DATABASE_URL: 'postgres://localhost/none', MATCH_SOCKET: '127.0.0.1:28101' });
    const known = matchAddress(config, world.ctx.keys);
    const stranger = matchAddress(config, { ...world.ctx.keys, secrets: ['another secret of thirty-two bytes!'] });
    const server = matchServer(world.ctx.matching, { address: known, log: silent });
    expect(await listenAt(server, known)).toBe(true);
    expect((await matchClient(known).match(question('máy bóc lụa chuối hột'))).matches[0]?.listingId).toBe(listingId);
    await expect(matchClient(stranger).standing()).rejects.toThrow('does not answer');
    await expect(matchClient(known).match(question('x'.repeat(2_000_000)))).rejects.toThrow('does not answer');
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it('says that it is loading while it reads', async () => {
    const matching = unreadHere(world.ctx);
    expect(await matching.match(question('máy'))).toMatchObject({
      matches: [],
      considered: 0,
      limitations: ['loading', 'no_encoder', 'no_static_vectors'],
    });
    expect(await matching.explain([{ needId: listingId, offerId: listingId }])).toEqual([]);
    expect(await matching.standing()).toMatchObject({ ready: false });
  });

  it('is started again when its thread ends', async () => {
    const deaths: unknown[] = [];
    const stop = new AbortController();
    const log = { error: (said: object) => deaths.push(said) };
    const data = { databaseUrl: '', address, logLevel: 'no such level', encoder: false, dataFolder: '' };
    running.push({ stop, ended: hostMatching(data, { log, signal: stop.signal }) });
    const restarts = (): number => deaths.filter((said) => Object.hasOwn(said as object, 'pause')).length;
    await vi.waitFor(() => expect(restarts()).toBeGreaterThan(1), WAIT);
  });
});

describe('what travels over the socket', () => {
  it('arrives as it was sent, amounts and times included', () => {
    const sent = question('tiếng Việt có dấu, "$amount", 🐟');
    expect(fromWire(toWire(sent))).toEqual(sent);
  });
});
