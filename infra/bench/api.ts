/**
 * `npm run bench -- api`: our API with everything on against reference server B, in interleaved rounds over the same 20,000 listings in the
 * same PostgreSQL. The figure is CPU milliseconds a request, server process tree plus PostgreSQL; the gates are paired medians of ratios.
 */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { createDb } from '@ketnoi/db/database';
import { contentOf } from './seed.ts';
import { seeded } from './generate.ts';
import { median } from './measure.ts';
import { prepare, type Setting } from './setting.ts';
import { runLoad, type Request, type Result } from './runs.ts';
import { startServer, type Server } from './servers.ts';
import { accessToken } from './token.ts';

type Scenario = 'list' | 'one' | 'create';
type Contender = { name: 'ours' | 'B'; server: Server; requests: Record<Scenario, Request[]> };

const GATES: Record<Scenario, { gate: number; aim: number }> = {
  list: { gate: 2, aim: 1.4 },
  one: { gate: 2.5, aim: 1.8 },
  create: { gate: 2.5, aim: 1.8 },
};
const SCENARIOS = Object.keys(GATES) as Scenario[];
const OURS_PORT = 4810;
const REFERENCE_PORT = 4811;
const CONNECTIONS = 10;

const json = { 'content-type': 'application/json' };

/** Next-page addresses need the cursor of the page before: asked for once, as a reader would have. */
async function pageTwo(url: string, headers: Record<string, string>): Promise<string | null> {
  const answer = (await (await fetch(url, { headers })).json()) as { next: string | null };
  return answer.next;
}

async function oursRequests(setting: Setting, server: Server, auths: Record<string, string>[]): Promise<Contender['requests']> {
  const random = seeded(7);
  const pick = () => setting.ours.listings[Math.floor(random() * setting.ours.listings.length)] as Setting['ours']['listings'][number];
  const someone = (): Record<string, string> => auths[Math.floor(random() * auths.length)] ?? {};
  const list: Request[] = [];
  while (list.length < 500) {
    const { listing } = pick();
    const auth = someone();
    const path = `/api/listings?sector=${listing.sector}&province=${listing.province}`;
    const cursor = random() < 0.9 ? null : await pageTwo(server.url + path, auth);
    list.push({ method: 'GET', path: cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`, headers: auth });
  }
  const one: Request[] = [];
  while (one.length < 500) {
    const { id, listing } = pick();
    if (listing.published) one.push({ method: 'GET', path: `/api/listings/${id}`, headers: someone() });
  }
  const create = setting.listings.slice(0, 100).map((listing) => ({
    method: 'POST',
    path: '/api/listings',
    headers: { ...someone(), ...json },
    body: JSON.stringify({ side: 'offer', kind: listing.kind, ...contentOf(listing) }),
  }));
  return { list, one, create };
}

function referenceRequests(setting: Setting): Contender['requests'] {
  const random = seeded(7);
  const pick = () => setting.listings[Math.floor(random() * setting.listings.length)] as Setting['listings'][number];
  const list = Array.from({ length: 500 }, () => {
    const one = pick();
    return { method: 'GET', path: `/pg/list?sector=${one.sector}&province=${one.province}&page=${random() < 0.9 ? 1 : 2}` };
  });
  const one: Request[] = [];
  while (one.length < 500) {
    const listing = pick();
    if (listing.published) one.push({ method: 'GET', path: `/pg/one/${listing.n}` });
  }
  const create = setting.listings.slice(0, 100).map((it) => ({
    method: 'POST',
    path: '/pg/create',
    headers: { authorization: 'Bearer bench-token', ...json },
    body: JSON.stringify({
      type: it.kind,
      title: it.title,
      summary: it.summary,
      description: it.description,
      sector: it.sector,
      province: it.province,
      trl: it.trl,
      ip_status: it.ipStatus,
      organisation_id: it.organisation,
      price: String(it.price),
    }),
  }));
  return { list, one, create };
}

function run(contender: Contender, scenario: Scenario, given: { seconds: number; postmaster: number }): Promise<Result> {
  return runLoad(contender.server, {
    name: `${contender.name} ${scenario}`,
    requests: contender.requests[scenario],
    connections: CONNECTIONS,
    duration: given.seconds,
    postmaster: given.postmaster,
    keyed: contender.name === 'ours' && scenario === 'create',
  });
}

/** Rows written by a create round are taken away, so that each round meets the same tables. */
async function clean(setting: Setting): Promise<void> {
  const db = createDb({ url: setting.ours.adminUrl, statementTimeout: 120_000 });
  await sql`truncate idempotency_key`.execute(db);
  await sql`delete from pgboss.job_common`.execute(db);
  await db.destroy();
}

function print(results: Map<string, Result[]>): boolean {
  const of = (name: string, scenario: Scenario): Result[] => results.get(`${name} ${scenario}`) ?? [];
  const fixed = (value: number, digits = 2): string => value.toFixed(digits).padStart(8);
  let passed = true;
  process.stdout.write('\nscenario  who     req/s      p50      p99   server       pg  CPU sum    bytes   RSS MB\n');
  for (const scenario of SCENARIOS) {
    for (const name of ['B', 'ours']) {
      const rows = of(name, scenario);
      const middle = (pick: (one: Result) => number): number => median(rows.map(pick));
      process.stdout.write(
        `${scenario.padEnd(9)} ${name.padEnd(5)}${fixed(
          middle((r) => r.perSecond),
          0,
        )} ${fixed(middle((r) => r.p50))} ${fixed(middle((r) => r.p99))} ${fixed(
          middle((r) => r.server),
          3,
        )} ${fixed(
          middle((r) => r.postgres),
          3,
        )} ${fixed(
          middle((r) => r.server + r.postgres),
          3,
        )} ${fixed(
          middle((r) => r.bytes),
          0,
        )} ${fixed(
          middle((r) => r.rss),
          0,
        )}\n`,
      );
    }
  }
  process.stdout.write('\nscenario  CPU ours : B (paired median, range)   req/s B : ours   gate   aim\n');
  for (const scenario of SCENARIOS) {
    const [ours, reference] = [of('ours', scenario), of('B', scenario)];
    const ratios = ours.map(
      (one, round) => (one.server + one.postgres) / ((reference[round]?.server ?? 0) + (reference[round]?.postgres ?? 0)),
    );
    const slower = median(ours.map((one, round) => (reference[round]?.perSecond ?? 0) / one.perSecond));
    const ratio = median(ratios);
    const { gate, aim } = GATES[scenario];
    passed &&= ratio <= gate;
    process.stdout.write(
      `${scenario.padEnd(9)} ${fixed(ratio)}  [${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}]                 ${fixed(slower)}     ${gate.toFixed(1)}   ${aim.toFixed(1)}   ${ratio <= aim ? 'aim met' : ratio <= gate ? 'gate met' : 'MISSED'}\n`,
    );
  }
  return passed;
}

/** @returns true when every gate is met. */
export async function benchApi(options: { rounds: number; seconds: number; warmUp: number; count: number }): Promise<boolean> {
  process.stdout.write(`preparing ${options.count} listings in both databases\n`);
  const setting = await prepare(options.count);
  const pem = readFileSync(setting.keyFile, 'utf8');
  const auths = setting.ours.editors.map((editor) => ({ authorization: `Bearer ${accessToken(pem, editor)}` }));
  const server = await startServer({
    script: 'apps/api/src/main.ts',
    env: { ...setting.ours.env, PORT: String(OURS_PORT) },
    port: OURS_PORT,
    path: '/readyz',
  });
  const reference = await startServer({
    script: 'infra/bench/reference-server.ts',
    args: [setting.reference.url, String(REFERENCE_PORT)],
    env: {},
    port: REFERENCE_PORT,
    path: `/pg/one/${setting.listings.find((one) => one.published)?.n ?? 1}`,
  });
  const contenders: Contender[] = [
    { name: 'ours', server, requests: await oursRequests(setting, server, auths) },
    { name: 'B', server: reference, requests: referenceRequests(setting) },
  ];
  const results = new Map<string, Result[]>();
  try {
    for (const scenario of SCENARIOS)
      for (const one of contenders) await run(one, scenario, { seconds: options.warmUp, postmaster: setting.postmaster });
    for (let round = 0; round < options.rounds; round += 1) {
      for (const scenario of SCENARIOS) {
        for (const one of contenders) {
          const result = await run(one, scenario, { seconds: options.seconds, postmaster: setting.postmaster });
          results.set(`${one.name} ${scenario}`, [...(results.get(`${one.name} ${scenario}`) ?? []), result]);
          process.stdout.write(
            `round ${round + 1} ${scenario} ${one.name}: ${result.perSecond.toFixed(0)} req/s, CPU ${(result.server + result.postgres).toFixed(3)} ms\n`,
          );
        }
        if (scenario === 'create') await clean(setting);
      }
    }
  } finally {
    await server.stop();
    await reference.stop();
    await setting.postgres.stop();
  }
  return print(results);
}
