import { beforeAll, describe, expect, it } from 'vitest';
import { complaints, killDrill, type KillReport } from './kill.ts';

/** The small form of `npm run drill -- kill`: each part dies once in the middle of a storm of publications and an import. */
let report: KillReport;
beforeAll(async () => {
  const kills = ['worker', 'api', 'postgres'] as const;
  report = await killDrill({ kills, everyMillis: 1500, downMillis: 400, writers: 2, importRows: 400, port: 3158, say: () => undefined });
}, 240_000);

describe('killing every process in the middle of publications and an import', () => {
  it('loses nothing that was acknowledged', () => {
    expect(report.lost).toEqual([]);
    expect(report.ok).toBeGreaterThan(20);
  });

  it('doubles nothing, and leaves nothing half written', () => {
    expect(report.dup).toEqual([]);
    expect(report.torn).toEqual([]);
    expect(report.brokenChains).toBe(0);
  });

  it('lets the index converge', () => {
    expect([report.missing, report.stale, report.ghosts, report.dead]).toEqual([0, 0, 0, 0]);
    expect(report.worstLatency).toBeLessThan(60_000);
  });

  it('was a real run: every part was killed, all was read in the end, and no process died by itself', () => {
    expect(report.faults).toEqual({ api: 1, worker: 1, postgres: 1 });
    expect(report.finalReads).toBeGreaterThan(400);
    expect(complaints(report)).toEqual([]);
  });
});
