import { forgetLeft, leftOf } from '@ketnoi/db/search-left';
import { standIn, type Fault, type StandIn } from '@ketnoi/testing/meilisearch';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSearch } from '../src/create.ts';
import type { Search } from '../src/port.ts';
import { recordedDocuments, recordedExchanges, searchDocument, sketchOf } from './recordings.ts';
import { given, request, searchWorld, type SearchWorld } from './world.ts';

const documents = recordedDocuments().map(searchDocument);

let world: SearchWorld;
let stand: StandIn;
let search: Search;
let now: number;
const said: string[] = [];
const say = (_facts: object, sentence: string): void => void said.push(sentence);

const ask = async (text = 'cong nghe sinh hoc') => {
  const started = performance.now();
  const { engine, hits, next } = await search.search(request({ text, exact: true, limit: 20 }));
  return { engine, first: hits[0]?.listingId, next, millis: performance.now() - started };
};
/** Asks until the engine answers: what is tried behind the scenes takes a moment. */
const returns = () => expect.poll(async () => (await ask()).engine, { interval: 20 }).toBe('meilisearch');

beforeAll(async () => {
  world = await searchWorld();
  await given(world, Object.fromEntries(recordedDocuments().map((document) => [document.id, sketchOf(document)])));
});
beforeEach(async () => {
  await stand?.close();
  stand = await standIn(recordedExchanges(), { taskMillis: 1 });
  now = Date.parse('2026-11-24T00:00:00Z');
  said.length = 0;
  const meili = {
    options: { url: stand.url, key: stand.key, indexPrefix: 'ketnoi_', reach: 'headings' as const },
    log: { warn: say, info: say },
  };
  search = createSearch({ db: world.db, clock: { now: () => new Date(now) }, meili });
  await search.mirror?.rebuild(
    async function* () {
      yield documents;
    },
    () => undefined,
  );
});
afterAll(async () => {
  await stand.close();
  await world.close();
});

describe('a search when Meilisearch is not well', () => {
  it('comes from Meilisearch while it is', async () => {
    expect(await ask()).toMatchObject({ engine: 'meilisearch', first: documents[0]?.listingId });
    expect(await search.answering()).toEqual({ engine: 'meilisearch', remark: null });
  });

  it.each<Fault>(['unavailable', 'busy', 'full', 'garbage', 'truncated', 'misshapen', 'broken'])(
    'comes from PostgreSQL with the same answer when it is %s, and from Meilisearch again afterwards',
    async (fault) => {
      const well = await search.search(request({ text: 'cong nghe sinh hoc', exact: true, limit: 20 }));
      stand.suffer(fault);
      expect(await ask()).toMatchObject({ engine: 'postgresql', first: documents[0]?.listingId });
      const ill = await search.search(request({ text: 'cong nghe sinh hoc', exact: true, limit: 20 }));
      expect(Object.keys(ill).toSorted()).toEqual(Object.keys(well).toSorted());
      stand.suffer('none');
      expect(await ask()).toMatchObject({ engine: 'meilisearch' });
    },
  );

  it('comes from PostgreSQL while it may hold what was hidden, so that no count tells of it, and from it again when it knows', async () => {
    const [hidden] = [...(await given(world, { hidden: { title: 'Công nghệ sinh học thử kín' } })).keys()];
    const ids = hidden === undefined ? [] : [hidden];
    expect(await ask()).toMatchObject({ engine: 'meilisearch' });
    await world.admin.deleteFrom('listingPublic').where('listingId', 'in', ids).execute();
    // The same question, which the engine would answer as before.
    expect(await ask()).toMatchObject({ engine: 'postgresql' });
    await forgetLeft(world.db, { left: await leftOf(world.db, { ids }) });
    expect(await ask()).toMatchObject({ engine: 'meilisearch' });
  });

  it('waits 800 ms for a frozen one, three times, then nobody waits: it is tried behind the scenes every ten seconds', async () => {
    await ask();
    stand.suffer('frozen');
    for (let times = 0; times < 3; times += 1) {
      const { engine, millis } = await ask();
      expect(engine).toBe('postgresql');
      expect(millis).toBeGreaterThan(700);
      expect(millis).toBeLessThan(2500);
    }
    for (let times = 0; times < 5; times += 1) {
      now += 10_000;
      const { engine, millis } = await ask();
      expect(engine).toBe('postgresql');
      expect(millis).toBeLessThan(500);
    }
    expect((await search.answering()).engine).toBe('postgresql');
    stand.suffer('none');
    expect((await ask()).engine).toBe('postgresql');
    // The trial under way gives up, and the next one is answered.
    await new Promise((resolve) => setTimeout(resolve, 900));
    now += 10_000;
    await returns();
    expect(said.at(-1)).toBe('the search engine answers again');
    expect(said.filter((one) => one.startsWith('the search engine did not answer'))).toHaveLength(3);
  });

  it('asks it nothing while it is left alone, however many search', async () => {
    stand.suffer('unavailable');
    await Promise.all(Array.from({ length: 3 }, () => ask()));
    const before = stand.unrecorded.length;
    stand.suffer('none');
    expect((await Promise.all(Array.from({ length: 20 }, () => ask()))).every(({ engine }) => engine === 'postgresql')).toBe(true);
    expect(stand.unrecorded).toHaveLength(before);
    now += 10_000;
    await returns();
  });

  it('is never answered from an index that is missing or has foreign settings', async () => {
    const settle = async (state: string) => expect.poll(async () => (await search.mirror?.check())?.state).toBe(state);
    const past = (method: string, path: string, body?: unknown) =>
      fetch(stand.url + path, {
        method,
        headers: { authorization: `Bearer ${stand.key}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    await past('DELETE', '/indexes/ketnoi_listing');
    await settle('unbuilt');
    expect(await ask()).toMatchObject({ engine: 'postgresql', first: documents[0]?.listingId });
    expect(await search.answering()).toMatchObject({
      engine: 'postgresql',
      remark: 'Meilisearch has no index of ours yet; the worker builds it',
    });
    await past('PUT', '/indexes/ketnoi_listing/documents', []);
    await settle('foreign');
    now += 10_000;
    await ask();
    await expect.poll(async () => (await search.answering()).remark).toContain('other settings than ours');
    expect(said.at(-1)).toContain('other settings than ours');
    await search.mirror?.rebuild(
      async function* () {
        yield documents;
      },
      () => undefined,
    );
    now += 10_000;
    await returns();
  });

  it('goes on paging where it began, whichever engine answers next', async () => {
    const page = (after: Awaited<ReturnType<Search['search']>>['next']) =>
      search.search(request({ text: 'dien mat troi', exact: true, limit: 3, after }));
    const first = await page(null);
    expect(first.engine).toBe('meilisearch');
    stand.suffer('unavailable');
    const second = await page(first.next);
    expect(second.engine).toBe('postgresql');
    const fromPostgres = await search.search(request({ text: 'dien', exact: true, limit: 3 }));
    stand.suffer('none');
    const further = await search.search(request({ text: 'dien', exact: true, limit: 3, after: fromPostgres.next }));
    expect(further.engine).toBe('postgresql');
    const ids = [...fromPostgres.hits, ...further.hits].map((hit) => hit.listingId);
    expect(new Set(ids).size).toBe(6);
  });
});
