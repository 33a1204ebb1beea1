import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from './client.ts';
import { finalRead, indexed, waitForCalm } from './final-read.ts';
import { newHistory, type History } from './history.ts';
import { openHouse, type House, type Part } from './house.ts';
import { trustedOwners } from './people.ts';
import { importStorm, publishStorm } from './storm.ts';
import { judge, type Verdict } from './verdict.ts';

export type KillOptions = {
  /** What is killed, in turn. */
  kills: readonly Part[];
  /** Milliseconds between two kills, and the longest a part stays down. */
  everyMillis: number;
  downMillis: number;
  writers: number;
  importRows: number;
  port: number;
  say: (line: string) => void;
};

export type KillReport = Verdict & { faults: Record<Part, number>; deaths: string[]; seconds: number };

/** Milliseconds for everything to calm down when the killing is over: a job of a dead worker may wait 45 s, and then for its turn. */
const CALM_MILLIS = 120_000;

/** Looks every so often which published listings the index has got, to know how long each took. */
async function watchIndex(house: House, history: History, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const waiting = history.writes.flatMap(({ kind, outcome, id }) =>
      kind === 'publish' && outcome === 'ok' && id !== null && !history.seen.has(id) ? [id] : [],
    );
    const seen = await indexed(house.urls.admin, waiting).catch(() => []);
    for (const id of seen) history.seen.set(id, Date.now());
    await sleep(200);
  }
}

async function killAround(house: House, options: KillOptions): Promise<Record<Part, number>> {
  const faults = { api: 0, worker: 0, postgres: 0 };
  for (const [n, part] of options.kills.entries()) {
    await sleep(options.everyMillis * (0.5 + Math.random()));
    options.say(`  ${n + 1} of ${options.kills.length}: kill -9 of ${part}`);
    await house.kill(part, options.downMillis * Math.random());
    faults[part] += 1;
  }
  return faults;
}

/** Kills every part of an installation again and again while listings are published and files imported, and judges what is left. */
export async function killDrill(options: KillOptions): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'ketnoi-drill-'));
  const started = performance.now();
  options.say(`  an installation in ${folder}`);
  const house = await openHouse({ folder, port: options.port });
  try {
    const people = await trustedOwners(house.urls.admin, options.writers + 1);
    const history = newHistory();
    const [storm, watch] = [new AbortController(), new AbortController()];
    const [importer, ...writers] = people.map((person) => openClient(house.address, person));
    const works = writers.map((client) => publishStorm({ client, history, stop: storm.signal }));
    if (importer !== undefined) works.push(importStorm({ client: importer, history, stop: storm.signal }, options.importRows));
    const watching = watchIndex(house, history, watch.signal);
    const faults = await killAround(house, options);
    await sleep(options.everyMillis);
    storm.abort();
    await Promise.all(works);
    await waitForCalm(house.urls.admin, CALM_MILLIS);
    await sleep(500);
    watch.abort();
    await watching;
    const verdict = judge(history, await finalRead(house.urls.admin));
    return { ...verdict, faults, deaths: house.deaths, seconds: Math.round((performance.now() - started) / 1000) };
  } finally {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong with the outcome; a run without faults or without a final read proves nothing. */
export function complaints(report: KillReport): string[] {
  const { faults, finalReads, lost, dup, torn, missing, stale, ghosts, dead, brokenChains, deaths, fail } = report;
  return [
    ...(Object.values(faults).includes(0) ? ['invalid: not every part was killed'] : []),
    ...(finalReads === 0 ? ['invalid: nothing was read in the end'] : []),
    ...lost.map((one) => `lost: ${one}`),
    ...dup.map((one) => `doubled: ${one}`),
    ...torn.map((one) => `half there: ${one}`),
    ...(missing + stale + ghosts > 0 ? [`the index has ${missing} missing, ${stale} stale, ${ghosts} ghosts`] : []),
    ...(dead > 0 ? [`${dead} jobs were laid aside as dead`] : []),
    ...(brokenChains > 0 ? [`${brokenChains} audit chains are broken`] : []),
    ...(fail > 0 ? [`${fail} writes were refused`] : []),
    ...deaths,
  ];
}

export function printReport(report: KillReport, say: (line: string) => void): void {
  const { faults, worstLatency, finalReads, seconds } = report;
  say(
    `  faults: api ${faults.api}, worker ${faults.worker}, postgres ${faults.postgres} in ${seconds} s; listings read in the end: ${finalReads}`,
  );
  say('  attempt     ok   fail   info   lost    dup  stale');
  const cells = [
    report.attempt,
    report.ok,
    report.fail,
    report.info,
    report.lost.length,
    report.dup.length,
    report.missing + report.stale + report.ghosts,
  ];
  say(`  ${cells.map((value) => String(value).padStart(6)).join(' ')}`);
  say(`  worst time from publication to index: ${worstLatency === null ? 'none seen' : `${(worstLatency / 1000).toFixed(1)} s`}`);
}
