import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import { publicListingsAfter, type PublicListing } from '@ketnoi/db/search-documents';
import { documentOf } from './document.ts';
import type { SearchDocument } from './port.ts';

const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** The documents of every listing shown now, in pages; the next page is read while one is worked on. */
export async function* allDocuments(db: Db): AsyncGenerator<SearchDocument[]> {
  const codes = await codeTables(db);
  const after = (id: string): Promise<PublicListing[]> => publicListingsAfter(db, { after: id, limit: PAGE });
  let rows = await after(BEFORE_ALL);
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    const next = after(last.listingId);
    // A failure is met at the await below, not while nobody listens.
    next.catch(() => undefined);
    yield rows.map((row) => documentOf(row, codes));
    rows = await next;
  }
}
