import type { Db } from '@ketnoi/db/database';
import { facetChanges, readFaceted, type Moment } from '@ketnoi/db/search-changes';
import type { Facet } from '@ketnoi/domain/search';
import type { Filters } from '../port.ts';
import type { Share } from './narrowing.ts';
import { facetTable, type Counted, type FacetTable } from './facet-table.ts';

export type FacetCounter = {
  /** Counts searches without words. Null while the table is being read: then PostgreSQL counts. */
  count: (filters: Filters, facets: readonly Facet[]) => Promise<Counted | null>;
  /** As of some minutes ago, without waiting for it. */
  share: Share;
};

type Held = { table: FacetTable; moment: Moment; at: number };

/** Changes are kept for an hour; a table that was not looked at for half of it is read anew. */
const KEPT_MILLIS = 30 * 60_000;
/** What share of the listings has a value changes slowly. */
const SHARES_MILLIS = 5 * 60_000;

/**
 * Counts by a table this process holds, brought up to date before each answer with what became visible since: what was hidden before a request
 * came is not counted in its answer. Requests that come while the table is being brought up to date share the next turn.
 */
export function facetCounter(db: Db): FacetCounter {
  let held: Held | null = null;
  let reading = false;
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  const read = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    held = null;
    const table = facetTable();
    try {
      const moment = await readFaceted(db, table.put);
      held = { table, moment, at: performance.now() };
    } catch {
      // Counted by PostgreSQL until reading succeeds; whatever is wrong with the database, the search itself will say.
    } finally {
      reading = false;
    }
  };
  const catchUp = async (): Promise<void> => {
    const before = held;
    if (before === null) return void read();
    const changes = await facetChanges(db, { since: before.moment });
    if (changes.all || performance.now() - before.at > KEPT_MILLIS) return void read();
    before.table.remove(changes.gone);
    before.table.put(changes.written);
    held = { ...before, moment: changes.now, at: performance.now() };
  };
  /** A turn that begins after it was asked for; one follows the other. */
  const upToDate = (): Promise<void> => {
    next ??= last
      .catch(() => undefined)
      .then(() => {
        next = null;
        return catchUp();
      });
    last = next;
    return next;
  };
  const count: FacetCounter['count'] = async (filters, facets) => {
    try {
      await upToDate();
    } catch {
      return null;
    }
    return held === null ? null : held.table.count(filters, facets);
  };
  const share: Share = (facet, values) => {
    if (held === null || performance.now() - held.at > SHARES_MILLIS) upToDate().catch(() => undefined);
    return held === null ? null : held.table.share(facet, values);
  };
  return { count, share };
}
