import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeChanges, newChanges, writerWithStock, type Changes } from './changes.ts';
import { openClient } from './client.ts';
import { openEngine } from './engine.ts';
import { openHouse } from './house.ts';
import { trustedOwners } from './people.ts';
import { closed, READY_MILLIS } from './search-engine.ts';
import { openSides, type Sides } from './sides.ts';

export type LagDrill = {
  changes: number;
  /** Publications a second that are aimed at. */
  rate: number;
  port: number;
  say: (line: string) => void;
};

type Lag = { p50: number; p95: number; worst: number };
export type LagReport = { postgresql: Lag; engine: Lag; published: number; perSecond: number; isLive: boolean; complaints: string[] };

const WRITERS = 6;
const LOOK_MILLIS = 40;
const PATIENCE_MILLIS = 60_000;
/** What a real engine took for one change (recorded: 0.4 to 0.5 s). */
const TASK_MILLIS = 450;
/** Milliseconds from publication to index that PostgreSQL and the engine may take at p95. */
const MOST = { postgresql: 500, engine: 2000 } as const;

type Seen = { postgresql: Map<string, number>; engine: Map<string, number> };

/** Notes when each publication is first found on each side, until all are or patience ends. */
async function watch(sides: Sides, changes: Changes, finished: () => boolean): Promise<Seen> {
  const seen: Seen = { postgresql: new Map(), engine: new Map() };
  let deadline = Infinity;
  for (;;) {
    const open = [...changes.published.keys()].filter((id) => !seen.postgresql.has(id) || !seen.engine.has(id));
    const found = await sides.found(open);
    const now = performance.now();
    for (const side of ['postgresql', 'engine'] as const)
      for (const id of found[side]) if (!seen[side].has(id)) seen[side].set(id, now - (changes.published.get(id) ?? now));
    if (finished()) deadline = Math.min(deadline, now + PATIENCE_MILLIS);
    if ((finished() && open.length === 0) || now > deadline) return seen;
    await sleep(LOOK_MILLIS);
  }
}

function lagOf(seen: ReadonlyMap<string, number>): Lag {
  const sorted = [...seen.values()].toSorted((one, other) => one - other);
  const at = (share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Infinity);
  return { p50: at(0.5), p95: at(0.95), worst: at(1) };
}

/** Publishes at a steady pace and measures the time from each acknowledgement to the index, on both sides. */
export async function lagDrill({ changes: count, rate, port, say }: LagDrill): Promise<LagReport> {
  const folder = mkdtempSync(join(tmpdir(), 'ketnoi-drill-'));
  const engine = await openEngine({ port: port + 1, folder, taskMillis: TASK_MILLIS });
  const prefix = `ketnoi_drill_${Date.now()}_`;
  const house = await openHouse({ folder, port, more: { MEILI_URL: engine.url, MEILI_KEY: engine.key, MEILI_INDEX_PREFIX: prefix } });
  try {
    const sides = await openSides(house.urls.admin, engine, `${prefix}listing`);
    const people = await trustedOwners(house.urls.admin, WRITERS);
    const writers = await Promise.all(people.map((person) => writerWithStock(openClient(house.address, person), 1)));
    if ((await closed(sides, READY_MILLIS)) === null) throw new Error('the index was not built before the drill');
    for (const writer of writers) writer.stock.length = 0;
    const changes = newChanges();
    say(`  publishing ${count} listings, aiming at ${rate} a second`);
    let isFinished = false;
    const watching = watch(sides, changes, () => isFinished);
    const started = performance.now();
    const onDone = (done: number): Promise<void> => sleep(Math.max(0, (done * 1000) / rate - (performance.now() - started)));
    await makeChanges({ writers, changes, count, onDone });
    const seconds = (performance.now() - started) / 1000;
    isFinished = true;
    const seen = await watching;
    await sides.close();
    const [postgresql, inEngine] = [lagOf(seen.postgresql), lagOf(seen.engine)];
    const lost = changes.published.size - Math.min(seen.postgresql.size, seen.engine.size);
    const complaints = [
      ...changes.failed.map((one) => `a write failed: ${one}`),
      ...(lost > 0 ? [`${lost} were never found`] : []),
      ...(postgresql.p95 > MOST.postgresql ? [`PostgreSQL took ${postgresql.p95} ms at p95, not ${MOST.postgresql}`] : []),
      ...(inEngine.p95 > MOST.engine ? [`the engine took ${inEngine.p95} ms at p95, not ${MOST.engine}`] : []),
    ];
    return {
      postgresql,
      engine: inEngine,
      published: changes.published.size,
      perSecond: count / seconds,
      isLive: engine.isLive,
      complaints,
    };
  } finally {
    await house.close();
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export function printLag({ postgresql, engine, published, perSecond, isLive }: LagReport, say: (line: string) => void): void {
  const line = ({ p50, p95, worst }: Lag): string => `p50 ${p50} ms, p95 ${p95} ms, worst ${worst} ms`;
  say(`  ${published} published, ${perSecond.toFixed(1)} a second`);
  say(`  publication to PostgreSQL's index: ${line(postgresql)}`);
  say(`  publication to ${isLive ? 'the live engine' : 'the stand-in'}: ${line(engine)}`);
}
