import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient, type Client } from './client.ts';
import { openHouse } from './house.ts';
import { trustedOwners } from './people.ts';
import { openSides } from './sides.ts';
import { offer, word } from './storm.ts';

/** Listings are hidden one after the other while others search: whatever is asked after a hiding was answered must not tell of it. */
export type FlipsDrill = { flips: number; readers: number; port: number; say: (line: string) => void };

type Flip = { id: string; version: number; word: string; hiddenAt: number };
type Reading = { path: string; began: number; ended: number; words: ReadonlySet<string> };
export type FlipsReport = { flips: number; readings: number; crossed: number; seconds: number; complaints: string[] };

const OWNERS = 4;
const PATIENCE_MILLIS = 60_000;
const TOLD = encodeURIComponent('diễn tập');
const PATHS = [
  `/api/search?q=${TOLD}&limit=100`,
  '/api/search?sort=newest&limit=100',
  `/api/search?q=${TOLD}&sort=expiring&facets=kind,sector&limit=20`,
  '/api/listings?limit=100',
  `/api/suggest?q=${encodeURIComponent('diễn t')}`,
  `/feeds/listings.atom?q=${TOLD}`,
  '/embed/listings',
];

async function publish(client: Client): Promise<Flip> {
  const token = word();
  const created = await client.send({ method: 'POST', path: '/api/listings', body: offer(token) }, true);
  const id = String(created.body['id']);
  const submit = { method: 'POST' as const, path: `/api/listings/${id}/submit`, version: Number(created.body['version']) };
  const handedIn = await client.send(submit, true);
  if (handedIn.outcome !== 'ok') throw new Error(`nothing can be published: ${handedIn.status} ${JSON.stringify(handedIn.body)}`);
  return { id, version: Number(handedIn.body['version']), word: token, hiddenAt: Infinity };
}

async function stockUp(clients: readonly Client[], count: number): Promise<Flip[][]> {
  const stocks = clients.map((): Flip[] => []);
  const share = Math.ceil(count / clients.length);
  await Promise.all(
    clients.map(async (client, at) => {
      for (let n = 0; n < share; n += 1) stocks[at]?.push(await publish(client));
    }),
  );
  return stocks;
}

/** Hides what one owner has, the newest first: it stands first on every page. */
async function hideAll(client: Client, stock: readonly Flip[]): Promise<string[]> {
  const failed: string[] = [];
  for (const [at, flip] of stock.toReversed().entries()) {
    const act = at % 2 === 0 ? 'withdraw' : 'hold';
    const answer = await client.send({ method: 'POST', path: `/api/listings/${flip.id}/${act}`, version: flip.version }, false);
    if (answer.outcome === 'ok') flip.hiddenAt = performance.now();
    else failed.push(`${act} answered ${answer.status}`);
  }
  return failed;
}

async function read(address: string, path: string): Promise<Reading> {
  const began = performance.now();
  const response = await fetch(address + path);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 200)}`);
  return { path, began, ended: performance.now(), words: new Set(text.match(/zq[a-z]{9}/gu)) };
}

async function indexed(adminUrl: string, ids: readonly string[]): Promise<void> {
  const sides = await openSides(adminUrl, null, '');
  const deadline = Date.now() + PATIENCE_MILLIS;
  while ((await sides.found(ids)).postgresql.length < ids.length) {
    if (Date.now() > deadline) throw new Error('what was published is not indexed after a minute');
    await sleep(100);
  }
  await sides.close();
}

/** Answers that began after a hiding was acknowledged and still tell of it; and how many were on their way meanwhile. */
export function judge(flips: readonly Flip[], readings: readonly Reading[]): { late: string[]; crossed: number } {
  const late: string[] = [];
  let crossed = 0;
  const byWord = new Map(flips.map((flip) => [flip.word, flip.hiddenAt]));
  for (const { path, began, ended, words } of readings) {
    const hidden = [...words].map((one) => byWord.get(one) ?? Infinity);
    if (hidden.some((at) => at > began && at < ended)) crossed += 1;
    for (const at of hidden.filter((one) => one <= began))
      late.push(`${path} told of what was hidden ${Math.round(began - at)} ms before it was asked`);
  }
  return { late, crossed };
}

/** Publishes so many listings and hides each while the readers go round every place where they are told of. */
export async function flipsDrill({ flips: count, readers, port, say }: FlipsDrill): Promise<FlipsReport> {
  const folder = mkdtempSync(join(tmpdir(), 'ketnoi-drill-'));
  const house = await openHouse({ folder, port });
  try {
    const clients = (await trustedOwners(house.urls.admin, OWNERS)).map((person) => openClient(house.address, person));
    const stocks = await stockUp(clients, count);
    const flips = stocks.flat();
    await indexed(
      house.urls.admin,
      flips.map((flip) => flip.id),
    );
    say(`  ${flips.length} listings are shown; hiding them while ${readers} read`);
    const started = performance.now();
    const readings: Reading[] = [];
    let isOver = false;
    const reading = Array.from({ length: readers }, async (_one, from) => {
      for (let n = from; !isOver; n += 1) readings.push(await read(house.address, PATHS[n % PATHS.length] ?? ''));
    });
    const failed = (await Promise.all(clients.map((client, at) => hideAll(client, stocks[at] ?? [])))).flat();
    isOver = true;
    await Promise.all(reading);
    for (const path of PATHS) readings.push(await read(house.address, path));
    const { late, crossed } = judge(flips, readings);
    const idle = crossed === 0 ? ['no answer was on its way while something was hidden: nothing was put to the test'] : [];
    const seconds = (performance.now() - started) / 1000;
    return { flips: flips.length, readings: readings.length, crossed, seconds, complaints: [...failed, ...late, ...house.deaths, ...idle] };
  } finally {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export function printFlips({ flips, readings, crossed, seconds, complaints }: FlipsReport, say: (line: string) => void): void {
  say(`  ${flips} listings hidden in ${seconds.toFixed(1)} s against ${readings} answers, ${crossed} of them on their way at a hiding`);
  say(`  answers that were asked for after a hiding and told of it: ${complaints.filter((one) => one.includes(' told of ')).length}`);
}
