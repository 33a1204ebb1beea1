import { liveMeilisearch, standIn, type StandIn } from '@ketnoi/testing/meilisearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAway } from '../src/away.ts';
import { candidatesRequest, meiliCandidates, MOST_CANDIDATES, type CandidateFinder } from '../src/meilisearch/candidates.ts';
import { meiliEngine } from '../src/meilisearch/engine.ts';
import { embedderOf, type DocumentVector, type VectorModel } from '../src/meilisearch/vectors.ts';
import { candidateRequests, listsIn, recordCandidates, recordedCandidates, vectorAt } from './candidates-recording.ts';
import { recordedDocuments, searchDocument } from './recordings.ts';

const documents = recordedDocuments().map(searchDocument);
const offers = documents.filter(({ side }) => side === 'offer');
const uid = 'ketnoi_listing';

let stand: StandIn;
let find: CandidateFinder;
let models: VectorModel[] = [{ model: 'one', dimensions: 8 }];
/** Those that have vectors, each the vector of its place. */
const encoded = new Set(documents.slice(0, 20).map(({ listingId }) => listingId));
const vectors = {
  models: async () => models,
  of: async (ids: readonly string[]): Promise<DocumentVector[]> =>
    documents.flatMap(({ listingId }, at) =>
      models
        .filter(() => encoded.has(listingId) && ids.includes(listingId))
        .map(({ model, dimensions }) => ({ listingId, model, vector: vectorAt(at).slice(0, dimensions) })),
    ),
};
const opened = () => meiliEngine({ url: stand.url, key: stand.key, indexPrefix: 'ketnoi_', vectors });
const pages = async function* () {
  yield documents;
};
const ignore = (): void => undefined;

beforeAll(async () => {
  stand = await standIn([], { taskMillis: 1 });
  await opened().rebuild(pages, ignore);
  find = meiliCandidates({ url: stand.url, key: stand.key, indexPrefix: 'ketnoi_' });
});
afterAll(() => stand.close());

const near = (id: string | undefined, model = 'one') => [
  { model, vector: vectorAt(documents.findIndex(({ listingId }) => listingId === id)) },
];

describe('documents with vectors', () => {
  it('carry one by each model under a name of its own, or say that they have none', () => {
    const held = stand.documents(uid).map((one) => (one['_vectors'] as Record<string, unknown>)[embedderOf('one')]);
    expect(held.filter((one) => one !== null)).toHaveLength(20);
    expect(held[0]).toEqual(vectorAt(0));
    expect(held.every((one) => one !== undefined)).toBe(true);
  });

  it('take a vector once there is one, with the next change of them', async () => {
    const late = documents[25];
    if (late === undefined) throw new Error('too few documents');
    encoded.add(late.listingId);
    await opened().index([late]);
    expect((await find({ side: late.side, words: [], vectors: near(late.listingId) }))[0]).toBe(late.listingId);
  });

  it('are built anew where the models are others: searches go on meanwhile, and changes fit the index that is there', async () => {
    const before = models;
    models = [{ model: 'two', dimensions: 4 }];
    const engine = opened();
    expect(await engine.check()).toMatchObject({ state: 'foreign', differs: ['embedders'] });
    expect(await engine.checkSearch()).toMatchObject({ state: 'ready' });
    await engine.index(documents.slice(0, 1));
    await engine.rebuild(pages, ignore);
    expect(await engine.check()).toMatchObject({ state: 'ready' });
    expect(Object.keys(stand.documents(uid)[0]?.['_vectors'] as object)).toEqual([embedderOf('two')]);
    models = before;
    await opened().rebuild(pages, ignore);
  });

  it('lose them where none are wanted', async () => {
    const plain = meiliEngine({ url: stand.url, key: stand.key, indexPrefix: 'ketnoi_' });
    expect(await plain.check()).toMatchObject({ state: 'foreign', differs: ['embedders'] });
    await plain.index(documents.slice(0, 2));
    await plain.rebuild(pages, ignore);
    expect(stand.documents(uid).some((one) => '_vectors' in one)).toBe(false);
    await opened().rebuild(pages, ignore);
  });
});

describe('candidates', () => {
  it('are found by vector, nearest first, and of the wanted side alone', async () => {
    const [first] = offers;
    const found = await find({ side: 'offer', words: [], vectors: near(first?.listingId) });
    expect(found[0]).toBe(first?.listingId);
    expect(found.every((id) => offers.some(({ listingId }) => listingId === id))).toBe(true);
    expect(await find({ side: 'need', words: [], vectors: near(first?.listingId) })).not.toContain(first?.listingId);
  });

  it('are found by words, also where the most telling one is unknown, each once and in turn with those by vector', async () => {
    const one = offers.find(({ title }) => title.vi !== null);
    const [a = '', b = ''] = (one?.title.vi ?? '').split(' ');
    const words = [{ language: 'vi' as const, words: ['zzzz', a, b], pairs: [] }];
    expect(await find({ side: 'offer', words, vectors: [] })).toContain(one?.listingId);
    const both = await find({ side: 'offer', words, vectors: near(offers[1]?.listingId) });
    expect(both[0]).toBe(offers[1]?.listingId);
    expect(new Set(both).size).toBe(both.length);
    expect(both.length).toBeLessThanOrEqual(MOST_CANDIDATES);
  });

  it('are asked for in one request, uncompressed; a vector of a model that the index does not hold is left out', async () => {
    stand.encodings.clear();
    expect(await find({ side: 'offer', words: [], vectors: near(offers[0]?.listingId, 'unknown') })).toEqual([]);
    await find({ side: 'offer', words: [{ language: 'en', words: ['computer'], pairs: [] }], vectors: near(offers[0]?.listingId) });
    expect([...stand.encodings]).toEqual(['identity']);
    expect(stand.unrecorded).toEqual([]);
  });

  it('come from an index that was built anew by another model a moment ago', async () => {
    models = [{ model: 'two', dimensions: 8 }];
    await opened().rebuild(pages, ignore);
    const question = { side: 'offer', words: [], vectors: [...near(offers[0]?.listingId), ...near(offers[0]?.listingId, 'two')] };
    expect((await find(question))[0]).toBe(offers[0]?.listingId);
    models = [{ model: 'one', dimensions: 8 }];
    await opened().rebuild(pages, ignore);
  });

  it.each(['garbage', 'misshapen', 'unavailable', 'busy', 'broken', 'frozen'] as const)(
    'are refused as from an engine that is away when it is %s',
    async (fault) => {
      stand.suffer(fault);
      const failed = find({ side: 'offer', words: [{ language: 'en', words: ['computer'], pairs: [] }], vectors: [] });
      expect(isAway(await failed.catch((error: unknown) => error))).toBe(true);
      stand.suffer('none');
    },
  );

  it('cannot be asked for by another side than is said, whatever it holds', () => {
    const [query] = candidatesRequest({ side: 'offer" OR side = "need', words: [], vectors: near(offers[0]?.listingId) }, uid).queries;
    expect(query?.['filter']).toEqual([String.raw`side = "offer\" OR side = \"need"`]);
  });
});

describe('what a real engine answered', () => {
  it('was asked what the adapter asks now', () => {
    expect(recordedCandidates().map(({ name, request }) => ({ name, request }))).toEqual(candidateRequests());
  });

  it('is what the stand-in finds by vectors, and holds what it finds by words; what is not recorded is not judged', async () => {
    const live = liveMeilisearch();
    const exchanges = live === null ? recordedCandidates() : await recordCandidates(live);
    const judged = exchanges.filter(({ response }) => response !== null);
    const open = exchanges.filter(({ response }) => response === null).map(({ name }) => name);
    const where = live === null ? 'recorded' : 'live';
    console.log(`candidates, ${where}: ${judged.length} of ${exchanges.length} judged; not judged: ${open.join(', ') || 'none'}`);
    const ours = await recordCandidates(stand);
    for (const { name, request, response } of judged) {
      const theirs = listsIn(response?.body) ?? [];
      const here = listsIn(ours.find((one) => one.name === name)?.response?.body) ?? [];
      for (const [at, query] of (request.body as { queries: { vector?: unknown }[] }).queries.entries()) {
        if (query.vector === undefined) expect(theirs[at]).toEqual(expect.arrayContaining(here[at] ?? []));
        else expect(here[at]).toEqual(theirs[at]);
      }
    }
    expect(ours.every(({ response }) => response !== null)).toBe(true);
  });
});
