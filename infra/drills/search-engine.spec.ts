import { beforeAll, describe, expect, it } from 'vitest';
import { engineComplaints, searchEngineDrill, type EngineReport } from './search-engine.ts';

/**
 * The small form of `npm run drill -- search-frozen`: the engine's process is stopped for two seconds in the middle of thirty changes. The port
 * lies below those that the system gives to outgoing connections: one of them held it once, and the api could not start.
 */
let report: EngineReport;
beforeAll(async () => {
  report = await searchEngineDrill({ fault: 'frozen', changes: 30, seconds: 2, port: 3162, say: () => undefined });
}, 120_000);

describe('a search engine that freezes in the middle of changes', () => {
  it('fails no write and no search', () => {
    expect(report.changes.failed).toEqual([]);
    expect(report.searches).toMatchObject({ failed: 0 });
    // How many fit in is a matter of speed; three must wait for the engine before it is left alone.
    expect(report.searches.asked).toBeGreaterThan(2);
  });

  it('has missed some, and holds what is shown soon after its return', () => {
    expect(Object.values(report.before.engine).some((count) => count > 0)).toBe(true);
    expect(report.after.engine).toEqual({ missing: 0, stale: 0, ghosts: 0 });
    expect(report.converged).toBeLessThan(20);
  });

  it('holds up neither PostgreSQL’s index nor anything else', () => {
    expect(report.before.postgresql).toEqual({ missing: 0, stale: 0, ghosts: 0 });
    expect(engineComplaints(report)).toEqual([]);
  });
});
