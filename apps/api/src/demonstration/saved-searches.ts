import type { SavedQuery } from '@ketnoi/contracts/saved-searches';
import { findAccount, findCredentials } from '@ketnoi/db/accounts';
import { announce, leftUnannounced } from '@ketnoi/db/alerts';
import type { Db } from '@ketnoi/db/database';
import { countSavedSearches, insertSavedSearch } from '@ketnoi/db/saved-searches';
import { asActor, inTransaction } from '@ketnoi/db/transaction';
import { newId } from '@ketnoi/domain/ids';
import type { Rhythm } from '@ketnoi/domain/saved-search';
import { planOf } from '../alerts/plan-search.ts';
import type { Ctx } from '../context.ts';
import { recordAct } from '../identity/acts.ts';

type Sketch = { role: string; name: string; query: SavedQuery; rhythm: Rhythm };

/** What two of the demonstration's people are looking for. */
const SEARCHES: readonly Sketch[] = [
  { role: 'enterprise', name: 'Xử lý nước thải nhuộm', query: { q: 'xử lý nước thải', in: ['offer'] }, rhythm: 'daily' },
  { role: 'institute', name: 'Nhu cầu sấy nông sản', query: { q: 'sấy', in: ['need'] }, rhythm: 'weekly' },
];

/** Announces what is listed, the large public sources or what was written for the exchange. */
async function announceAll(ctx: Ctx, demo: boolean): Promise<void> {
  for (;;) {
    const ids = await leftUnannounced(ctx.db, { limit: 200, demo });
    if (ids.length === 0) return;
    await inTransaction(ctx.db, (tx) => announce(tx, { ids, now: ctx.clock.now() }));
  }
}

/** Keeps one search for its person. False where he keeps some already or is not there. */
async function save(ctx: Ctx, db: Db, { role, name, query, rhythm }: Sketch): Promise<boolean> {
  const now = ctx.clock.now();
  const found = (await findCredentials(db, { email: `${role}@demo.ketnoi.example` })).find((one) => one.confirmed);
  const account = found === undefined ? null : await findAccount(db, { id: found.id, now });
  if (account === null) return false;
  const reading = await ctx.search.tables.current();
  return inTransaction(db, async (tx) => {
    await asActor(tx, { accountId: account.id, organisationIds: [] });
    if ((await countSavedSearches(tx, { accountId: account.id })) > 0) return false;
    const id = newId<'saved_search'>(now.getTime());
    const organisationId = account.memberships[0]?.id ?? null;
    const facts = { accountId: account.id, organisationId, name, query, language: 'vi', rhythm, threshold: 'all_words' } as const;
    await insertSavedSearch(tx, { id, ...facts, ...(await planOf(tx, facts, reading)), now });
    const by = { accountId: account.id, organisationId, capacity: 'system' };
    await recordAct(tx, {
      action: 'saved_search.save',
      noun: 'saved_search',
      nounId: id,
      by,
      at: now,
      details: { origin: 'demonstration' },
    });
    return true;
  });
}

/**
 * Saves a search for two people of the demonstration and tells them of what was written for the exchange; the large sources count as known.
 * Call when the index holds it all, under the worker's role. @param db the application's role, under which people save. @returns how many.
 */
export async function saveSearches(ctx: Ctx, db: Db): Promise<number> {
  await announceAll(ctx, false);
  let saved = 0;
  for (const sketch of SEARCHES) if (await save(ctx, db, sketch)) saved += 1;
  await announceAll(ctx, true);
  return saved;
}
