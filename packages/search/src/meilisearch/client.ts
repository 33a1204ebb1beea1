import { setTimeout as sleep } from 'node:timers/promises';
import { Meilisearch, MeilisearchApiError, type EnqueuedTaskPromise } from 'meilisearch';
import { away, isAway } from '../away.ts';

export type MeiliAddress = { url: string; key: string };

/** A search must answer within this; what does not is answered by PostgreSQL. */
const SEARCH_MILLIS = 800;
/** A change must be taken in within this; when it is done is another matter. */
const ACCEPT_MILLIS = 5000;
/** A queued change is looked after with growing pauses, and given up after so long: the job then comes back. */
const TASK_PAUSES = [10, 20, 50] as const;
const TASK_PAUSE_MILLIS = 100;
const TASK_MILLIS = 60_000;
/** Questions about a task that may fail in a row before the engine counts as away. */
const TASK_SILENCE = 2;

// Compressed answers leave in small packets and wait for an acknowledgement each: 48 ms instead of 5.
const IDENTITY = { headers: { 'accept-encoding': 'identity' } };

/** A client that gives up quickly, for searches, and one that gives a change the time it takes. */
export function openClients({ url: host, key: apiKey }: MeiliAddress): { quick: Meilisearch; patient: Meilisearch } {
  const quick = new Meilisearch({ host, apiKey, requestInit: IDENTITY, timeout: SEARCH_MILLIS });
  const patient = new Meilisearch({ host, apiKey, requestInit: IDENTITY, timeout: ACCEPT_MILLIS });
  return { quick, patient };
}

const codeOf = (error: unknown): string | undefined => (error instanceof MeilisearchApiError ? error.cause?.code : undefined);

export const isMissing = (error: unknown): boolean => codeOf(error) === 'index_not_found';

/** Asks, and turns every failure that is not about the question into `away`. Throws what the engine itself refuses as it is. */
export async function asking<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.cause?.type === 'invalid_request') throw error;
    if (error instanceof MeilisearchApiError) throw away(`answered ${error.response.status} ${codeOf(error) ?? ''}`.trimEnd(), error);
    throw away('did not answer as it should', error);
  }
}

/** Failures of a task that are not about its documents: a full or broken disk, an index that has gone meanwhile. */
const HOUSE_TROUBLE: ReadonlySet<string> = new Set([
  'no_space_left_on_device',
  'database_size_limit_reached',
  'io_error',
  'too_many_open_files',
  'index_not_found',
]);

type Settled = { type?: unknown; status?: unknown; error?: { code?: unknown; type?: unknown; message?: unknown } | null };

/** Waits until a change is in the index. A task that failed changed nothing and is an error here. */
export async function done(enqueued: EnqueuedTaskPromise, client: Meilisearch): Promise<void> {
  const task = (await asking(enqueued)) as { taskUid?: unknown } | undefined;
  const uid = task?.taskUid;
  if (typeof uid !== 'number') throw away('did not say which task it queued');
  const settled = await settledTask(client, uid);
  if (settled.status === 'succeeded') return;
  const { code, type, message } = settled.error ?? {};
  const why = `${String(settled.type)} ${String(settled.status)}: ${String(code)} ${String(message)}`;
  throw type === 'system' || HOUSE_TROUBLE.has(String(code)) ? away(why) : new Error(`meilisearch: ${why}`);
}

async function settledTask(client: Meilisearch, uid: number): Promise<Settled> {
  const deadline = Date.now() + TASK_MILLIS;
  let silent = 0;
  for (let look = 0; Date.now() < deadline; look += 1) {
    await sleep(TASK_PAUSES[look] ?? TASK_PAUSE_MILLIS);
    try {
      const task: Settled | undefined = await asking(client.tasks.getTask(uid));
      silent = 0;
      if (task?.status === 'enqueued' || task?.status === 'processing') continue;
      if (task?.status === 'succeeded' || task?.status === 'failed' || task?.status === 'canceled') return task;
      throw away('did not say how a task stands');
    } catch (error) {
      // A task outlives its engine: one that is back in a moment goes on with it.
      silent += 1;
      if (silent > TASK_SILENCE || !isAway(error)) throw error;
    }
  }
  throw away(`has not done task ${uid} within ${TASK_MILLIS / 1000} s`);
}

export async function exists(client: Meilisearch, uid: string): Promise<boolean> {
  try {
    await asking(client.getRawIndex(uid));
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
