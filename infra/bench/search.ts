/**
 * `npm run bench -- search`: our search with everything on, over half Vietnamese and half English listings at two sizes, in interleaved rounds
 * beside the reference server and a peer from npm; then what grows with the listings, the rebuild, and how soon a publication is found.
 */
import { planQuery } from '@ketnoi/language/query';
import { shippedTables } from '@ketnoi/search/tables';
import { installPeer, isPeerInstalled, PEER_NAME, peerServer } from './peer.ts';
import { runLoad, type Load, type Request } from './runs.ts';
import { freshness } from './search-freshness.ts';
import { rebuildPostgres, rebuildStandIn } from './search-rebuild.ts';
import {
  drawQueries,
  oursRequests,
  peerRequests,
  referenceRequests,
  SCENARIOS,
  type Queries,
  type Scenario,
  type Typed,
} from './search-requests.ts';
import { prepareSearch, type SearchSetting, type Stock } from './search-setting.ts';
import { report, type Measured, type Row, type Who } from './search-table.ts';
import { freePort, startServer, type Server } from './servers.ts';
import { benchPostgres } from './setting.ts';

export type SearchOptions = { rows: string; rounds: number; seconds: number; warmUp: number; peer: boolean };

type Contender = { rows: number; who: Who; server: Server; requests: Partial<Record<Scenario, Request[]>> };

const SIZES: Readonly<Record<string, readonly number[]>> = { both: [20_000, 200_000] };
const FIRST_PORT = 47_300;
/** From here on a figure is one; below, everything is only tried. */
const SMALL = 20_000;
const SMALL_SECONDS = 2;
const SMALL_WARM_UP = 1;
/** A request of the peer reads every row: so many are asked for in a round, at 20,000 listings and above. */
const PEER_REQUESTS = { small: 30, large: 10 };
const RUNS: readonly { scenario: Scenario; connections: number }[] = [
  ...SCENARIOS.map((scenario) => ({ scenario, connections: 2 })),
  { scenario: 'one word', connections: 10 },
  { scenario: 'suggest', connections: 10 },
];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function sizesOf(rows: string): readonly number[] {
  const sizes = SIZES[rows] ?? [Number(rows)];
  if (sizes.some((size) => !Number.isInteger(size) || size < 1000)) throw new Error('--rows: a number from 1000 up, or "both"');
  return sizes;
}

/** Starts the servers of every stock, each as soon as it can be, into `started`, so that what started is stopped when another fails. */
async function start(stocks: readonly Stock[], queries: Queries, started: Contender[]): Promise<void> {
  let port = FIRST_PORT;
  const next = async (): Promise<number> => {
    port = await freePort(port + 1);
    return port;
  };
  for (const stock of stocks) {
    const { rows, env, referenceUrl, peerUrl } = stock;
    const own = await next();
    const ours = { script: 'apps/api/src/main.ts', env: { ...env, PORT: String(own) }, port: own, path: '/readyz' };
    started.push({ rows, who: 'ours', server: await startServer(ours), requests: oursRequests(stock, queries) });
    const other = await next();
    const reference = {
      script: 'infra/bench/reference-server.ts',
      args: [referenceUrl, String(other)],
      env: {},
      port: other,
      path: '/static/list',
    };
    started.push({ rows, who: 'B', server: await startServer(reference), requests: referenceRequests(queries) });
    if (peerUrl === null) continue;
    started.push({ rows, who: 'P', server: await startServer(peerServer(peerUrl, await next())), requests: peerRequests(queries) });
  }
}

function loadOf({ who, rows }: Contender, seconds: number): Pick<Load, 'duration' | 'amount'> {
  if (who !== 'P') return { duration: seconds };
  return { amount: rows > SMALL ? PEER_REQUESTS.large : PEER_REQUESTS.small };
}

async function rounds(contenders: readonly Contender[], options: SearchOptions, postmaster: number): Promise<Row[]> {
  const rows: Row[] = RUNS.flatMap(({ scenario, connections }) =>
    contenders
      .filter((one) => one.requests[scenario] !== undefined && (connections === 2 || one.who === 'ours'))
      .map((one): Row => ({ rows: one.rows, who: one.who, scenario, connections, results: [] })),
  );
  const run = async (row: Row, seconds: number) => {
    const one = contenders.find(({ rows: size, who }) => size === row.rows && who === row.who) as Contender;
    const { scenario, connections } = row;
    const name = `${row.rows} listings, ${scenario}, ${row.who}`;
    return runLoad(one.server, { name, requests: one.requests[scenario] ?? [], connections, postmaster, ...loadOf(one, seconds) });
  };
  for (const row of rows) if (row.connections === 2) await run(row, options.warmUp);
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const row of rows) {
      const result = await run(row, options.seconds);
      row.results.push(result);
      const spent = (result.server + result.postgres).toFixed(2);
      say(
        `round ${round}, ${row.rows} listings, ${row.scenario}, c=${row.connections}, ${row.who}: ${result.perSecond.toFixed(1)} req/s, CPU ${spent} ms`,
      );
    }
  }
  return rows;
}

/** CPU microseconds of reading and planning one query, once the tables are read and the code is warm. */
function planMicros(queries: readonly Typed[]): number {
  const texts = queries.map(({ words, language }) => ({ text: words.join(' '), language }));
  const all = (times: number): void => {
    for (let time = 0; time < times; time += 1)
      for (const { text, language } of texts) planQuery(text, { language, tables: shippedTables });
  };
  all(10);
  const before = process.cpuUsage();
  all(20);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (20 * texts.length);
}

async function measured({ stocks, postmaster }: SearchSetting, options: SearchOptions): Promise<Measured> {
  const smallest = stocks[0] as Stock;
  const rebuilt = [];
  for (const stock of stocks) rebuilt.push(await rebuildPostgres(stock));
  rebuilt.push(await rebuildStandIn(smallest));
  const queries = await drawQueries(smallest);
  say(`${queries.one.length} single words, ${queries.two.length} pairs`);
  const contenders: Contender[] = [];
  try {
    await start(stocks, queries, contenders);
    const rows = await rounds(contenders, options, postmaster);
    const first = contenders[0] as Contender;
    const fresh = await freshness(smallest, first.server, Math.max(3, options.seconds * 2));
    const plan = { one: planMicros(queries.one), two: planMicros(queries.two) };
    return { rows, sizes: stocks.map((stock) => stock.rows), rebuilt, freshness: fresh, planMicros: plan };
  } finally {
    for (const { server } of contenders) await server.stop();
  }
}

/** @returns true when every gate is met. */
export async function benchSearch(given: SearchOptions): Promise<boolean> {
  const sizes = sizesOf(given.rows);
  const isSmall = Math.max(...sizes) < SMALL;
  const options = isSmall ? { ...given, seconds: SMALL_SECONDS, warmUp: SMALL_WARM_UP } : given;
  if (options.peer) installPeer();
  if (!isPeerInstalled())
    say(`without a peer: "npm run bench -- search --peer" installs ${PEER_NAME} from npm into .cache/peers, some 180 MB`);
  const postgres = await benchPostgres();
  try {
    const setting = await prepareSearch(postgres, sizes, isPeerInstalled());
    try {
      return report(await measured(setting, options));
    } finally {
      await setting.drop();
    }
  } finally {
    await postgres.stop();
  }
}
