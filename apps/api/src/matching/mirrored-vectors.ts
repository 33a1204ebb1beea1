import type { Db } from '@ketnoi/db/database';
import { usualModels, wholeVectors } from '@ketnoi/db/whole-vectors';
import type { VectorSource } from '@ketnoi/search/meilisearch/vectors';

/** The vectors that go to the search engine with the documents: of whole texts, as they are kept, in whole numbers. */
export function mirroredVectors(db: Db): VectorSource {
  return {
    models: () => usualModels(db),
    of: async (ids) => {
      const rows = await wholeVectors(db, { ids });
      return rows.map(({ listingId, model, bytes }) => ({
        listingId,
        model,
        vector: [...new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
      }));
    },
  };
}
