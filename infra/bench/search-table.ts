import { median } from './measure.ts';
import { PEER_NAME } from './peer.ts';
import type { Result } from './runs.ts';
import type { Freshness } from './search-freshness.ts';
import type { Rebuilt } from './search-rebuild.ts';
import { SCENARIOS, type Scenario } from './search-requests.ts';

export type Who = 'ours' | 'B' | 'P';
/** What was measured, round by round; a row without a peer has none. */
export type Row = { rows: number; who: Who; scenario: Scenario; connections: number; results: Result[] };

export type Measured = {
  rows: Row[];
  sizes: readonly number[];
  rebuilt: Rebuilt[];
  freshness: Freshness;
  planMicros: { one: number; two: number };
};

/** Fewer listings than this only show that everything runs: nothing is judged. */
const JUDGED_FROM = 20_000;
const GATES = { peerCpu: 20, peerCpuAim: 50, p99: 0.15, growth: 4, growthAim: 2.5, rebuild: 2000, rebuildAim: 5000 };
const SUGGEST_CPU = 10;
const FRESH_P95 = 500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const fixed = (value: number, digits: number, width = 9): string => value.toFixed(digits).padStart(width);
const cpu = (one: Result): number => one.server + one.postgres;
const middle = ({ results }: Row, of: (one: Result) => number): number => median(results.map(of));

type Verdict = { what: string; value: number; text: string; met: boolean; aim?: boolean; judged: boolean };

function table(rows: readonly Row[]): void {
  say('\nlistings  scenario        c  who      req/s      p50      p99   server       pg  CPU sum   RSS MB');
  for (const row of rows) {
    const { rows: listings, scenario, connections, who } = row;
    const numbers = [
      fixed(
        middle(row, (one) => one.perSecond),
        1,
      ),
      fixed(
        middle(row, (one) => one.p50),
        1,
      ),
      fixed(
        middle(row, (one) => one.p99),
        1,
      ),
      fixed(
        middle(row, (one) => one.server),
        2,
      ),
      fixed(
        middle(row, (one) => one.postgres),
        2,
      ),
      fixed(middle(row, cpu), 2),
      fixed(
        middle(row, (one) => one.rss),
        0,
      ),
    ];
    say(`${String(listings).padStart(8)}  ${scenario.padEnd(13)} ${String(connections).padStart(3)}  ${who.padEnd(4)} ${numbers.join('')}`);
  }
}

/** Of each round the quotient of two rows. */
function paired(above: Row, below: Row, of: (one: Result) => number): { ratio: number; range: string } {
  const ratios = above.results.flatMap((one, round) => {
    const other = below.results[round];
    return other === undefined ? [] : [of(one) / of(other)];
  });
  return { ratio: median(ratios), range: `[${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}]` };
}

type Find = (rows: number, who: Who, scenario: Scenario) => Row | undefined;

/** What of ours is held against which run of the others: they answer without facets, and the last two do less than ours. */
const BESIDE = [
  { ours: 'hits alone', theirs: 'hits alone', isGate: true },
  { ours: 'one word', theirs: 'hits alone', isGate: false },
  { ours: 'two words', theirs: 'two words', isGate: false },
] as const;

function againstOthers(sizes: readonly number[], find: Find): Verdict[] {
  return sizes.flatMap((size) =>
    BESIDE.flatMap(({ ours: scenario, theirs, isGate }) => {
      const [ours, reference, peer] = [find(size, 'ours', scenario), find(size, 'B', theirs), find(size, 'P', theirs)];
      if (ours === undefined || reference === undefined) return [];
      const named = `${size} listings, ${scenario}${isGate ? '' : ' with facets'}`;
      const beside = paired(ours, reference, cpu);
      say(`${named}: CPU ours : B ${beside.ratio.toFixed(2)} ${beside.range}`);
      return peer === undefined ? [] : besidePeer({ ours, peer, named, judged: isGate && size >= JUDGED_FROM });
    }),
  );
}

function besidePeer({ ours, peer, named, judged }: { ours: Row; peer: Row; named: string; judged: boolean }): Verdict[] {
  const dearer = paired(peer, ours, cpu);
  const slower = paired(ours, peer, (one) => one.p99);
  return [
    {
      what: `${named}: CPU of P : ours`,
      value: dearer.ratio,
      text: `${dearer.range}  at least ${GATES.peerCpu}, aim ${GATES.peerCpuAim}`,
      met: dearer.ratio >= GATES.peerCpu,
      aim: dearer.ratio >= GATES.peerCpuAim,
      judged,
    },
    {
      what: `${named}: p99 ours : P`,
      value: slower.ratio,
      text: `${slower.range}  at most ${GATES.p99}`,
      met: slower.ratio <= GATES.p99,
      judged,
    },
  ];
}

function growth(sizes: readonly number[], find: Find): Verdict[] {
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)];
  if (small === large) return [];
  return SCENARIOS.flatMap((scenario) => {
    const [less, more] = [find(small, 'ours', scenario), find(large, 'ours', scenario)];
    if (less === undefined || more === undefined) return [];
    const { ratio, range } = paired(more, less, cpu);
    const text = `${range}  at most ${GATES.growth}, aim ${GATES.growthAim}`;
    const of = { met: ratio <= GATES.growth, aim: ratio <= GATES.growthAim, judged: small >= JUDGED_FROM };
    return [{ what: `CPU of ${scenario}, ${large} : ${small} listings`, value: ratio, text, ...of }];
  });
}

function others({ rebuilt, freshness, planMicros, sizes }: Measured, find: Find): Verdict[] {
  say(`\nplanning a query, warm, CPU µs: one word ${planMicros.one.toFixed(0)}, two words ${planMicros.two.toFixed(0)}`);
  for (const { rows, into, documents, cpuMillis } of rebuilt)
    say(`${rows} listings into ${into}: ${documents} documents, ${cpuMillis.toFixed(2)} ms CPU of ours a document`);
  const least = Math.min(...sizes);
  const verdicts: Verdict[] = rebuilt.map(({ rows, into, perSecond }) => ({
    what: `rebuild of ${rows} listings into ${into}, documents/s`,
    value: perSecond,
    text: `at least ${GATES.rebuild}, aim ${GATES.rebuildAim}`,
    met: perSecond >= GATES.rebuild,
    aim: perSecond >= GATES.rebuildAim,
    judged: rows >= JUDGED_FROM,
  }));
  for (const size of sizes) {
    const suggest = find(size, 'ours', 'suggest');
    if (suggest === undefined) continue;
    const value = middle(suggest, cpu);
    const met = value < SUGGEST_CPU;
    verdicts.push({ what: `${size} listings, suggest: CPU ms`, value, text: `below ${SUGGEST_CPU}`, met, judged: size >= JUDGED_FROM });
  }
  const { changes, perSecond, p50, p95, most } = freshness;
  say(
    `publish -> searchable, ${changes} publications at ${perSecond}/s, ms: p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, most ${most.toFixed(0)}`,
  );
  const met = p95 <= FRESH_P95;
  verdicts.push({ what: 'publish -> searchable, p95 ms', value: p95, text: `at most ${FRESH_P95}`, met, judged: least >= JUDGED_FROM });
  return verdicts;
}

function verdictOf({ judged, met, aim }: Verdict): string {
  if (!judged) return 'not judged';
  if (!met) return 'MISSED';
  return aim === true ? 'aim met' : 'gate met';
}

/** Prints everything; @returns true when no gate is missed. */
export function report(measured: Measured): boolean {
  const find: Find = (size, who, scenario) =>
    measured.rows.find((row) => row.rows === size && row.who === who && row.scenario === scenario && row.connections === 2);
  table(measured.rows);
  say(
    `\nB: reference server, tsvector and ts_rank of every match, exact total, no facets. P: ${PEER_NAME}, its own REST endpoints without Next in front\n` +
      'of them (which flatters it): contains over title, summary, description, newest 20, exact total. CPU in ms a request, server and PostgreSQL.\n',
  );
  const beside = againstOthers(measured.sizes, find);
  const verdicts = [...beside, ...growth(measured.sizes, find), ...others(measured, find)];
  say('');
  for (const one of verdicts) say(`${one.what.padEnd(62)} ${fixed(one.value, 2)}  ${one.text.padEnd(44)} ${verdictOf(one)}`);
  return verdicts.every((one) => !one.judged || one.met);
}
