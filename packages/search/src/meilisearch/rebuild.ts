import type { EnqueuedTaskPromise, Meilisearch, Settings } from 'meilisearch';
import type { Documents, Held, Progress, SearchDocument } from '../port.ts';
import { heldIn } from './answers.ts';
import { asking, done, exists } from './client.ts';
import { meiliDocument } from './document.ts';
import { differingSettings, embeddersIn } from './settings.ts';
import { vectorsBy, withVectors, type VectorSource } from './vectors.ts';

export type Rebuild = {
  client: Meilisearch;
  live: string;
  next: string;
  progress: Progress;
  wanted: Settings;
  vectors: VectorSource | null;
};

/** Whether an index is there and has the wanted settings. */
export async function isOurs(client: Meilisearch, uid: string, wanted: Settings): Promise<boolean> {
  return (await exists(client, uid)) && differingSettings(await asking(client.index(uid).getSettings()), wanted).length === 0;
}

type Page = { ids?: readonly string[]; offset?: number; limit: number };

/** Ids and versions of a page of an index, or of these ids. Asked with a body: as an address a page of ids would be too long. */
export async function fetchHeld(client: Meilisearch, uid: string, page: Page): Promise<Held[]> {
  if (page.limit === 0) return [];
  const body = { ...page, fields: ['id', 'version'] };
  return heldIn(await asking(client.index(uid).httpRequest.post({ path: `indexes/${uid}/documents/fetch`, body })));
}

/** Makes the index aside, or finds the one an interrupted rebuild has left. @returns whether something may be in it already. */
async function begin({ client, next, wanted }: Rebuild): Promise<boolean> {
  if (await isOurs(client, next, wanted)) return true;
  if (await exists(client, next)) await done(client.deleteIndex(next), client);
  await done(client.createIndex(next, { primaryKey: 'id' }), client);
  await done(client.index(next).updateSettings(wanted), client);
  return false;
}

/** Those of a page that the index aside does not have, or has in another version. */
async function lacking({ client, next }: Rebuild, page: readonly SearchDocument[]): Promise<readonly SearchDocument[]> {
  const versions = new Map(
    (await fetchHeld(client, next, { ids: page.map((one) => one.listingId), limit: page.length })).map(({ id, version }) => [id, version]),
  );
  return page.filter((one) => versions.get(one.listingId) !== one.version);
}

/**
 * Fills the index aside and swaps it in. It goes on where an interrupted one stood: what the index aside holds in the right version is not
 * sent again. What changes meanwhile is written to both; what then differs still is for the next comparison.
 */
export async function rebuild(one: Rebuild, documents: Documents): Promise<{ documents: number }> {
  const { client, live, next, progress, vectors } = one;
  const embedders = embeddersIn(one.wanted);
  const isResumed = await begin(one);
  let total = 0;
  let last: EnqueuedTaskPromise | null = null;
  for await (const page of documents()) {
    const before = last;
    const wanted = isResumed ? await lacking(one, page) : page;
    const found = await vectorsBy(
      vectors,
      wanted.map((document) => document.listingId),
      embedders,
    );
    const shaped = wanted.map((document) => withVectors(meiliDocument(document), embedders, found));
    last = shaped.length === 0 ? null : client.index(next).updateDocuments(shaped, { primaryKey: 'id' });
    // The engine takes its time; one batch waits there while the next is shaped here.
    last?.catch(() => undefined);
    if (before !== null) await done(before, client);
    total += page.length;
    progress(total);
  }
  if (last !== null) await done(last, client);
  // Both must be there to change places. An index just made has none of our settings, so that nobody asks it in this moment.
  if (!(await exists(client, live))) await done(client.createIndex(live, { primaryKey: 'id' }), client);
  await done(client.swapIndexes([{ indexes: [live, next], rename: false }]), client);
  await done(client.deleteIndex(next), client);
  return { documents: total };
}
