import type { ListingId } from '@ketnoi/domain/ids';
import { planQuery } from '@ketnoi/language/query';
import { standIn, type Fault, type StandIn } from '@ketnoi/testing/meilisearch';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSearch } from '../src/create.ts';
import { meiliDocument } from '../src/meilisearch/document.ts';
import { meiliEngine } from '../src/meilisearch/engine.ts';
import { facetsRequest, filterParts, hitsRequest } from '../src/meilisearch/requests.ts';
import type { EngineQuery, Engine, Search } from '../src/port.ts';
import { recordedDocuments, recordedExchanges, searchDocument, sketchOf } from './recordings.ts';
import { given, request, searchWorld, type SearchWorld } from './world.ts';

const documents = recordedDocuments().map(searchDocument);
const uid = 'ketnoi_listing';
const target = { indexUid: uid, reach: 'headings' } as const;

const queryOf = (text: string, over: Partial<EngineQuery> = {}): EngineQuery => ({
  plan: text === '' ? null : planQuery(text, { language: 'vi', tables: {} }),
  filters: {},
  sort: 'relevance',
  facets: [],
  limit: 20,
  after: null,
  closest: null,
  ...over,
});
const recorded = (name: string): unknown => recordedExchanges().find((one) => one.name === name)?.request.body;

describe('what is asked of Meilisearch', () => {
  it('is what was recorded: the words plain, and with their marks spelt out', () => {
    expect(hitsRequest(queryOf('công nghệ sinh học'), target, 0)).toEqual(recorded('hits: công nghệ sinh học'));
    expect(hitsRequest(queryOf('76/2018/NĐ-CP'), target, 0)).toEqual(recorded('hits: "76/2018/NĐ-CP"'));
    expect(hitsRequest(queryOf('', { sort: 'newest', limit: 5 }), target, 0)).toEqual(recorded('hits: no words, newest'));
  });

  it('are facets as recorded: one query for each that is chosen, one for the rest', () => {
    const chosen = queryOf('cong nghe', {
      filters: { province: ['22', '01'], side: ['offer'] },
      facets: ['kind', 'sector', 'field', 'trl', 'province', 'side'],
    });
    expect({ queries: facetsRequest(chosen, target)?.queries }).toEqual(recorded('facets: two selected, disjunctive'));
    const none = queryOf('cong nghe', { facets: ['side', 'kind', 'sector', 'field', 'province', 'trl', 'ipStatus', 'organisationType'] });
    expect({ queries: facetsRequest(none, target)?.queries }).toEqual(recorded('facets: none selected'));
    expect(facetsRequest(queryOf('cong nghe'), target)).toBeNull();
  });

  it('holds every value of a filter as one value, whatever it says', () => {
    const hostile = ['22" OR side = "offer', String.raw`a\" OR 1=1`, "b' --"];
    const parts = filterParts({ province: hostile }, { listed: true })[0] as string[];
    expect(parts).toEqual([String.raw`province = "22\" OR side = \"offer"`, String.raw`province = "a\\\" OR 1=1"`, `province = "b' --"`]);
    expect(filterParts({ trl: ['7', '8', '9'], openForInterest: ['true'] }, { listed: false })).toEqual([
      'trl >= 7',
      'trl <= 9',
      'openForInterest = true',
    ]);
  });

  it('is documents in the recorded shape', () => {
    for (const [at, document] of recordedDocuments().entries()) {
      const shaped = meiliDocument(documents[at] ?? searchDocument(document));
      const same = Object.fromEntries(Object.keys(document).map((key) => [key, shaped[key]]));
      expect({ ...same, codes: [...document.codes] }).toEqual({ ...document, ipStatus: [document.ipStatus] });
      expect(shaped['codes']).toEqual(expect.arrayContaining(document.codes));
    }
  });
});

describe('the documents of Meilisearch', () => {
  let stand: StandIn;
  let engine: Engine;
  const held = (): unknown[] => stand.documents(uid).map((one) => one['id']);

  beforeEach(async () => {
    await stand?.close();
    stand = await standIn([]);
    engine = meiliEngine({ url: stand.url, key: stand.key, indexPrefix: 'ketnoi_' });
  });
  afterAll(() => stand.close());

  it('are there when indexing returns, and gone when removing returns; unknown ids are no error', async () => {
    await engine.index(documents);
    expect(held()).toHaveLength(30);
    await engine.index(documents.slice(0, 1).map((one) => ({ ...one, version: 2, summary: { vi: null, en: null } })));
    expect(stand.documents(uid)[0]).toMatchObject({ version: 2, summary_vi: null, summary_marks: null });
    await engine.remove([...documents.slice(0, 10).map((one) => one.listingId), 'unknown' as ListingId]);
    expect(held()).toHaveLength(20);
    expect([...stand.encodings]).toEqual(['identity']);
  });

  it('are said not to be indexed when the task failed', async () => {
    await engine.index(documents);
    const [first] = documents;
    await expect(engine.index(first === undefined ? [] : [{ ...first, listingId: 'has space' as ListingId }])).rejects.toThrow(
      'invalid_document_id',
    );
  });

  it('are built anew beside the live ones and swapped; what changes meanwhile is in both', async () => {
    await engine.index(documents);
    async function* pages() {
      yield documents.slice(0, 15);
      expect(held()).toHaveLength(30);
      await engine.index(documents.slice(29).map((one) => ({ ...one, version: 9 })));
      yield documents.slice(15, 29);
    }
    expect(await engine.rebuild(pages, () => undefined)).toEqual({ documents: 29 });
    expect(held()).toHaveLength(30);
    expect(stand.documents(`${uid}_next`)).toEqual([]);
  });
});

describe('a search when Meilisearch is not well', () => {
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

  beforeAll(async () => {
    world = await searchWorld();
    await given(world, Object.fromEntries(recordedDocuments().map((document) => [document.id, sketchOf(document)])));
  });
  beforeEach(async () => {
    await stand?.close();
    stand = await standIn(recordedExchanges());
    now = Date.parse('2026-11-24T00:00:00Z');
    said.length = 0;
    const meili = {
      options: { url: stand.url, key: stand.key, indexPrefix: 'ketnoi_', reach: 'headings' as const },
      log: { warn: say, info: say },
    };
    search = createSearch({ db: world.db, clock: { now: () => new Date(now) }, meili });
  });
  afterAll(async () => {
    await stand.close();
    await world.close();
  });

  it('comes from Meilisearch while it is', async () => {
    expect(await ask()).toMatchObject({ engine: 'meilisearch', first: documents[0]?.listingId });
  });

  it.each<Fault>(['unavailable', 'busy', 'full', 'garbage'])(
    'comes from PostgreSQL with the same answer when it is %s, and from Meilisearch again afterwards',
    async (fault) => {
      stand.suffer(fault);
      expect(await ask()).toMatchObject({ engine: 'postgresql', first: documents[0]?.listingId });
      stand.suffer('none');
      expect(await ask()).toMatchObject({ engine: 'meilisearch' });
    },
  );

  it('waits 800 ms for a frozen one, three times, then leaves it alone, and tries again after ten seconds', async () => {
    stand.suffer('frozen');
    for (let times = 0; times < 3; times += 1) {
      const { engine, millis } = await ask();
      expect(engine).toBe('postgresql');
      expect(millis).toBeGreaterThan(700);
      expect(millis).toBeLessThan(2500);
    }
    const { engine, millis } = await ask();
    expect(engine).toBe('postgresql');
    expect(millis).toBeLessThan(500);
    stand.suffer('none');
    expect((await ask()).engine).toBe('postgresql');
    now += 10_000;
    expect((await ask()).engine).toBe('meilisearch');
    expect((await ask()).engine).toBe('meilisearch');
    expect(said.at(-1)).toBe('the search engine answers again');
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
