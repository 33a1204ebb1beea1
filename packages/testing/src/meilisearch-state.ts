import { appendFileSync, existsSync, readFileSync } from 'node:fs';

type Json = Record<string, unknown>;
type Answer = { status: number; body: unknown };
type Index = { uid: string; primaryKey: string; settings: Json; documents: Map<string, Json> };
type TaskError = { message: string; code: string; type: string; link: string };
type Task = { uid: number; indexUid: string | null; type: string; status: string; details: Json; error: TaskError | null };
type Change = Pick<Task, 'indexUid' | 'type' | 'details'> & { act: () => TaskError | null };

/** What the document side of the stand-in holds. */
export type EngineState = {
  indexes: Map<string, Index>;
  tasks: Task[];
  taskMillis: number;
  /** What `/version` says; null refuses to say it, as for a key limited to some indexes. */
  version: string | null;
  /** Tasks end without effect, as with a full disk. */
  isFull: boolean;
  /** Where accepted changes are kept, so that none is lost when the process is killed. */
  journal: string | null;
};

export type Asked = { method: string; path: string; body: unknown };
type Kept = Asked & { isFull: boolean };

const error = (code: string, message: string): TaskError => ({
  message,
  code,
  type: 'invalid_request',
  link: `https://docs.meilisearch.com/errors#${code}`,
});
const missing = (uid: string): TaskError => error('index_not_found', `Index \`${uid}\` not found.`);
const isId = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]{1,511}$/u.test(value);
const ok = (body: unknown): Answer => ({ status: 200, body });

export type StateOptions = { taskMillis?: number; version?: string | null; journal?: string };

/** A state with nothing in it, or with all that was accepted before, done to the end. */
export function openState({ taskMillis = 5, version = '1.50.0', journal }: StateOptions): EngineState {
  const state: EngineState = { indexes: new Map(), tasks: [], taskMillis: 0, version, isFull: false, journal: null };
  if (journal !== undefined && existsSync(journal)) {
    for (const line of readFileSync(journal, 'utf8').split('\n')) {
      if (line === '') continue;
      const { isFull, ...asked } = JSON.parse(line) as Kept;
      documentAnswer(Object.assign(state, { isFull }), asked);
    }
  }
  return Object.assign(state, { taskMillis, isFull: false, journal: journal ?? null });
}

/**
 * The answer to a request of the document side; null for an address it does not have. As recorded of a real engine, a change is queued and
 * takes effect when its task ends; what is wrong with its content comes out there.
 */
export function documentAnswer(state: EngineState, asked: Asked): Answer | null {
  const answer = answerTo(state, asked);
  if (answer?.status === 202 && state.journal !== null) {
    const kept: Kept = { ...asked, isFull: state.isFull };
    appendFileSync(state.journal, `${JSON.stringify(kept)}\n`);
  }
  return answer;
}

function answerTo(state: EngineState, { method, path, body }: Asked): Answer | null {
  const [, area, uid = '', part, more] = path.split('/');
  if (method === 'GET' && path === '/health') return ok({ status: 'available' });
  if (method === 'GET' && path === '/version') {
    if (state.version !== null) return ok({ pkgVersion: state.version });
    return { status: 403, body: error('invalid_api_key', 'The provided API key is invalid.') };
  }
  if (area === 'tasks' && method === 'GET') return taskAnswer(state, Number(uid));
  if (path === '/swap-indexes') return swap(state, body as { indexes: [string, string] }[]);
  if (area !== 'indexes') return null;
  if (uid === '' && method === 'POST') return create(state, body as { uid: string; primaryKey?: string });
  if (part === undefined) return indexAnswer(state, method, uid);
  if (part === 'settings')
    return method === 'GET' ? withIndex(state, uid, (index) => index.settings) : changeSettings(state, uid, body as Json);
  if (part === 'stats') return withIndex(state, uid, (index) => ({ numberOfDocuments: index.documents.size, isIndexing: false }));
  if (part !== 'documents') return null;
  if (more === 'delete-batch') return remove(state, uid, body as string[]);
  if (more === 'fetch') return fetchDocuments(state, uid, body as Page);
  return method === 'PUT' || method === 'POST' ? put(state, uid, body as Json[]) : null;
}

function enqueue(state: EngineState, { act, ...change }: Change): Answer {
  const task: Task = { ...change, uid: state.tasks.length + 1, status: 'enqueued', error: null };
  state.tasks.push(task);
  const isFull = state.isFull;
  const end = (): void => {
    task.error = isFull ? { ...error('no_space_left_on_device', 'There is no more space left on the device.'), type: 'system' } : act();
    task.status = task.error === null ? 'succeeded' : 'failed';
  };
  if (state.taskMillis === 0) end();
  else setTimeout(end, state.taskMillis).unref();
  return { status: 202, body: { taskUid: task.uid, indexUid: task.indexUid, status: 'enqueued', type: task.type } };
}

function taskAnswer(state: EngineState, uid: number): Answer {
  const task = state.tasks[uid - 1];
  return task === undefined
    ? { status: 404, body: error('task_not_found', `Task \`${uid}\` not found.`) }
    : ok({ ...task, batchUid: uid, canceledBy: null });
}

function withIndex(state: EngineState, uid: string, read: (index: Index) => unknown): Answer {
  const index = state.indexes.get(uid);
  return index === undefined ? { status: 404, body: missing(uid) } : ok(read(index));
}

const newIndex = (uid: string, primaryKey: string): Index => ({ uid, primaryKey, settings: {}, documents: new Map() });

type IndexChange = Omit<Change, 'act'> & { indexUid: string; makes?: boolean };

/** Changes an index when the task ends; it may be gone by then. Documents and settings make an index that is not there. */
function change(state: EngineState, { makes = false, ...of }: IndexChange, act: (index: Index) => TaskError | null): Answer {
  return enqueue(state, {
    ...of,
    act: () => {
      const there = state.indexes.get(of.indexUid);
      if (there !== undefined) return act(there);
      if (!makes) return missing(of.indexUid);
      const made = newIndex(of.indexUid, 'id');
      state.indexes.set(of.indexUid, made);
      return act(made);
    },
  });
}

function create(state: EngineState, { uid, primaryKey = 'id' }: { uid: string; primaryKey?: string }): Answer {
  const act = (): TaskError | null => {
    if (state.indexes.has(uid)) return error('index_already_exists', `Index \`${uid}\` already exists.`);
    state.indexes.set(uid, newIndex(uid, primaryKey));
    return null;
  };
  return enqueue(state, { indexUid: uid, type: 'indexCreation', details: { primaryKey }, act });
}

function indexAnswer(state: EngineState, method: string, uid: string): Answer | null {
  if (method === 'GET') return withIndex(state, uid, (index) => ({ uid, primaryKey: index.primaryKey }));
  if (method !== 'DELETE') return null;
  const details = { deletedDocuments: state.indexes.get(uid)?.documents.size ?? 0 };
  return enqueue(state, { indexUid: uid, type: 'indexDeletion', details, act: () => (state.indexes.delete(uid) ? null : missing(uid)) });
}

function changeSettings(state: EngineState, uid: string, settings: Json): Answer {
  return change(state, { indexUid: uid, type: 'settingsUpdate', details: settings, makes: true }, (index) => {
    Object.assign(index.settings, settings);
    return null;
  });
}

function put(state: EngineState, uid: string, documents: readonly Json[]): Answer {
  const details = { receivedDocuments: documents.length, indexedDocuments: documents.length };
  return change(state, { indexUid: uid, type: 'documentAdditionOrUpdate', details, makes: true }, (index) => {
    const nameless = documents.find((one) => one['id'] === undefined);
    if (nameless !== undefined)
      return error('missing_document_id', `Document doesn't have a \`id\` attribute: \`${JSON.stringify(nameless)}\`.`);
    const misnamed = documents.find((one) => !isId(one['id']));
    if (misnamed !== undefined)
      return error('invalid_document_id', `Document identifier \`${JSON.stringify(misnamed['id'])}\` is invalid.`);
    const bare = documents.find((one) => !saysOfVectors(index, one));
    if (bare !== undefined)
      return error(
        'vector_embedding_error',
        `Document \`${JSON.stringify(bare['id'])}\` has no vector for an embedder; opt out with null.`,
      );
    for (const one of documents) index.documents.set(String(one['id']), { ...index.documents.get(String(one['id'])), ...one });
    return null;
  });
}

/** A document says of every embedder of its index that it has a vector, or null; a change may leave that as it was. */
function saysOfVectors({ settings, documents }: Index, one: Json): boolean {
  const vectors = { ...documents.get(String(one['id'])), ...one }['_vectors'] as Json | undefined;
  return Object.keys((settings['embedders'] as Json | undefined) ?? {}).every((name) => vectors?.[name] !== undefined);
}

function remove(state: EngineState, uid: string, ids: readonly string[]): Answer {
  return change(state, { indexUid: uid, type: 'documentDeletion', details: { providedIds: ids.length } }, (index) => {
    for (const id of ids) index.documents.delete(id);
    return null;
  });
}

type Page = { ids?: string[]; fields?: string[]; limit?: number; offset?: number };

function fetchDocuments(state: EngineState, uid: string, { ids, fields, limit = 20, offset = 0 }: Page): Answer {
  return withIndex(state, uid, (index) => {
    const all =
      ids === undefined
        ? [...index.documents.values()]
        : [...new Set(ids)].map((id) => index.documents.get(id)).filter((one) => one !== undefined);
    const cut = (one: Json): Json => (fields === undefined ? one : Object.fromEntries(fields.map((field) => [field, one[field]])));
    return { results: all.slice(offset, offset + limit).map(cut), offset, limit, total: all.length };
  });
}

function swap(state: EngineState, swaps: readonly { indexes: [string, string] }[]): Answer {
  const act = (): TaskError | null => {
    const lost = swaps.flatMap((one) => one.indexes).find((uid) => !state.indexes.has(uid));
    if (lost !== undefined) return missing(lost);
    for (const { indexes } of swaps) exchange(state, indexes);
    return null;
  };
  return enqueue(state, { indexUid: null, type: 'indexSwap', details: { swaps: swaps.map((one) => ({ ...one, rename: false })) }, act });
}

function exchange({ indexes }: EngineState, [one, other]: readonly [string, string]): void {
  const [first, second] = [indexes.get(one), indexes.get(other)];
  if (first === undefined || second === undefined) return;
  indexes.set(one, { ...second, uid: one }).set(other, { ...first, uid: other });
}
