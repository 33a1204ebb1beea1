import { COUNTED_TO } from '@ketnoi/domain/search';
import type { EnqueuedTaskPromise, Meilisearch } from 'meilisearch';
import { away } from '../away.ts';
import type { Engine, EngineQuery, Found, Mirror } from '../port.ts';
import { facetsIn, hitsIn } from './answers.ts';
import { asking, done, exists, openClients, type MeiliAddress } from './client.ts';
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
  return {
    name: 'meilisearch',
    find: (query) => find(quick, target, query),
    index: async (documents) => {
      if (documents.length === 0) return;
      const shaped = documents.map(meiliDocument);
      await changeBoth({ client: patient, live, next }, (uid) => patient.index(uid).updateDocuments(shaped, { primaryKey: 'id' }));
    },
    remove: async (ids) => {
      if (ids.length > 0) await changeBoth({ client: patient, live, next }, (uid) => patient.index(uid).deleteDocuments([...ids]));
    },
    rebuild: (documents, progress) => rebuild({ client: patient, live, next, progress }, documents),
    check: () => standingOf(quick, live),
    hasUnfinishedRebuild: () => isOurs(patient, next),
    held: (page) => fetchHeld(patient, live, page),
    heldOf: (ids) => fetchHeld(patient, live, { ids, limit: ids.length }),
  };
}

type Places = { client: Meilisearch; live: string; next: string };

/**
 * Changes the live index, and the one a rebuild is filling, so that what changes meanwhile is in both; without either a rebuild brings all.
 * The engine works its tasks off in the order they came: the index aside is named first, so that wherever between the two they are swapped,
 * the one that then is live has the change. Where there was no live index before, the swap made one, and it is looked for once more.
 */
async function changeBoth({ client, live, next }: Places, change: (uid: string) => EnqueuedTaskPromise): Promise<void> {
  const [isLive, isNext] = await Promise.all([exists(client, live), isOurs(client, next)]);
  const queued: EnqueuedTaskPromise[] = [];
  for (const uid of [...(isNext ? [next] : []), ...(isLive ? [live] : [])]) {
    const one = change(uid);
    await asking(one);
    queued.push(one);
  }
  for (const one of queued) {
    await done(one, client).catch(async (error: unknown) => {
      // The index aside may have gone after a swap; what was to be changed there is in the live one's task.
      if (!isNext || one !== queued[0] || (await exists(client, next))) throw error;
    });
  }
  if (isNext && !isLive && (await exists(client, live))) await done(change(live), client);
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
