import { COUNTED_TO } from '@ketnoi/domain/search';
import type { Meilisearch } from 'meilisearch';
import { away } from '../away.ts';
import type { Engine, EngineQuery, Found, Mirror, SearchDocument } from '../port.ts';
import { facetsIn, hitsIn } from './answers.ts';
import { done, exists, openClients, type MeiliAddress } from './client.ts';
import { meiliDocument } from './document.ts';
import { placeAfter, unread } from './read-before.ts';
import { fetchHeld, isOurs, rebuild } from './rebuild.ts';
import { facetsRequest, hitsRequest, type Target } from './requests.ts';
import type { Reach } from './settings.ts';
import { standingOf } from './standing.ts';

export type MeiliOptions = MeiliAddress & { indexPrefix: string; reach?: Reach };

/** Below this score a hit holds too few of the words to be called found. */
const CLOSEST_BELOW = 0.35;
/** Above this the engine's totals are estimates. */
const EXACT_UP_TO = 100;

export type MeiliEngine = Engine & Pick<Mirror, 'check' | 'held' | 'heldOf' | 'hasUnfinishedRebuild'>;

/** Search by a Meilisearch of the version the settings were made for, over documents of the public projection. */
export function meiliEngine(options: MeiliOptions): MeiliEngine {
  const { quick, patient } = openClients(options);
  const target: Target = { indexUid: `${options.indexPrefix}listing`, reach: options.reach ?? 'everything' };
  const live = target.indexUid;
  const next = `${live}_next`;
  /** The live index, and the one a rebuild is filling, so that what changes meanwhile is in both. Without either a rebuild brings all. */
  const uids = async (): Promise<string[]> => {
    const [isLive, isNext] = await Promise.all([exists(patient, live), isOurs(patient, next)]);
    return [...(isLive ? [live] : []), ...(isNext ? [next] : [])];
  };
  return {
    name: 'meilisearch',
    find: (query) => find(quick, target, query),
    index: async (documents) => {
      if (documents.length > 0) await put(patient, await uids(), documents);
    },
    remove: async (ids) => {
      if (ids.length === 0) return;
      for (const uid of await uids()) await done(patient.index(uid).deleteDocuments([...ids]), patient);
    },
    rebuild: (documents, progress) => rebuild({ client: patient, live, next, progress }, documents),
    check: () => standingOf(quick, live),
    hasUnfinishedRebuild: () => isOurs(patient, next),
    held: (page) => fetchHeld(patient, live, page),
    heldOf: (ids) => fetchHeld(patient, live, { ids, limit: ids.length }),
  };
}

async function put(client: Meilisearch, uids: readonly string[], documents: readonly SearchDocument[]): Promise<void> {
  const shaped = documents.map(meiliDocument);
  for (const uid of uids) await done(client.index(uid).updateDocuments(shaped, { primaryKey: 'id' }), client);
}

async function find(client: Meilisearch, target: Target, query: EngineQuery): Promise<Found> {
  const offset = query.after?.[0] === 'offset' ? Number(query.after[1]) : 0;
  const counts = facetsRequest(query, target);
  const ask = (request: unknown): Promise<unknown> => client.multiSearch(request as Parameters<typeof client.multiSearch>[0]);
  const [hitsAnswer, facetsAnswer] = await Promise.all([
    ask(hitsRequest(query, target, offset)),
    counts === null ? null : ask({ queries: counts.queries }),
  ]);
  const { hits, estimated } = hitsIn(hitsAnswer);
  if (hits.length > query.limit) throw away('answered more hits than were asked for');
  const end = offset + hits.length;
  const fresh = unread(hits, query.after);
  return {
    hits: fresh,
    total: estimated >= COUNTED_TO - 1 ? COUNTED_TO : estimated,
    totalIsExact: estimated <= EXACT_UP_TO,
    closest: query.plan !== null && hits.length > 0 && offset === 0 && (hits[0]?.score ?? 0) < CLOSEST_BELOW,
    facets: counts === null ? {} : facetsIn(counts.facets, facetsAnswer),
    next: hits.length === query.limit && end < estimated ? placeAfter(fresh, end, query.after) : null,
  };
}
