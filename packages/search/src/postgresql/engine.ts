import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '@ketnoi/db/database';
import {
  beginSearchRebuild,
  fillSearchRebuild,
  indexSearchRebuild,
  removeSearchDocuments,
  swapSearchRebuild,
  upsertSearchDocuments,
  type SearchRow,
} from '@ketnoi/db/search-documents';
import { addTerms, replaceTerms } from '@ketnoi/db/search-terms';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Clock } from '@ketnoi/domain/clock';
import type { QueryPlan } from '@ketnoi/language/query';
import type { Documents, Engine, EngineQuery, Found, SearchDocument } from '../port.ts';
import { facetCounter, type FacetCounter } from './facet-counter.ts';
import { find, findCounted } from './find.ts';
import { lexemesOf } from './lexemes.ts';
import type { Share } from './narrowing.ts';
import { askedOf, closestOf } from './query-text.ts';

const NONE: Found = { hits: [], total: 0, totalIsExact: true, closest: false, facets: {}, next: null };

/** A point between equals: what is verified, complete and fresh comes first. Far below the difference one word makes. */
function bonusOf({ verified, completeness, publishedAt }: SearchDocument): number {
  const years = (publishedAt.getTime() - Date.UTC(2026, 0, 1)) / (365 * 86_400_000);
  return (verified ? 0.01 : 0) + completeness / 10_000 + Math.max(-0.03, Math.min(0.03, years / 100));
}

function rowOf(document: SearchDocument): { row: SearchRow; terms: ReadonlySet<string> } {
  const { head, words, terms } = lexemesOf(document);
  const { listingId, version, side, kind, province, region, trl, techClass, organisationType, country, openForInterest } = document;
  const { sectors, fields, ipStatuses, transferModes, languages, publishedAt, expiresAt } = document;
  const scalars = { listingId, version, side, kind, province, region, trl, techClass, organisationType, country, openForInterest };
  const lists = { sectors, fields, ipStatuses, transferModes, languages };
  return { row: { ...scalars, ...lists, publishedAt, expiresAt, bonus: bonusOf(document), head, words }, terms };
}

/** Search by PostgreSQL alone, over `search_document`. */
export function postgresEngine(db: Db, clock: Clock): Engine {
  const index = async (documents: readonly SearchDocument[]): Promise<void> => {
    const made = documents.map(rowOf);
    const terms = [...new Set(made.flatMap((one) => [...one.terms]))];
    const now = clock.now();
    await inTransaction(db, async (tx) => {
      await addTerms(tx, { terms, now });
      await upsertSearchDocuments(tx, { rows: made.map((one) => one.row), now });
    });
  };
  const counter = facetCounter(db);
  return {
    name: 'postgresql',
    find: (query) => (query.plan === null ? browse(db, query, counter) : ask({ db, share: counter.share }, query, query.plan)),
    index,
    remove: async (ids) => {
      await removeSearchDocuments(db, { ids });
    },
    rebuild: (documents, progress) => rebuild({ db, clock, progress }, documents),
  };
}

async function ask({ db, share }: { db: Db; share: Share }, query: EngineQuery, plan: QueryPlan): Promise<Found> {
  const asked = query.closest === null ? askedOf(plan.variants) : closestOf(plan, query.closest.weights, query.closest.share);
  return asked === null ? NONE : find(db, query, { asked, share });
}

/** Without words everything is counted, however much it is: in memory, and by PostgreSQL as far as it goes until memory holds it. */
async function browse(db: Db, query: EngineQuery, { count, share }: FacetCounter): Promise<Found> {
  const counted = await count(query.filters, query.facets);
  if (counted === null) return find(db, query, { asked: null, share });
  const { hits, next } = await findCounted(db, query, { ...counted, share });
  return { hits, next, total: counted.total, totalIsExact: true, closest: false, facets: counted.facets };
}

type Rebuild = { db: Db; clock: Clock; progress: (done: number) => void };

async function rebuild({ db, clock, progress }: Rebuild, documents: Documents): Promise<{ documents: number }> {
  const startedAt = clock.now();
  const counts = new Map<string, number>();
  await beginSearchRebuild(db);
  let done = 0;
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of documents()) {
      const made = batch.map(rowOf);
      for (const { terms } of made) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      // One batch is written while the next is read and folded.
      await writing;
      writing = fillSearchRebuild(db, { rows: made.map((one) => one.row), now: startedAt });
      done += batch.length;
      progress(done);
    }
  } finally {
    // Also when reading failed: what is still being written must not land in the table of the next rebuild.
    await writing;
  }
  await indexSearchRebuild(db);
  const total = await swapped(db, startedAt);
  await replaceTerms(db, { counts, startedAt });
  return { documents: total };
}

const SWAP_ATTEMPTS = 10;
const SWAP_PAUSE_MILLIS = 250;

/** Swaps as soon as those who read and publish leave a moment for it; waiting in line for it they would hold each other up. */
async function swapped(db: Db, startedAt: Date): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await swapSearchRebuild(db, { startedAt });
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03' || attempt === SWAP_ATTEMPTS) throw error;
      await sleep(SWAP_PAUSE_MILLIS);
    }
  }
}
