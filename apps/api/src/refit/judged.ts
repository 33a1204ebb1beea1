import type { Db } from '@ketnoi/db/database';
import { judgedPairs } from '@ketnoi/db/match-judgements';
import type { MatchModel } from '@ketnoi/matching/model';
import type { ShownList, ShownPair } from '@ketnoi/matching/refit';
import { namedModel } from '../matching/models.ts';

/** What was shown and said, a list for each asking side. What was ranked by a model that is not known any more is left out. */
export async function judgedLists(db: Db): Promise<ShownList[]> {
  const rows = await judgedPairs(db);
  const models = new Map<string, MatchModel | null>();
  for (const { ranker } of rows) if (!models.has(ranker)) models.set(ranker, await namedModel(db, ranker));
  const lists = new Map<string, ShownPair[]>();
  for (const { askingListingId, ranker, position, contributions, verdict, reason } of rows) {
    const model = models.get(ranker) ?? null;
    if (model === null) continue;
    const pairs = lists.get(askingListingId) ?? [];
    lists.set(askingListingId, pairs);
    pairs.push({ position, model, contributions, verdict, reason });
  }
  return [...lists].map(([id, pairs]) => ({ id, pairs }));
}
