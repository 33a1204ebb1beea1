import { createDb } from '@ketnoi/db/database';
import { allDocuments } from '../src/all-documents.ts';
import { createSearch } from '../src/create.ts';
import type { Engine, SearchDocument, SearchResult } from '../src/port.ts';
import { search } from '../src/search.ts';
import { shippedTables } from '../src/tables.ts';
import { vocabularyOf } from '../src/vocabulary.ts';
import { furtherSketches } from './conformance-further.ts';
import type { Case } from './conformance-case.ts';
import { requestOf } from './conformance.ts';
import { recordedDocuments, sketchOf } from './recordings.ts';
import { given, searchWorld, type SearchWorld } from './world.ts';

/** The two collections the conformance table is asked over, each in a database of its own. */
export type Collections = { world: SearchWorld; further: SearchWorld };

/** Counts the words of the index, as the nightly rebuild does: corrections go by how many listings hold a word. */
async function rebuilt(one: SearchWorld): Promise<void> {
  const worker = createDb({ url: one.url('worker'), poolSize: 2 });
  await createSearch({ db: worker, clock: one.clock }).rebuild(
    () => allDocuments(worker),
    () => undefined,
  );
  await worker.destroy();
}

export async function openCollections(): Promise<Collections> {
  const [world, further] = await Promise.all([searchWorld(), searchWorld()]);
  await given(world, Object.fromEntries(recordedDocuments().map((document) => [document.id, sketchOf(document)])));
  await given(further, furtherSketches);
  await Promise.all([rebuilt(world), rebuilt(further)]);
  return { world, further };
}

/** The documents of everything shown in a collection. */
export async function documentsOf({ db }: SearchWorld): Promise<SearchDocument[]> {
  const all: SearchDocument[] = [];
  for await (const page of allDocuments(db)) all.push(...page);
  return all;
}

/** Fills an engine's index with these, whatever it held. */
export async function fill(engine: Pick<Engine, 'rebuild'>, documents: readonly SearchDocument[]): Promise<void> {
  await engine.rebuild(
    async function* () {
      yield documents;
    },
    () => undefined,
  );
}

/** The answer to a case, or the page of it that the case asks for. */
export async function answerTo(engine: Engine, one: Case, { db }: SearchWorld): Promise<SearchResult> {
  const tables = one.shipped === true ? shippedTables : (one.tables ?? {});
  const find = async (query: Parameters<Engine['find']>[0]) => ({ ...(await engine.find(query)), engine: engine.name });
  const ask = (after: SearchResult['next']): Promise<SearchResult> =>
    search({ find, vocabulary: vocabularyOf(db), tables }, { ...requestOf(one), after });
  let result = await ask(null);
  for (let page = 2; page <= (one.page ?? 1); page += 1) result = await ask(result.next);
  return result;
}
