import { liveMeilisearch, standIn, type StandIn } from '@ketnoi/testing/meilisearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meiliEngine } from '../src/meilisearch/engine.ts';
import type { SearchDocument } from '../src/port.ts';
import { postgresEngine } from '../src/postgresql/engine.ts';
import { answerTo, documentsOf, fill, openCollections, type Collections } from './asking.ts';
import { FURTHER_CASES } from './conformance-further.ts';
import type { Case } from './conformance-case.ts';
import { CASES, titleOf, unmet } from './conformance.ts';
import { PREFIXES } from './recording.ts';
import { recordedDocuments, recordedExchanges, recordedReach, searchDocument } from './recordings.ts';
import type { SearchWorld } from './world.ts';

const RECORDED = CASES.map((one, at) => [titleOf(one, at), one] as const);
const FURTHER = FURTHER_CASES.map((one, at) => [titleOf(one, CASES.length + at), one] as const);

let world: SearchWorld;
let further: SearchWorld;
let stand: StandIn;
const documents: SearchDocument[] = recordedDocuments().map(searchDocument);

beforeAll(async () => {
  ({ world, further } = await openCollections());
  stand = await standIn(recordedExchanges());
});
afterAll(async () => {
  await stand.close();
  await world.close();
  await further.close();
});

it('the conformance table has at least 130 cases', () => {
  expect(CASES.length + FURTHER_CASES.length).toBeGreaterThanOrEqual(130);
});

describe('the conformance table on PostgreSQL', () => {
  it.each(RECORDED)('%s', async (_title, one) => {
    expect(unmet(one, await answerTo(postgresEngine(world.db, world.clock), one, world))).toEqual([]);
  });
  it.each(FURTHER)('%s', async (_title, one) => {
    expect(unmet(one, await answerTo(postgresEngine(further.db, further.clock), one, further))).toEqual([]);
  });
});

describe('the conformance table on what a real Meilisearch answered', () => {
  it('holds for every case that is recorded; the others are not judged', async () => {
    const failed: string[] = [];
    const unjudged: number[] = [];
    const judge = async (where: keyof Collections, cases: readonly Case[], from: number): Promise<void> => {
      const engine = meiliEngine({ url: stand.url, key: stand.key, indexPrefix: PREFIXES[where], reach: recordedReach() });
      for (const [at, one] of cases.entries()) {
        const before = stand.unrecorded.length;
        const result = await answerTo(engine, one, { world, further }[where]).catch(() => null);
        if (stand.unrecorded.length > before) unjudged.push(from + at + 1);
        else failed.push(...(result === null ? ['no answer'] : unmet(one, result)).map((what) => `${titleOf(one, from + at)}: ${what}`));
      }
    };
    await judge('world', CASES, 0);
    await judge('further', FURTHER_CASES, CASES.length);
    const all = CASES.length + FURTHER_CASES.length;
    const listed = unjudged.toSorted((one, other) => one - other).join(', ');
    console.log(`Meilisearch, recorded: ${all - unjudged.length} of ${all} cases judged; not judged: ${listed || 'none'}`);
    expect(failed).toEqual([]);
    expect(all - unjudged.length).toBeGreaterThanOrEqual(45);
  });
});

// `npm test` with MEILI_URL and MEILI_KEY set judges every case on a live engine, in two indexes of its own.
const live = liveMeilisearch();
if (live !== null) {
  describe('the conformance table on a live Meilisearch', () => {
    const stamp = Date.now();
    const engine = meiliEngine({ ...live, indexPrefix: `ketnoi_spec_${stamp}_` });
    const other = meiliEngine({ ...live, indexPrefix: `ketnoi_further_${stamp}_` });
    beforeAll(async () => {
      await fill(engine, documents);
      await fill(other, await documentsOf(further));
    }, 120_000);
    afterAll(async () => {
      await fill(engine, []);
      await fill(other, []);
    });
    it.each(RECORDED)('%s', async (_title, one) => {
      expect(unmet(one, await answerTo(engine, one, world))).toEqual([]);
    });
    it.each(FURTHER)('%s', async (_title, one) => {
      expect(unmet(one, await answerTo(other, one, further))).toEqual([]);
    });
  });
}
