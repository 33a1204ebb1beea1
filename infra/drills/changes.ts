import type { Answer, Client, Request } from './client.ts';
import { offer, word } from './storm.ts';

/** A change of what is shown, as the drill counts them. */
type Kind = 'publish' | 'edit' | 'hold' | 'again' | 'withdraw';
type Listing = { id: string; version: number };

export type Changes = {
  done: number;
  /** Requests that were refused or not answered. */
  failed: string[];
  byKind: Record<Kind, number>;
  /** Published, with the time their publication was acknowledged. */
  published: Map<string, number>;
};

export const newChanges = (): Changes => ({
  done: 0,
  failed: [],
  byKind: { publish: 0, edit: 0, hold: 0, again: 0, withdraw: 0 },
  published: new Map(),
});

/** Half of the changes are new listings; the others are of listings that stood before. */
const TURN: readonly Kind[] = ['publish', 'edit', 'publish', 'hold', 'publish', 'again', 'publish', 'withdraw', 'publish', 'edit'];

type Writing = { client: Client; changes: Changes };

/** Sends a request once; what is not acknowledged counts as failed. */
async function sent({ client, changes }: Writing, request: Request): Promise<Answer | null> {
  const answer = await client.send(request, false);
  if (answer.outcome === 'ok') return answer;
  changes.failed.push(`${request.method} ${request.path}: ${answer.status} ${JSON.stringify(answer.body['code'])}`);
  return null;
}

const versionIn = (answer: Answer | null, before: number): number => Number(answer?.body['version'] ?? before);

/** Publishes a listing at once, as a trusted organisation may. */
async function publish(writing: Writing): Promise<Listing | null> {
  const created = await sent(writing, { method: 'POST', path: '/api/listings', body: offer(word()) });
  const id = created?.body['id'];
  if (created === null || typeof id !== 'string') return null;
  const handedIn = await sent(writing, { method: 'POST', path: `/api/listings/${id}/submit`, version: versionIn(created, 0) });
  if (handedIn === null) return null;
  writing.changes.published.set(id, performance.now());
  return { id, version: versionIn(handedIn, 0) };
}

async function act(writing: Writing, one: Listing, name: string): Promise<Listing> {
  const answer = await sent(writing, { method: 'POST', path: `/api/listings/${one.id}/${name}`, version: one.version });
  return { id: one.id, version: versionIn(answer, one.version) };
}

async function edit(writing: Writing, one: Listing): Promise<void> {
  const body = { texts: { summary: { vi: `Một niêm yết của cuộc diễn tập, viết lại ${word()}.`, en: 'Rewritten.' } } };
  const answer = await sent(writing, { method: 'PATCH', path: `/api/listings/${one.id}`, version: one.version, body });
  await act(writing, { id: one.id, version: versionIn(answer, one.version) }, 'submit');
}

async function change(writing: Writing, kind: Kind, stock: Listing[]): Promise<void> {
  const one = kind === 'publish' ? undefined : stock.pop();
  writing.changes.byKind[one === undefined ? 'publish' : kind] += 1;
  if (one === undefined) return void (await publish(writing));
  if (kind === 'edit') await edit(writing, one);
  else if (kind === 'hold') await act(writing, one, 'hold');
  else if (kind === 'again') await act(writing, await act(writing, one, 'hold'), 'resume');
  else await act(writing, one, 'withdraw');
}

/** Who writes, and his listings that stood before: nobody else may change them. */
export type Writer = { client: Client; stock: Listing[] };
export type Work = { writers: readonly Writer[]; changes: Changes; count: number; onDone: (done: number) => Promise<void> };

/** Carries out so many changes, each writer its share, with what `onDone` does after each. */
export async function makeChanges({ writers, changes, count, onDone }: Work): Promise<void> {
  const until = changes.done + count;
  let begun = changes.done;
  const write = async ({ client, stock }: Writer): Promise<void> => {
    while (begun < until) {
      const kind = TURN[begun % TURN.length] ?? 'publish';
      begun += 1;
      await change({ client, changes }, kind, stock);
      changes.done += 1;
      await onDone(changes.done);
    }
  };
  await Promise.all(writers.map(write));
}

/** A writer with so many listings published before the changes begin. */
export async function writerWithStock(client: Client, count: number): Promise<Writer> {
  const changes = newChanges();
  const stock: Listing[] = [];
  while (stock.length < count) {
    const one = await publish({ client, changes });
    if (one === null) throw new Error(`nothing can be published: ${changes.failed.at(-1)}`);
    stock.push(one);
  }
  return { client, stock };
}
