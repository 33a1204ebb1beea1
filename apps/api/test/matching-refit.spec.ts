import { createDb, type Db } from '@ketnoi/db/database';
import { sendMatchFeedback } from '@ketnoi/contracts/matches';
import { unknownFacts } from '@ketnoi/matching/facts';
import { SHIPPED_MODEL, type MatchModel } from '@ketnoi/matching/model';
import { livingTables } from '@ketnoi/search/living-tables';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMeans, PARTS } from '../src/evaluation/means.ts';
import { createMatchEngine } from '../src/matching/engine.ts';
import { givenReaders } from '../src/matching/readers.ts';
import { matchTables } from '../src/matching/tables.ts';
import { readSet, type FrozenSet } from '../src/refit/frozen-sets.ts';
import { runRefit, type RefitOrder } from '../src/refit/run-refit.ts';
import { modelInUse, rollBack } from '../src/refit/take-into-use.ts';
import { as } from './support/as.ts';
import { drain } from './support/jobs.ts';
import { published } from './support/listings.ts';
import { english, market, matchesOf, NEED, needOf, offerOf, type Market } from './support/market.ts';

let on: Market;
let worker: Db;
let folder: string;

/** Needs of which it was said that the offer with the nearer field is the one, whatever its words. */
beforeAll(async () => {
  on = await market();
  const { world, seeker, maker, moderator } = on;
  worker = createDb({ url: world.ctx.config.databaseWorkerUrl, poolSize: 3 });
  folder = await mkdtemp(join(tmpdir(), 'ketnoi-frozen-'));
  const exact = { title: english('Ion exchange column'), summary: english('Removes salt from well water.') };
  const { id } = await published(world, { writer: maker, moderator }, offerOf(exact, { values: { fields: ['20510'] } }));
  for (const _ of [1, 2, 3]) {
    world.clock.forward(1000);
    await published(world, { writer: seeker, moderator }, needOf(NEED, { fields: ['20510'] }));
  }
  await drain(world);
  const needs = (await world.admin.selectFrom('listing').select('id').where('side', '=', 'need').where('id', '<>', on.need).execute()).map(
    (row) => row.id,
  );
  for (const need of needs) {
    const { items } = await matchesOf(world, seeker, need);
    for (const item of items)
      await as(world, seeker).call(sendMatchFeedback, {
        params: { id: item.matchId ?? '' },
        body: item.id === id ? { verdict: 'relevant' } : { verdict: 'not_relevant', reason: 'wrong_topic' },
      });
  }
});
afterAll(async () => {
  await worker.destroy();
  await rm(folder, { recursive: true, force: true });
  await on.world.close();
});

const document = (id: string, text: string) => ({ document: { id, texts: { vi: null, en: { title: text, text } } } });
/** One offer that has the words and one that has the field of a need; which of them is the good one makes a set that words decide, or the field. */
const frozen = (name: string, grades: Record<string, number>): FrozenSet => ({
  name,
  candidates: new Map([
    ['wet', { ...document('wet', 'desalination of brackish well water'), facts: unknownFacts('offer') }],
    ['dry', { ...document('dry', 'drying of lychees'), facts: { ...unknownFacts('offer'), fields: [['2', '205', '20510']] } }],
  ]),
  needs: [
    {
      id: 'n',
      text: { vi: null, en: 'desalination of brackish well water' },
      facts: { ...unknownFacts('need'), fields: [['2', '205', '20510']] },
      grades,
    },
  ],
});
const holding = frozen('holding', { wet: 0, dry: 3 });
const falling = frozen('falling', { wet: 3, dry: 0 });

async function run(order: Partial<RefitOrder>, shipped: readonly FrozenSet[] = [holding]): Promise<{ outcome: string; printed: string }> {
  const lines: string[] = [];
  const { clock, log } = on.world.ctx;
  const matching = async (models: readonly MatchModel[]) => {
    const modelOf = async (name: string | null) => models.find((one) => one.name === name) ?? SHIPPED_MODEL;
    const engine = createMatchEngine({
      db: worker,
      clock,
      log,
      readers: givenReaders(),
      words: matchTables(livingTables(worker)),
      modelOf,
    });
    await engine.follow();
    return engine;
  };
  const means = await openMeans(new Set(PARTS.filter((part) => part !== 'lexicon')));
  const parts = { db: worker, clock, means, matching, shipped, print: (line: string) => lines.push(line) };
  const outcome = await runRefit(parts, { dryRun: false, frozen: [], least: 3, needs: 2, ...order });
  return { outcome, printed: lines.join('\n') };
}

const states = async () => {
  const rows = await on.world.admin.selectFrom('matchModel').select(['name', 'state']).orderBy('createdAt').orderBy('name').execute();
  return rows.map(({ name, state }) => [name, state]);
};

describe('match:refit', () => {
  it('does nothing before enough was said, and says how much is needed', async () => {
    const { outcome, printed } = await run({ least: 150 });
    expect(outcome).toBe('too_little');
    expect(printed).toMatch(/said so far: \d+ words about matches of 3 listings/u);
    expect(printed).toContain('at least 300 words about matches of 150 listings are needed. Nothing was changed.');
    expect(await states()).toEqual([]);
  });

  it('shows both models side by side on real needs and keeps nothing when it is only tried', async () => {
    const { outcome, printed } = await run({ dryRun: true });
    expect(outcome).toBe('shown');
    expect(printed).toMatch(/field +x [12]\.\d\d/u);
    expect(printed).toMatch(/holding \(1 needs\): 0\.6309 -> (?:0\.6309|1\.0000)/u);
    expect(printed).toContain('need: Khử mặn nước giếng cấp cho ao ương tôm');
    expect(printed).toMatch(/^ {3}1 {2,}(?:=|\+\d|-\d|new) +-?\d+\.\d {2}\S/mu);
    expect(await states()).toEqual([]);
    expect((await modelInUse(worker)).name).toBe(SHIPPED_MODEL.name);
  });

  it('keeps a model that falls on a frozen set as a candidate, and the one in use stays', async () => {
    const { outcome, printed } = await run({}, [holding, falling]);
    expect([outcome, printed]).toEqual(['refused', expect.stringContaining('not good enough: falls by more than 0.005 on falling')]);
    expect(await states()).toEqual([['learned-2026-11-23-1', 'candidate']]);
    expect((await matchesOf(on.world, on.moderator, on.need, { ranker: 'learned-2026-11-23-1' })).ranker).toBe('learned-2026-11-23-1');
    expect((await matchesOf(on.world, on.seeker, on.need)).ranker).toBe(SHIPPED_MODEL.name);
  });

  it('takes a model that holds into use, and match:rollback goes back', async () => {
    on.world.clock.forward(1000);
    expect((await run({})).outcome).toBe('accepted');
    expect((await matchesOf(on.world, on.seeker, on.need)).ranker).toBe('learned-2026-11-23-2');
    on.world.clock.forward(1000);
    expect((await run({ needs: 0 })).outcome).toBe('accepted');
    expect((await states()).map(([, state]) => state)).toEqual(['candidate', 'retired', 'active']);
    const parts = { db: worker, clock: on.world.clock };
    expect(await rollBack(parts)).toBe('learned-2026-11-23-2');
    expect((await matchesOf(on.world, on.seeker, on.need)).ranker).toBe('learned-2026-11-23-2');
    expect(await rollBack(parts)).toBe(SHIPPED_MODEL.name);
    expect(await rollBack(parts)).toBeNull();
    expect((await matchesOf(on.world, on.seeker, on.need)).ranker).toBe(SHIPPED_MODEL.name);
    const history = await on.world.admin
      .selectFrom('stateChange')
      .select(['action', 'toState'])
      .where('noun', '=', 'match_model')
      .orderBy('id')
      .execute();
    expect(history.map(({ action, toState }) => `${action}:${toState}`).filter((step) => step.startsWith('re'))).toEqual([
      'retire:retired',
      'retire:retired',
      'reactivate:active',
      'retire:retired',
    ]);
    const chain = await on.world.admin.selectFrom('auditEvent').select('canonical').where('canonical', 'like', '%match_model.%').execute();
    expect(chain).toHaveLength(history.length);
  });

  it('reads a frozen set of one’s own, and names the line that is none', async () => {
    const path = join(folder, 'own.jsonl');
    const line = {
      need: { id: 'n', text: { vi: null, en: 'water' } },
      candidates: [{ id: 'a', text: { vi: null, en: 'water' } }],
      grades: { a: 3 },
    };
    await writeFile(path, `${JSON.stringify(line)}\n`);
    expect(readSet(path)).toMatchObject({ name: 'own.jsonl', needs: [{ id: 'n', grades: { a: 3 } }] });
    expect((await run({ dryRun: true, frozen: [path], needs: 0 })).printed).toContain('own.jsonl (1 needs): 1.0000 -> 1.0000');
    await writeFile(path, `${JSON.stringify(line)}\n${JSON.stringify({ ...line, grades: { a: 'good' } })}\n`);
    expect(() => readSet(path)).toThrow(`${path}, line 2: must be`);
    await writeFile(path, '\n');
    expect(() => readSet(path)).toThrow('holds no need');
  });

  it('learns as the worker, who reads neither who spoke nor what was noted', async () => {
    await expect(worker.selectFrom('matchFeedback').select('note').execute()).rejects.toThrow('permission denied');
    await expect(worker.selectFrom('matchFeedback').select('accountId').execute()).rejects.toThrow('permission denied');
    await expect(worker.selectFrom('matchFeedback').select('verdict').execute()).resolves.not.toEqual([]);
  });
});
