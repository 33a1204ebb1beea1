import type { ListingId } from '@ketnoi/domain/ids';
import { COUNTED_TO, type Facet } from '@ketnoi/domain/search';
import { Meilisearch, MeilisearchApiError, type EnqueuedTaskPromise } from 'meilisearch';
import type { Documents, Engine, EngineQuery, FacetCounts, Found, Progress } from '../port.ts';
import { meiliDocument } from './document.ts';
import { facetsRequest, hitsRequest, type Target } from './requests.ts';
import { ATTRIBUTES, settings, type Reach } from './settings.ts';

export type MeiliOptions = { url: string; key: string; indexPrefix: string; reach?: Reach };

/** A search must answer within this; what does not is answered by PostgreSQL. */
const SEARCH_MILLIS = 800;
const WRITE_MILLIS = 30_000;
/** A queued change is looked after every so often, and given up after so long: the job then comes back. */
const TASK = { interval: 50, timeout: 60_000 } as const;
/** Below this score a hit holds too few of the words to be called found. */
const CLOSEST_BELOW = 0.35;
/** Above this the engine's totals are estimates. */
const EXACT_UP_TO = 100;

// Compressed answers leave in small packets and wait for an acknowledgement each: 48 ms instead of 5.
const IDENTITY = { headers: { 'accept-encoding': 'identity' } };

type HitsAnswer = {
  hits: { id: ListingId; version: number; _federation?: { weightedRankingScore: number } }[];
  estimatedTotalHits?: number;
};
type FacetsAnswer = { results: { facetDistribution?: Record<string, Record<string, number>> }[] };

/** Waits until a change is in the index. A task that failed changed nothing and is an error here. */
async function done(enqueued: EnqueuedTaskPromise): Promise<void> {
  const task = await enqueued.waitTask(TASK);
  if (task.status !== 'succeeded')
    throw new Error(`meilisearch: ${task.type} ${task.status}: ${task.error?.code ?? 'no reason'} ${task.error?.message ?? ''}`);
}

const isMissing = (error: unknown): boolean => error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found';

/** Search by a Meilisearch of the version the settings were made for, over documents of the public projection. */
export function meiliEngine(options: MeiliOptions): Engine {
  const { url: host, key: apiKey } = options;
  const quick = new Meilisearch({ host, apiKey, requestInit: IDENTITY, timeout: SEARCH_MILLIS });
  const patient = new Meilisearch({ host, apiKey, requestInit: IDENTITY, timeout: WRITE_MILLIS });
  const target: Target = { indexUid: `${options.indexPrefix}listing`, reach: options.reach ?? 'everything' };
  const next = `${target.indexUid}_next`;
  let prepared: Promise<void> | null = null;
  const prepare = (): Promise<void> => {
    prepared ??= ensureIndex(patient, target.indexUid).catch((error: unknown) => {
      prepared = null;
      throw error;
    });
    return prepared;
  };
  /** The live index, and the one a rebuild is filling, so that what changes meanwhile is in both. */
  const uids = async (): Promise<string[]> => [target.indexUid, ...((await exists(patient, next)) ? [next] : [])];
  return {
    name: 'meilisearch',
    find: (query) => find(quick, target, query),
    index: async (documents) => {
      if (documents.length === 0) return;
      await prepare();
      const shaped = documents.map(meiliDocument);
      for (const uid of await uids()) await done(patient.index(uid).updateDocuments(shaped, { primaryKey: 'id' }));
    },
    remove: async (ids) => {
      if (ids.length === 0) return;
      await prepare();
      for (const uid of await uids()) await done(patient.index(uid).deleteDocuments([...ids]));
    },
    rebuild: async (documents, progress) => {
      await prepare();
      return rebuild({ client: patient, live: target.indexUid, next, progress }, documents);
    },
  };
}

async function exists(client: Meilisearch, uid: string): Promise<boolean> {
  try {
    await client.getRawIndex(uid);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function ensureIndex(client: Meilisearch, uid: string): Promise<void> {
  if (!(await exists(client, uid))) await done(client.createIndex(uid, { primaryKey: 'id' }));
  await done(client.index(uid).updateSettings(settings));
}

async function find(client: Meilisearch, target: Target, query: EngineQuery): Promise<Found> {
  const offset = query.after?.[0] === 'offset' ? Number(query.after[1]) : 0;
  const counts = facetsRequest(query, target);
  const [hits, facets] = await Promise.all([
    client.multiSearch(
      hitsRequest(query, target, offset) as unknown as Parameters<typeof client.multiSearch>[0],
    ) as unknown as Promise<HitsAnswer>,
    counts === null ? null : (client.multiSearch({ queries: counts.queries }) as unknown as Promise<FacetsAnswer>),
  ]);
  const estimated = hits.estimatedTotalHits ?? hits.hits.length;
  const end = offset + hits.hits.length;
  const best = hits.hits[0]?._federation?.weightedRankingScore ?? 0;
  return {
    hits: hits.hits.map(({ id, version, _federation }) => ({ listingId: id, version, score: _federation?.weightedRankingScore ?? 0 })),
    total: estimated >= COUNTED_TO - 1 ? COUNTED_TO : estimated,
    totalIsExact: estimated <= EXACT_UP_TO,
    closest: query.plan !== null && hits.hits.length > 0 && offset === 0 && best < CLOSEST_BELOW,
    facets: counts === null || facets === null ? {} : facetsOf(counts.facets, facets),
    next: hits.hits.length === query.limit && end < estimated ? ['offset', end] : null,
  };
}

function facetsOf(groups: readonly Facet[][], answer: FacetsAnswer): FacetCounts {
  const counts: FacetCounts = {};
  for (const [at, facets] of groups.entries()) {
    for (const facet of facets) {
      const values = answer.results[at]?.facetDistribution?.[ATTRIBUTES[facet]] ?? {};
      counts[facet] = Object.entries(values)
        .map(([code, count]) => ({ code, count }))
        .toSorted((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
    }
  }
  return counts;
}

type Rebuild = { client: Meilisearch; live: string; next: string; progress: Progress };

async function rebuild({ client, live, next, progress }: Rebuild, documents: Documents): Promise<{ documents: number }> {
  if (await exists(client, next)) await done(client.deleteIndex(next));
  await ensureIndex(client, next);
  let total = 0;
  let last: EnqueuedTaskPromise | null = null;
  for await (const batch of documents()) {
    const before = last;
    last = client.index(next).updateDocuments(batch.map(meiliDocument), { primaryKey: 'id' });
    // The engine takes its time; one batch waits there while the next is shaped here.
    last.catch(() => undefined);
    if (before !== null) await done(before);
    total += batch.length;
    progress(total);
  }
  if (last !== null) await done(last);
  await done(client.swapIndexes([{ indexes: [live, next], rename: false }]));
  await done(client.deleteIndex(next));
  return { documents: total };
}
