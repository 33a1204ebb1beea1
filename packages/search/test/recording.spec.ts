import { standIn, type Exchange, type StandIn } from '@ketnoi/testing/meilisearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentsOf, openCollections, type Collections } from './asking.ts';
import { record, type Recording } from './recording.ts';
import { recordedExchanges } from './recordings.ts';

/** The stand-in answers what was recorded, in the indexes that a recording makes for itself. */
const elsewhere = (exchanges: readonly Exchange[]): Exchange[] =>
  JSON.parse(JSON.stringify(exchanges).replaceAll('ketnoi_listing', 'ketnoi_record_listing')) as Exchange[];

const before = recordedExchanges();
let collections: Collections;
let stand: StandIn;
let made: Recording;
beforeAll(async () => {
  collections = await openCollections();
  stand = await standIn(elsewhere(before), { taskMillis: 1 });
  const documents = await documentsOf(collections.world);
  made = await record({ engine: { url: stand.url, key: stand.key }, reach: 'headings', collections, documents, before });
});
afterAll(async () => {
  await stand.close();
  await collections.world.close();
  await collections.further.close();
});

describe('recording an engine anew', () => {
  it('asks every search of before again and writes down the same of an engine that answers the same', () => {
    expect(made.exchanges.slice(0, before.length)).toEqual(before);
    expect(made.unmet).toEqual([]);
  });

  it('adds each further search of the cases once, and marks what was not answered as not recorded', () => {
    const added = made.exchanges.slice(before.length);
    expect(added.length).toBeGreaterThan(20);
    expect(new Set(added.map((one) => JSON.stringify(one.request))).size).toBe(added.length);
    expect(added.every((one) => one.name.startsWith('case ') && one.response === null)).toBe(true);
    expect(made.unanswered).toBe(added.length);
  });

  it('leaves nothing behind on the engine, and touches no index of the product', async () => {
    await expect.poll(() => [stand.documents('ketnoi_record_listing'), stand.documents('ketnoi_record_further_listing')]).toEqual([[], []]);
    expect(stand.documents('ketnoi_listing')).toEqual([]);
  });
});
