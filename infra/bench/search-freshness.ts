import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ListingId } from '@ketnoi/domain/ids';
import pg from 'pg';
import type { Stock } from './search-setting.ts';
import type { Server } from './servers.ts';

export type Freshness = { changes: number; perSecond: number; p50: number; p95: number; most: number };

const PER_SECOND = 50;
const LOOK_MILLIS = 10;
const PATIENCE_MILLIS = 60_000;

type Held = { id: ListingId; headers: Record<string, string>; etag: string };

async function act(server: Server, { id, headers, etag }: Held, what: 'hold' | 'resume'): Promise<Held> {
  const answer = await fetch(`${server.url}/api/listings/${id}/${what}`, {
    method: 'POST',
    headers: { ...headers, 'if-match': etag, 'idempotency-key': `bench-${what}-${id}` },
  });
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
  return { id, headers, etag: answer.headers.get('etag') ?? '' };
}

/** Published listings of the people who can sign in, each person in turn, with their texts where a publication reads them. */
async function publishedOf(stock: Stock, client: pg.Client, wanted: number): Promise<Held[]> {
  const own = stock.seeded.listings.filter(({ listing }) => listing.published && listing.organisation < stock.auths.length);
  const chosen = own.slice(0, wanted);
  // The versions were frozen without their texts: published listings are seeded as their projection alone.
  await client.query('set session_replication_role = replica');
  await client.query(
    `insert into listing_text (version_id, block, language, original, status, text)
     select p.version_id, block.key, said.key, true, 'own', said.value from listing_public p,
       json_each(p.detail -> 'texts') as block, json_each_text(block.value) as said
     where p.listing_id = any ($1::uuid[]) and said.value is not null`,
    [chosen.map(({ id }) => id)],
  );
  await client.query('reset session_replication_role');
  const { rows } = await client.query<{ id: ListingId; version: number }>('select id, version from listing where id = any ($1::uuid[])', [
    chosen.map(({ id }) => id),
  ]);
  const versions = new Map(rows.map((row) => [row.id, row.version]));
  return chosen.map(({ id, listing }) => ({ id, headers: stock.auths[listing.organisation] ?? {}, etag: `"${versions.get(id) ?? 1}"` }));
}

async function searchable(client: pg.Client, ids: readonly ListingId[]): Promise<ListingId[]> {
  const { rows } = await client.query<{ id: ListingId }>({
    name: 'searchable',
    text: 'select listing_id as id from search_document where listing_id = any ($1::uuid[])',
    values: [ids],
  });
  return rows.map((row) => row.id);
}

/** Publishes at a steady pace; @returns for each the milliseconds from the answer to its commit until a search could find it. */
async function publishAndWatch(server: Server, client: pg.Client, held: readonly Held[]): Promise<number[]> {
  const since = new Map<ListingId, number>();
  const took: number[] = [];
  const began = performance.now();
  let failure: unknown = null;
  const publishing = Promise.all(
    held.map(async (one, at) => {
      await sleep((at * 1000) / PER_SECOND);
      await act(server, one, 'resume');
      since.set(one.id, performance.now());
    }),
  ).catch((error: unknown) => {
    failure = error;
  });
  while (took.length < held.length) {
    if (failure !== null) throw new Error('a publication failed', { cause: failure });
    const found = since.size === 0 ? [] : await searchable(client, [...since.keys()]);
    for (const id of found) {
      took.push(performance.now() - (since.get(id) ?? 0));
      since.delete(id);
    }
    if (performance.now() - began > (held.length * 1000) / PER_SECOND + PATIENCE_MILLIS)
      throw new Error(`${since.size} never became searchable`);
    await sleep(LOOK_MILLIS);
  }
  await publishing;
  return took;
}

/** Fifty publications a second through the API, with api and worker as in production, until each can be found. */
export async function freshness(stock: Stock, server: Server, seconds: number): Promise<Freshness> {
  const client = new pg.Client({ connectionString: stock.adminUrl });
  await client.connect();
  const worker = spawn(process.execPath, ['apps/api/src/worker.ts'], {
    env: { ...process.env, ...stock.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const published = await publishedOf(stock, client, seconds * PER_SECOND);
    const held: Held[] = [];
    for (const one of published) held.push(await act(server, one, 'hold'));
    await sleep(2000);
    if (worker.exitCode !== null) throw new Error(`the worker ended with code ${worker.exitCode}`);
    const took = (await publishAndWatch(server, client, held)).toSorted((one, other) => one - other);
    const quantile = (q: number): number => took[Math.min(took.length - 1, Math.floor(q * took.length))] ?? Number.NaN;
    return { changes: took.length, perSecond: PER_SECOND, p50: quantile(0.5), p95: quantile(0.95), most: quantile(1) };
  } finally {
    if (worker.exitCode === null) {
      worker.kill('SIGTERM');
      await once(worker, 'exit');
    }
    await client.end();
  }
}
