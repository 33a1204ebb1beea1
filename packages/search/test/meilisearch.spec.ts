import type { ListingId } from '@ketnoi/domain/ids';
import { planQuery } from '@ketnoi/language/query';
import { standIn, type Fault, type StandIn } from '@ketnoi/testing/meilisearch';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAway } from '../src/away.ts';
import { meiliDocument } from '../src/meilisearch/document.ts';
import { meiliEngine, type MeiliEngine } from '../src/meilisearch/engine.ts';
import { facetsRequest, filterParts, hitsRequest } from '../src/meilisearch/requests.ts';
import { settings } from '../src/meilisearch/settings.ts';
import { remarkOn } from '../src/meilisearch/standing.ts';
import { mirrorOf } from '../src/mirror.ts';
import type { Documents, EngineQuery } from '../src/port.ts';
import { recordedDocuments, recordedExchanges, searchDocument } from './recordings.ts';

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

const pagesOf = (...pages: (typeof documents)[]): Documents =>
  async function* () {
    yield* pages;
  };
const ignore = (): void => undefined;

let stand: StandIn;
let engine: MeiliEngine;
const held = (index = uid): unknown[] => stand.documents(index).map((one) => one['id']);
const opened = async (options: Parameters<typeof standIn>[1] = {}): Promise<void> => {
  await stand?.close();
  stand = await standIn([], options);
  engine = meiliEngine({ url: stand.url, key: stand.key, indexPrefix: 'ketnoi_' });
};
/** What another hand does to the engine, past ours. */
const past = (method: string, path: string, body: unknown): Promise<unknown> =>
  fetch(stand.url + path, { method, headers: { authorization: `Bearer ${stand.key}` }, body: JSON.stringify(body) });

beforeEach(() => opened());
afterAll(() => stand.close());

describe('the documents of Meilisearch', () => {
  it('are there when indexing returns, and gone when removing returns; unknown ids are no error', async () => {
    await engine.rebuild(pagesOf(documents), ignore);
    expect(held()).toHaveLength(30);
    await engine.index(documents.slice(0, 1).map((one) => ({ ...one, version: 2, summary: { vi: null, en: null } })));
    expect(stand.documents(uid)[0]).toMatchObject({ version: 2, summary_vi: null, summary_marks: null });
    await engine.remove([...documents.slice(0, 10).map((one) => one.listingId), 'unknown' as ListingId]);
    expect(held()).toHaveLength(20);
    expect([...stand.encodings]).toEqual(['identity']);
  });

  it('are left to the rebuild that brings all while there is no index: none is ever shown half full', async () => {
    await engine.index(documents);
    await engine.remove([documents[0]?.listingId ?? ('' as ListingId)]);
    expect(stand.tasks()).toBe(0);
    expect(await engine.check()).toMatchObject({ state: 'unbuilt' });
  });

  it('go in one task for a batch, and are said not to be indexed when the task failed', async () => {
    await engine.rebuild(pagesOf(documents), ignore);
    const before = stand.tasks();
    await engine.index(documents);
    expect(stand.tasks()).toBe(before + 1);
    const [first] = documents;
    const failed = engine.index(first === undefined ? [] : [{ ...first, listingId: 'has space' as ListingId }]);
    await expect(failed).rejects.toThrow('invalid_document_id');
    expect(isAway(await failed.catch((error: unknown) => error))).toBe(false);
  });

  it('are built anew beside the live ones and swapped; what changes meanwhile is in both', async () => {
    await engine.rebuild(pagesOf(documents), ignore);
    async function* pages() {
      yield documents.slice(0, 15);
      expect(held()).toHaveLength(30);
      await engine.index(documents.slice(29).map((one) => ({ ...one, version: 9 })));
      yield documents.slice(15, 29);
    }
    expect(await engine.rebuild(pages, ignore)).toEqual({ documents: 29 });
    expect(held()).toHaveLength(30);
    expect(held(`${uid}_next`)).toEqual([]);
  });

  it.each([
    { rebuild: 'first', late: 1 },
    { rebuild: 'later', late: 1 },
    { rebuild: 'later', late: 2 },
  ])(
    'of a change begun in the $rebuild rebuild are there even if request $late of it arrives after the swap',
    async ({ rebuild, late }) => {
      if (rebuild === 'later') await engine.rebuild(pagesOf(documents), ignore);
      const swapped = Promise.withResolvers<void>();
      const [changed] = documents.map((one) => ({ ...one, listingId: 'changed' as ListingId }));
      const real = globalThis.fetch;
      let puts = 0;
      const fetching = vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
        if (init?.method === 'PUT' && typeof init.body === 'string' && init.body.includes('"changed"')) {
          puts += 1;
          if (puts === late) await swapped.promise;
        }
        return real(url, init);
      });
      let change: Promise<void> = Promise.resolve();
      await engine.rebuild(async function* () {
        yield documents;
        change = engine.index(changed === undefined ? [] : [changed]);
        await expect.poll(() => puts).toBe(late);
      }, ignore);
      swapped.resolve();
      await change;
      fetching.mockRestore();
      expect(held()).toContain('changed');
      expect(held()).toHaveLength(31);
    },
  );

  it('of a rebuild that was cut short are not sent again', async () => {
    async function* cut() {
      yield documents.slice(0, 10);
      yield documents.slice(10, 20);
      throw new Error('power cut');
    }
    await expect(engine.rebuild(cut, ignore)).rejects.toThrow('power cut');
    expect(await engine.hasUnfinishedRebuild()).toBe(true);
    expect(held()).toEqual([]);
    const before = stand.tasks();
    await engine.rebuild(pagesOf(documents.slice(0, 10), documents.slice(10, 20), documents.slice(20)), ignore);
    // The last page, the making of the live index, the swap, the end of the old one.
    expect(stand.tasks() - before).toBeLessThanOrEqual(5);
    expect(held()).toHaveLength(30);
    expect(await engine.hasUnfinishedRebuild()).toBe(false);
  });

  it.each<Fault>(['garbage', 'truncated', 'misshapen', 'unavailable', 'busy', 'full', 'full-later', 'broken'])(
    'are refused with a word that it is the engine when it is %s',
    async (fault) => {
      await engine.rebuild(pagesOf(documents), ignore);
      stand.suffer(fault);
      expect(isAway(await engine.index(documents).catch((error: unknown) => error))).toBe(true);
      const mirror = mirrorOf(engine);
      await expect(mirror.index(documents)).rejects.toThrow('meilisearch');
      expect(mirror.isAway()).toBe(true);
      stand.suffer('none');
      await expect(mirror.index(documents)).rejects.toThrow('was away a moment ago');
      mirror.tryAgain();
      await mirror.remove([]);
      expect(mirror.hasReturned()).toBe(false);
      await mirror.index(documents);
      expect([mirror.isAway(), mirror.hasReturned(), mirror.hasReturned()]).toEqual([false, true, false]);
    },
  );
});

describe('an engine as it is found at the start', () => {
  const remark = async (): Promise<string | null> => remarkOn(await engine.check());

  it('is ready with an index of ours, in the version it was tried with', async () => {
    await engine.rebuild(pagesOf(documents), ignore);
    expect(await engine.check()).toEqual({ state: 'ready', version: '1.50.0', isRecordedVersion: true, differs: [] });
    expect(await remark()).toBeNull();
  });

  it('of another version is used, and that is said', async () => {
    await opened({ version: '1.61.2' });
    await engine.rebuild(pagesOf(documents), ignore);
    expect(await engine.check()).toMatchObject({ state: 'ready', isRecordedVersion: false });
    expect(await remark()).toBe('Meilisearch is version 1.61.2; this product was tried with 1.50');
  });

  it('that does not tell its version to our key is not held to be wrong', async () => {
    await opened({ version: null });
    await engine.rebuild(pagesOf(documents), ignore);
    expect(await engine.check()).toMatchObject({ state: 'ready', version: null, isRecordedVersion: null });
    expect(await remark()).toBeNull();
  });

  it('with foreign settings is recognised, and a rebuild gives it ours', async () => {
    await engine.rebuild(pagesOf(documents), ignore);
    await past('PATCH', `/indexes/${uid}/settings`, { synonyms: { a: ['b'] }, rankingRules: ['words'], stopWords: [] });
    await expect.poll(async () => (await engine.check()).differs).toEqual(['rankingRules', 'synonyms']);
    expect(await remark()).toContain('other settings than ours (rankingRules, synonyms)');
    await engine.rebuild(pagesOf(documents), ignore);
    expect(await engine.check()).toMatchObject({ state: 'ready' });
    expect(held()).toHaveLength(30);
  });

  it('may give lists back in another order where that means nothing', async () => {
    await engine.rebuild(pagesOf(documents), ignore);
    await past('PATCH', `/indexes/${uid}/settings`, {
      filterableAttributes: settings.filterableAttributes.toReversed(),
      distinctAttribute: null,
    });
    await expect.poll(() => stand.tasks()).toBeGreaterThan(0);
    expect(await engine.check()).toMatchObject({ state: 'ready' });
  });

  it('is away with a wrong key, when nothing listens, and when it is silent', async () => {
    const wrong = meiliEngine({ url: stand.url, key: 'a wrong key of the engine', indexPrefix: 'ketnoi_' });
    expect(await wrong.check()).toMatchObject({ state: 'away', why: 'meilisearch: answered 403 invalid_api_key' });
    stand.suffer('frozen');
    const started = performance.now();
    expect(await engine.check()).toMatchObject({ state: 'away' });
    expect(performance.now() - started).toBeLessThan(2000);
    await stand.close();
    expect(await engine.check()).toMatchObject({ state: 'away' });
  });
});
