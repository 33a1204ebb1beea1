import { COUNTED_TO } from '@ketnoi/domain/search';
import type { Meilisearch } from 'meilisearch';
import { away } from '../away.ts';
import type { Engine, EngineQuery, Found, Mirror } from '../port.ts';
import { facetsIn, hitsIn } from './answers.ts';
import { changeBoth, placesEmbedders, type Places } from './changes.ts';
import { openClients, type MeiliAddress } from './client.ts';
import { meiliDocument } from './document.ts';
import { placeAfter, unread } from './read-before.ts';
import { fetchHeld, isOurs, rebuild } from './rebuild.ts';
import { facetsRequest, hitsRequest, type Target } from './requests.ts';
import { settings, settingsWith, type Reach } from './settings.ts';
import { standingOf } from './standing.ts';
import { vectorsBy, withVectors, type VectorSource } from './vectors.ts';

/** With `vectors` the documents carry them, for matching to find its candidates by. */
export type MeiliOptions = MeiliAddress & { indexPrefix: string; reach?: Reach; vectors?: VectorSource };

/** Below this score a hit holds too few of the words to be called found. */
const CLOSEST_BELOW = 0.35;
/** Above this the engine's totals are estimates. */
const EXACT_UP_TO = 100;

/** `check` asks whether the index is as the mirror keeps it; `checkSearch` whether searches can be asked of it, whatever vectors it has. */
export type MeiliEngine = Engine & Pick<Mirror, 'check' | 'held' | 'heldOf' | 'hasUnfinishedRebuild'> & { checkSearch: Mirror['check'] };

/** Search by a Meilisearch of the version the settings were made for, over documents of the public projection. */
export function meiliEngine(options: MeiliOptions): MeiliEngine {
  const { quick, patient } = openClients(options);
  const target: Target = { indexUid: `${options.indexPrefix}listing`, reach: options.reach ?? 'everything' };
  const live = target.indexUid;
  const next = `${live}_next`;
  const vectors = options.vectors ?? null;
  const places: Places = { client: patient, live, next };
  const wanted = async () => settingsWith((await vectors?.models()) ?? []);
  return {
    name: 'meilisearch',
    find: (query) => find(quick, target, query),
    index: async (documents) => {
      if (documents.length === 0) return;
      const embedders = await placesEmbedders(places);
      const all = [...new Set([...(embedders.next ?? []), ...(embedders.live ?? [])])];
      const found = await vectorsBy(
        vectors,
        documents.map((one) => one.listingId),
        all,
      );
      const shaped = documents.map(meiliDocument);
      await changeBoth(places, embedders, (uid, names) =>
        patient.index(uid).updateDocuments(
          shaped.map((one) => withVectors(one, names, found)),
          { primaryKey: 'id' },
        ),
      );
    },
    remove: async (ids) => {
      if (ids.length === 0) return;
      await changeBoth(places, await placesEmbedders(places), (uid) => patient.index(uid).deleteDocuments([...ids]));
    },
    rebuild: async (documents, progress) => rebuild({ ...places, progress, wanted: await wanted(), vectors }, documents),
    check: async () => standingOf(quick, live, await wanted()),
    checkSearch: () => standingOf(quick, live, settings),
    hasUnfinishedRebuild: async () => isOurs(patient, next, await wanted()),
    held: (page) => fetchHeld(patient, live, page),
    heldOf: (ids) => fetchHeld(patient, live, { ids, limit: ids.length }),
  };
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
