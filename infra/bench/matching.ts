import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createDb, type Db } from '@ketnoi/db/database';
import { loadClassifications } from '@ketnoi/db/load-classifications';
import { migrate } from '@ketnoi/db/migrate';
import { unknownFacts } from '@ketnoi/matching/facts';
import { allDocuments } from '@ketnoi/search/all-documents';
import { createSearch } from '@ketnoi/search/create';
import { sql } from 'kysely';
import MiniSearch from 'minisearch';
import type { BenchListing } from './generate.ts';
import { fillVectors, realisticListings, rememberedQuestions } from './matching-stock.ts';
import { usage } from './measure.ts';
import { seedOurs } from './seed.ts';
import { freePort, startServer } from './servers.ts';
import { apiEnvironment, benchPostgres, firstCodes, freshDatabase, withDatabase } from './setting.ts';

const NAME = 'bench_matching';
const QUESTIONS = 300;
const KNOWN = 10;
/** The peer takes seconds a question at 100,000 rows. */
const PEER_QUESTIONS = 60;
const HOUR_MILLIS = 3_600_000;
const FIRST_PORT = 28_120;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

type Question = ReturnType<typeof rememberedQuestions>[number];
type Worker = { child: ChildProcess; socket: string; readySeconds: number; takenUp: boolean; stop: () => Promise<void> };

/** Starts the product's worker and waits until its matching index is there. */
async function startWorker(env: Record<string, string>): Promise<Worker> {
  const began = performance.now();
  const child = spawn(process.execPath, ['apps/api/src/worker.ts'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  child.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  while (!log.includes('matching index ready')) {
    if (log.includes('the matching thread ended')) throw new Error(`the matching thread ended: ${log.slice(-4000)}`);
    if (child.exitCode !== null) throw new Error(`the worker ended with code ${child.exitCode}: ${log.slice(-2000)}`);
    await sleep(20);
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  };
  const takenUp = log.includes('taken up from its snapshot');
  return { child, socket: join(env['KETNOI_DATA'] ?? '', 'match.sock'), readySeconds: (performance.now() - began) / 1000, takenUp, stop };
}

const NONE: never[] = [];
const REQUEST = { side: 'offer', limit: 20, hidden: NONE, taught: { liked: NONE, wrongTopic: NONE }, similar: false, filtered: true };

type Answer = { matches: { listingId: string }[]; limitations: string[] };

/** Asks the matcher as the api does. */
function ask(socket: string, { text, language }: Pick<Question, 'text' | 'language'>): Promise<Answer> {
  const none = { vi: null, en: null };
  const asking = { title: none, text: { ...none, [language]: text }, facts: unknownFacts('need'), listingId: null };
  const body = JSON.stringify({ ...REQUEST, asking, language: null, ranker: null });
  return new Promise((resolve, reject) => {
    const sent = request(
      { socketPath: socket, path: '/match', method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const said = Buffer.concat(parts).toString();
          if (response.statusCode === 200) resolve(JSON.parse(said) as Answer);
          else reject(new Error(`the matcher answered ${response.statusCode}: ${said}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

type Asked = { p50: number; p95: number; p99: number; found: number; mrr: number };

function summed(times: readonly number[], places: readonly number[]): Asked {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const mrr = places.reduce((sum, place) => sum + (place >= 0 && place < KNOWN ? 1 / (place + 1) : 0), 0) / places.length;
  const found = places.filter((place) => place >= 0 && place < KNOWN).length / places.length;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), found, mrr };
}

async function askAll(questions: readonly Question[], answer: (question: Question) => Promise<string[]> | string[]): Promise<Asked> {
  const [times, places]: [number[], number[]] = [[], []];
  for (const question of questions.slice(0, KNOWN)) await answer(question);
  for (const question of questions) {
    const began = performance.now();
    const ids = await answer(question);
    times.push(performance.now() - began);
    places.push(ids.indexOf(question.id));
  }
  return summed(times, places);
}

const askWorker =
  ({ socket }: Worker) =>
  async (question: Question): Promise<string[]> =>
    (await ask(socket, question)).matches.map(({ listingId }) => listingId);

type Stock = { db: Db; env: Record<string, string>; listings: { id: string; listing: BenchListing }[]; folder: string };

async function stockOf(rows: number): Promise<Stock & { drop: () => Promise<void> }> {
  const { urls } = await benchPostgres();
  await freshDatabase(urls.admin, NAME);
  await migrate({ url: withDatabase(urls.migrate, NAME) });
  const db = createDb({ url: withDatabase(urls.admin, NAME), statementTimeout: HOUR_MILLIS });
  await loadClassifications(db);
  const [sectors, provinces, fields] = await Promise.all([
    firstCodes(db, 'priority_sector', 12),
    firstCodes(db, 'province', 34),
    firstCodes(db, 'st_field', 100),
  ]);
  const began = performance.now();
  const { listings } = await seedOurs(db, realisticListings(rows, { sectors, provinces, fields }));
  await createSearch({ db, clock: { now: () => new Date() } }).rebuild(
    () => allDocuments(db),
    () => undefined,
  );
  say(`  ${rows} listings stored and searchable (${seconds(began)} s)`);
  await fillVectors(db, new Map(listings.map(({ id, listing }) => [id, listing])), () => undefined);
  say(`  vectors stored (${seconds(began)} s)`);
  const folder = mkdtempSync(join(tmpdir(), 'ketnoi-bench-matching-'));
  const env = { ...apiEnvironment(urls).over(NAME), KETNOI_DATA: folder, TRUSTED_PROXIES: '127.0.0.1' };
  const drop = async (): Promise<void> => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
    await freshDatabase(urls.admin, NAME);
  };
  return { db, env, listings, folder, drop };
}

const rssOf = ({ child }: Worker): number => usage(child.pid ?? 0, -1).rssMegabytes;

/** Milliseconds from the commit of a change in the index to the first answer that knows of it, ten times. */
async function changeToLive({ db, listings }: Stock, worker: Worker): Promise<number[]> {
  const times: number[] = [];
  for (const [at, { id }] of listings.slice(0, KNOWN).entries()) {
    const word = `zyxw${String.fromCharCode(97 + at).repeat(4)}`;
    await sql`update listing_public set detail = jsonb_set(detail::jsonb, '{texts,summary}', ${JSON.stringify({ vi: null, en: `${word} ${word} ${word}.` })}::jsonb)::json
      where listing_id = ${id}`.execute(db);
    await sql`update search_document set indexed_at = now() where listing_id = ${id}`.execute(db);
    const began = performance.now();
    while ((await ask(worker.socket, { text: word, language: 'en' })).matches[0]?.listingId !== id) await sleep(1);
    times.push(performance.now() - began);
  }
  return times;
}

type LoopDelay = { p50: number; p99: number; max: number };

/** The event loop of the api while it passes questions on, four at a time, for some seconds. */
async function apiLoop({ env, folder }: Stock, questions: readonly Question[]): Promise<LoopDelay> {
  const port = await freePort(FIRST_PORT);
  const file = join(folder, 'loop-delay.json');
  const preload = pathToFileURL(join(import.meta.dirname, 'loop-delay.ts')).href;
  const own = { ...env, PORT: String(port), BENCH_LOOP_DELAY: file, NODE_OPTIONS: `--import ${preload}`, LOG_LEVEL: 'warn' };
  const api = await startServer({ script: 'apps/api/src/main.ts', env: own, port, path: '/readyz' });
  const askApi = async (at: number): Promise<void> => {
    const { text, language } = questions[at % questions.length] as Question;
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.${at & 255}.${(at >> 8) & 255}.7` };
    const answer = await fetch(`${api.url}/api/match`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ text: text.slice(0, 4000), language, side: 'offer' }),
    });
    const said = (await answer.json()) as { limitations?: string[] };
    if (answer.status !== 200 || said.limitations?.includes('search_only'))
      throw new Error(`/api/match answered ${answer.status}: ${JSON.stringify(said).slice(0, 300)}`);
  };
  const ask400 = async (lane: number): Promise<void> => {
    for (let at = lane; at < 200; at += 4) await askApi(at);
  };
  await askApi(0);
  process.kill(api.pid, 'SIGUSR2');
  await sleep(300);
  await Promise.all([0, 1, 2, 3].map(ask400));
  process.kill(api.pid, 'SIGUSR2');
  await sleep(300);
  await api.stop();
  return JSON.parse(readFileSync(file, 'utf8')) as LoopDelay;
}

async function peerAsked(
  listings: Stock['listings'],
  questions: readonly Question[],
): Promise<Asked & { build: number; megabytes: number }> {
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const peer = new MiniSearch({ fields: ['title', 'text'], idField: 'id' });
  peer.addAll(listings.map(({ id, listing }) => ({ id, title: listing.title, text: `${listing.summary} ${listing.description}` })));
  const build = (performance.now() - began) / 1000;
  const megabytes = (process.memoryUsage().rss - before) / 1_048_576;
  const asked = await askAll(questions, ({ text }) =>
    peer
      .search(text, { combineWith: 'OR' })
      .slice(0, 20)
      .map(({ id }) => String(id)),
  );
  return { ...asked, build, megabytes };
}

const line = (name: string, { p50, p95, p99, found, mrr }: Asked): string =>
  `${name.padEnd(26)}${[p50, p95, p99].map((millis) => `${millis.toFixed(1)} ms`.padStart(11)).join('')}${found.toFixed(3).padStart(10)}${mrr.toFixed(3).padStart(10)}`;

type Gate = { name: string; measured: number; most: number; unit: string };

/** `npm run bench -- matching [--rows N]`: the matching index over so many realistic listings, beside MiniSearch on the same rows. */
export async function benchMatching({ rows }: { rows: number }): Promise<boolean> {
  say(`matching: ${rows} listings`);
  const stock = await stockOf(rows);
  try {
    const questions = rememberedQuestions(stock.listings, QUESTIONS);
    const first = await startWorker(stock.env);
    say(`  read from the database in ${first.readySeconds.toFixed(1)} s`);
    // The first snapshot is written once the index is there.
    await sleep(Math.max(3000, rows / 10));
    await first.stop();
    const worker = await startWorker(stock.env);
    const memory = rssOf(worker);
    const withEncoder = await askAll(questions, askWorker(worker));
    const loop = await apiLoop(stock, questions);
    const live = Math.max(...(await changeToLive(stock, worker)));
    await worker.stop();
    const plain = await startWorker({ ...stock.env, MATCH_ENCODER: '0' });
    const without = await askAll(questions, askWorker(plain));
    await plain.stop();
    say(
      `\n${''.padEnd(26)}${['p50', 'p95', 'p99'].map((name) => name.padStart(11)).join('')}${'found@10'.padStart(10)}${'MRR@10'.padStart(10)}`,
    );
    say(line('with encoder', withEncoder));
    say(line('without encoder', without));
    const peer = await peerAsked(stock.listings, questions.slice(0, PEER_QUESTIONS));
    say(line('MiniSearch', peer));
    say(
      `ratio of p95 to MiniSearch: ${(withEncoder.p95 / peer.p95).toFixed(2)} with encoder, ${(without.p95 / peer.p95).toFixed(2)} without`,
    );
    say(
      `MiniSearch: built in ${peer.build.toFixed(1)} s, ${peer.megabytes.toFixed(0)} MB; ours taken up in ${worker.readySeconds.toFixed(1)} s (snapshot: ${worker.takenUp})`,
    );
    say(`api event loop while matching: p50 ${loop.p50.toFixed(1)} ms, p99 ${loop.p99.toFixed(1)} ms, longest ${loop.max.toFixed(1)} ms\n`);
    return gated([
      { name: 'p95 with encoder', measured: withEncoder.p95, most: 80, unit: 'ms' },
      { name: 'p99 with encoder', measured: withEncoder.p99, most: 150, unit: 'ms' },
      { name: 'p95 without encoder', measured: without.p95, most: 50, unit: 'ms' },
      { name: 'memory of the worker, encoder and index', measured: memory, most: 1536, unit: 'MB' },
      { name: 'start from the snapshot', measured: worker.takenUp ? worker.readySeconds : Infinity, most: 20, unit: 's' },
      { name: 'one changed listing live', measured: live, most: 100, unit: 'ms' },
      { name: 'event loop of the api, p99', measured: loop.p99, most: 20, unit: 'ms' },
    ]);
  } finally {
    await stock.drop();
  }
}

function gated(gates: readonly Gate[]): boolean {
  for (const { name, measured, most, unit } of gates)
    say(`${measured <= most ? 'ok    ' : 'MISSED'} ${name.padEnd(42)} ${measured.toFixed(1).padStart(9)} ${unit}, at most ${most}`);
  return gates.every(({ measured, most }) => measured <= most);
}
