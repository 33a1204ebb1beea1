import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeChanges, newChanges, writerWithStock, type Changes } from './changes.ts';
import { openClient } from './client.ts';
import { openEngine, type DrillEngine, type EngineFault } from './engine.ts';
import { openHouse, type House } from './house.ts';
import { trustedOwners } from './people.ts';
import { isClosed, openSides, type Gap, type Sides } from './sides.ts';

export type EngineDrill = {
  fault: EngineFault;
  changes: number;
  /** Seconds the engine suffers at the least; longer when the changes take longer. */
  seconds: number;
  port: number;
  say: (line: string) => void;
};

export type EngineReport = {
  changes: Changes;
  /** How far the indexes were behind when the engine was brought back. */
  before: { postgresql: Gap; engine: Gap };
  after: { postgresql: Gap; engine: Gap };
  shown: number;
  suffered: number;
  /** Seconds from the engine's return until nothing differed; null when that was not reached. */
  converged: number | null;
  searches: { asked: number; failed: number; worstMillis: number; engines: string[] };
  deaths: string[];
};

const WRITERS = 4;
export const READY_MILLIS = 60_000;
const PATIENCE_MILLIS = 120_000;
const LOOK_MILLIS = 100;
const SETTLE_MILLIS = 10_000;

/** Waits until nothing differs; @returns the milliseconds it took, or null. */
export async function closed(sides: Sides, patience: number): Promise<number | null> {
  const started = performance.now();
  while (performance.now() - started < patience) {
    const gaps = await sides.gaps().catch(() => null);
    if (gaps !== null && isClosed(gaps.postgresql) && isClosed(gaps.engine)) return performance.now() - started;
    await sleep(LOOK_MILLIS);
  }
  return null;
}

/** Gives PostgreSQL's index the time for the last change, while the engine still suffers. */
async function settled(sides: Sides): Promise<void> {
  const deadline = performance.now() + SETTLE_MILLIS;
  while (!isClosed(await sides.gapHere()) && performance.now() < deadline) await sleep(LOOK_MILLIS);
}

/** Searches all the while as a visitor does. */
async function keepSearching(house: House, stop: AbortSignal): Promise<EngineReport['searches']> {
  const seen = { asked: 0, failed: 0, worstMillis: 0, engines: new Set<string>() };
  while (!stop.aborted) {
    const started = performance.now();
    const response = await fetch(`${house.address}/api/search?q=dien%20tap&facets=side,sector`).catch(() => null);
    const answer = response?.ok ? ((await response.json()) as { engine: string; items: unknown[] }) : null;
    seen.asked += 1;
    if (answer === null || answer.items.length === 0) seen.failed += 1;
    else seen.engines.add(answer.engine);
    seen.worstMillis = Math.max(seen.worstMillis, Math.round(performance.now() - started));
    await sleep(200);
  }
  return { ...seen, engines: [...seen.engines] };
}

type Scene = { house: House; engine: DrillEngine; sides: Sides };

async function suffering({ house, engine, sides }: Scene, drill: EngineDrill): Promise<EngineReport> {
  const people = await trustedOwners(house.urls.admin, WRITERS);
  const clients = people.map((person) => openClient(house.address, person));
  const stock = Math.ceil((drill.changes * 0.6) / WRITERS);
  const writers = await Promise.all(clients.map((client) => writerWithStock(client, stock)));
  if ((await closed(sides, READY_MILLIS)) === null) throw new Error('the index was not built before the drill');
  const stop = new AbortController();
  const searching = keepSearching(house, stop.signal);
  const changes = newChanges();
  let began = 0;
  drill.say(`  ${stock * WRITERS} listings stand, both indexes hold them; ${drill.changes} changes begin`);
  const onDone = async (done: number): Promise<void> => {
    if (began > 0 || done < drill.changes / 5) return;
    began = performance.now();
    drill.say(`  ${done} changes done: the engine is ${drill.fault}`);
    await engine.suffer(drill.fault);
  };
  await makeChanges({ writers, changes, count: drill.changes, onDone });
  await settled(sides);
  await sleep(Math.max(0, drill.seconds * 1000 - (performance.now() - began)));
  const suffered = (performance.now() - began) / 1000;
  await engine.heal();
  const before = await sides.gaps();
  drill.say(`  back after ${suffered.toFixed(1)} s; behind: ${gapText(before.engine)}; PostgreSQL's index: ${gapText(before.postgresql)}`);
  const took = await closed(sides, PATIENCE_MILLIS);
  stop.abort();
  const searches = await searching;
  const after = await sides.gaps();
  const converged = took === null ? null : took / 1000;
  return { changes, before, after, shown: after.shown, suffered, converged, searches, deaths: house.deaths };
}

/** Changes listings through the api while the search engine suffers, brings it back, and measures how long both sides take to agree again. */
export async function searchEngineDrill(drill: EngineDrill): Promise<EngineReport> {
  const folder = mkdtempSync(join(tmpdir(), 'ketnoi-drill-'));
  const engine = await openEngine({ port: drill.port + 1, folder });
  const prefix = `ketnoi_drill_${Date.now()}_`;
  const more = { MEILI_URL: engine.url, MEILI_KEY: engine.key, MEILI_INDEX_PREFIX: prefix };
  drill.say(`  an installation in ${folder}, beside ${engine.isLive ? 'the live engine' : 'a stand-in'}`);
  try {
    const house = await openHouse({ folder, port: drill.port, more });
    try {
      const sides = await openSides(house.urls.admin, engine, `${prefix}listing`);
      return await suffering({ house, engine, sides }, drill).finally(() => sides.close());
    } finally {
      await house.close();
    }
  } finally {
    if (engine.isLive) await dropIndexes(engine, prefix);
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function dropIndexes({ direct, key }: DrillEngine, prefix: string): Promise<void> {
  for (const name of ['listing', 'listing_next'])
    await fetch(`${direct}/indexes/${prefix}${name}`, { method: 'DELETE', headers: { authorization: `Bearer ${key}` } }).catch(() => null);
}

const gapText = ({ missing, stale, ghosts }: Gap): string => `missing ${missing}, stale ${stale}, ghosts ${ghosts}`;

/** The longest that both sides may take to agree after the engine's return. */
const CONVERGED_SECONDS = 20;

/** What is wrong with the outcome; a run in which nothing fell behind proves nothing. */
export function engineComplaints({ changes, before, after, converged, searches, deaths }: EngineReport): string[] {
  return [
    ...changes.failed.map((one) => `a write failed: ${one}`),
    ...(isClosed(before.engine) ? ['invalid: the engine had missed nothing when it came back'] : []),
    ...(isClosed(before.postgresql) ? [] : [`PostgreSQL's index had fallen behind: ${gapText(before.postgresql)}`]),
    ...(isClosed(after.engine) && isClosed(after.postgresql)
      ? []
      : [`the sides differ: ${gapText(after.engine)}; ${gapText(after.postgresql)}`]),
    ...(converged === null || converged > CONVERGED_SECONDS ? [`it took longer than ${CONVERGED_SECONDS} s`] : []),
    ...(searches.failed > 0 ? [`${searches.failed} searches of ${searches.asked} were not answered`] : []),
    ...deaths,
  ];
}

export function printEngineReport(report: EngineReport, say: (line: string) => void): void {
  const { changes, after, converged, suffered, searches, shown } = report;
  const { publish, edit, hold, again, withdraw } = changes.byKind;
  say(`  changes: ${publish} published, ${edit} edited, ${hold} put on hold, ${again} held and resumed, ${withdraw} withdrawn`);
  say(`  writes failed: ${changes.failed.length}; the engine suffered ${suffered.toFixed(1)} s`);
  say(`  afterwards, of ${shown} shown: ${gapText(after.engine)}; PostgreSQL's index: ${gapText(after.postgresql)}`);
  say(`  converged ${converged === null ? 'never' : `${converged.toFixed(1)} s`} after the engine's return`);
  say(
    `  searches meanwhile: ${searches.asked}, failed ${searches.failed}, worst ${searches.worstMillis} ms, answered by ${searches.engines.join(' and ')}`,
  );
}
