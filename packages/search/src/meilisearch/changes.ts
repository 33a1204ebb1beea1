import type { EnqueuedTaskPromise, Meilisearch } from 'meilisearch';
import { asking, done, exists, isMissing } from './client.ts';
import { differingSettings, embeddersIn, settings } from './settings.ts';

/** The live index, and the one a rebuild fills. */
export type Places = { client: Meilisearch; live: string; next: string };

/** The embedders of both; null where there is no index, or none of ours aside. */
export type PlacesEmbedders = Record<'live' | 'next', readonly string[] | null>;

async function settingsOf(client: Meilisearch, uid: string): Promise<unknown> {
  try {
    return await asking<unknown>(client.index(uid).getSettings());
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

export async function placesEmbedders({ client, live, next }: Places): Promise<PlacesEmbedders> {
  const [ofLive, ofNext] = await Promise.all([settingsOf(client, live), settingsOf(client, next)]);
  const isOurs = ofNext !== null && differingSettings(ofNext, settings).length === 0;
  return { live: ofLive === null ? null : embeddersIn(ofLive), next: isOurs ? embeddersIn(ofNext) : null };
}

/** One change of an index that has these embedders. */
type Change = (uid: string, embedders: readonly string[]) => EnqueuedTaskPromise;

/**
 * Changes the live index, and the one a rebuild is filling, so that what changes meanwhile is in both; without either a rebuild brings all.
 * The engine works its tasks off in the order they came: the index aside is named first, so that wherever between the two they are swapped,
 * the one that then is live has the change. Where there was no live index before, the swap made one, and it is looked for once more.
 */
export async function changeBoth({ client, live, next }: Places, embedders: PlacesEmbedders, change: Change): Promise<void> {
  const queued: EnqueuedTaskPromise[] = [];
  for (const [uid, names] of [[next, embedders.next] as const, [live, embedders.live] as const]) {
    if (names === null) continue;
    const one = change(uid, names);
    await asking(one);
    queued.push(one);
  }
  const isNext = embedders.next !== null;
  for (const one of queued) {
    await done(one, client).catch(async (error: unknown) => {
      // The index aside may have gone after a swap; what was to be changed there is in the live one's task.
      if (!isNext || one !== queued[0] || (await exists(client, next))) throw error;
    });
  }
  if (embedders.next !== null && embedders.live === null && (await exists(client, live))) await done(change(live, embedders.next), client);
}
