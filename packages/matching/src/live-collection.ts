import type { GlossTables } from '@ketnoi/language/gloss';
import { collectionOf, type Collection, type MatchDocument } from './collection.ts';

/** Documents that come, change and go while they are ranked. */
export type LiveCollection = {
  /** As it stands now, for the ranker. */
  collection: () => Collection;
  /** The number of a document in the collection as it stands now. */
  docOf: (id: string) => number | undefined;
  /** Adds documents, or replaces those of the same ids. */
  put: (documents: readonly MatchDocument[]) => void;
  /** Takes documents out; ids that are not there are no error. */
  remove: (ids: readonly string[]) => void;
  size: () => number;
};

/** An empty collection. */
export function liveCollection(tables: GlossTables): LiveCollection {
  const held = new Map<string, MatchDocument>();
  let made: { collection: Collection; docs: ReadonlyMap<string, number> } | null = null;
  const make = (): { collection: Collection; docs: ReadonlyMap<string, number> } => {
    const documents = [...held.values()];
    return { collection: collectionOf(documents, tables), docs: new Map(documents.map(({ id }, doc) => [id, doc])) };
  };
  return {
    collection: () => (made ??= make()).collection,
    docOf: (id) => (made ??= make()).docs.get(id),
    put: (documents) => {
      for (const document of documents) held.set(document.id, document);
      made = null;
    },
    remove: (ids) => {
      for (const id of ids) held.delete(id);
      made = null;
    },
    size: () => held.size,
  };
}
