import type { Card } from '@ketnoi/contracts/listing-shapes';
import { hitRows } from '@ketnoi/db/listing-hits';
import type { Actor } from '@ketnoi/domain/actor';
import type { ListingId } from '@ketnoi/domain/ids';
import type { Removal } from '@ketnoi/domain/match';
import type { Ctx } from '../../context.ts';
import { cardView } from '../../views/card.ts';
import { askingSide } from './asking-side.ts';
import { found } from './list-matches.ts';

/** What a hard filter took out before ranking, as far as it is shown now. */
export async function listRemoved(ctx: Ctx, actor: Actor, { id, reason }: { id: ListingId; reason: Removal }): Promise<Card[]> {
  const { removed } = await found(ctx, await askingSide(ctx, actor, id), { limit: 1, ranker: null });
  const ids = removed.find((one) => one.reason === reason)?.listingIds ?? [];
  const rows = await hitRows(ctx.db, { ids });
  return ids.flatMap((one) => {
    const row = rows.get(one);
    return row === undefined ? [] : [cardView(row)];
  });
}
