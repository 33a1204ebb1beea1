import { describe, expect, it } from 'vitest';
import type { FinalRead, Found } from './final-read.ts';
import type { History, Write } from './history.ts';
import { judge } from './verdict.ts';

const write = (more: Partial<Write>): Write => ({ kind: 'create', token: 'a', rows: 1, outcome: 'ok', id: 'id-a', at: 1000, ...more });
const found = (more: Partial<Found> = {}): Found => ({
  id: 'id-a',
  title: 'Diễn tập a',
  originId: null,
  state: 'draft',
  texts: 3,
  created: 1,
  published: 0,
  audited: 1,
  ...more,
});
const read = (listings: Found[], more: Partial<FinalRead> = {}): FinalRead => ({
  listings,
  imports: [],
  missing: 0,
  stale: 0,
  ghosts: 0,
  dead: 0,
  brokenChains: 0,
  ...more,
});
const history = (...writes: Write[]): History => ({ writes, seen: new Map() });

describe('the checker of the drills', () => {
  it('is content when all that was acknowledged is there once', () => {
    const verdict = judge(history(write({}), write({ kind: 'publish' })), read([found({ state: 'published', published: 1 })]));
    expect(verdict).toMatchObject({ attempt: 2, ok: 2, fail: 0, info: 0, lost: [], dup: [], torn: [], finalReads: 1 });
  });

  it('finds what was acknowledged and is gone, and what was published and is not', () => {
    expect(judge(history(write({})), read([])).lost).toEqual(['create a']);
    expect(judge(history(write({ kind: 'publish' })), read([found()])).lost).toEqual(['publish a']);
  });

  it('finds a missing row of an import, and an import that did not end whole', () => {
    const started = history(write({ kind: 'import', rows: 2, id: 'run' }));
    const rows = [0, 1].map((n) => found({ title: `Diễn tập a ${n}`, state: 'published', published: 1 }));
    const imports = [{ id: 'run', state: 'finished', created: 2, failed: 0, skipped: 0 }];
    expect(judge(started, read(rows, { imports })).lost).toEqual([]);
    expect(judge(started, read(rows.slice(1), { imports })).lost).toEqual(['import a 0']);
    expect(
      judge(started, read(rows, { imports: [{ ...imports[0], id: 'run', state: 'running', created: 1, failed: 0, skipped: 0 }] })).lost,
    ).toHaveLength(1);
  });

  it('finds what is there twice, what nobody wrote, and an act with two entries', () => {
    expect(judge(history(write({})), read([found(), found({ id: 'id-b' })])).dup).toEqual(['a']);
    expect(judge(history(), read([found()])).dup).toEqual(['a']);
    expect(judge(history(write({})), read([found({ audited: 2 })])).dup).toEqual(['history of Diễn tập a']);
  });

  it('lets what is unknown be there or not, but not by half', () => {
    const unknown = history(write({ outcome: 'info', id: null }));
    expect(judge(unknown, read([])).lost).toEqual([]);
    expect(judge(unknown, read([found()])).torn).toEqual([]);
    for (const half of [{ audited: 0 }, { created: 0 }, { texts: 0 }, { state: 'published', published: 0 }]) {
      expect(judge(unknown, read([found(half)])).torn).toEqual(['Diễn tập a']);
    }
  });
});
