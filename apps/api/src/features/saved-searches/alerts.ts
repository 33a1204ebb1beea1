import { hitRows, type HitRow } from '@ketnoi/db/listing-hits';
import { listAlerts, markAlertsSeen, tryOut, type AlertRow, type SavedSearchSummary } from '@ketnoi/db/saved-searches';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { SavedSearchId } from '@ketnoi/domain/ids';
import { COUNTED_TO } from '@ketnoi/domain/search';
import type { Ctx } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { ofAccount, openSearch } from './acts.ts';
import { readSearch } from './read-searches.ts';

const PAGE = 20;
/** A test shows so many listings. */
const TRIED = 20;

type Asked = { id: SavedSearchId; unseen?: boolean | undefined; limit?: number | undefined; cursor?: string | undefined };
export type FoundAlert = AlertRow & { hit: HitRow };

/** What a search of the actor's has found of what is shown now, latest first. */
export async function readAlerts(ctx: Ctx, actor: SignedIn, asked: Asked): Promise<{ rows: FoundAlert[]; next: string | null }> {
  const { id, unseen = false, limit = PAGE } = asked;
  await readSearch(ctx, actor, id);
  const bind = ['alerts', actor.accountId, id, unseen];
  const [at, listingId, versionId] = asked.cursor === undefined ? [] : decodeCursor(ctx.keys, { bind, cursor: asked.cursor });
  const after = at === undefined ? null : { at: String(at), listingId: String(listingId), versionId: String(versionId) };
  const rows = await ofAccount(ctx, actor, (tx) => listAlerts(tx, { id, unseen, after, limit: limit + 1 }));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  // Whatever was found, each listing is read anew and leaves only if everyone may see it at this moment.
  const hits = await hitRows(ctx.db, { ids: page.map((row) => row.listingId) });
  return {
    rows: page.flatMap((row) => {
      const hit = hits.get(row.listingId);
      return hit === undefined ? [] : [{ ...row, hit }];
    }),
    next:
      rows.length > limit && last !== undefined
        ? encodeCursor(ctx.keys, { bind, values: [last.at.toISOString(), last.listingId, last.versionId] })
        : null,
  };
}

/** Marks what a search has found up to a moment as looked at. */
export async function markSeen(
  ctx: Ctx,
  actor: SignedIn,
  one: { id: SavedSearchId; upTo: string | undefined },
): Promise<SavedSearchSummary> {
  const now = ctx.clock.now();
  const { id, upTo } = one;
  await readSearch(ctx, actor, id);
  return ofAccount(ctx, actor, async (tx) => {
    await markAlertsSeen(tx, { id, upTo: upTo === undefined ? now : new Date(upTo), now });
    return readSearch({ ...ctx, db: tx }, actor, id);
  });
}

/** What a search would alert of if it were new now. Sends and keeps nothing. */
export async function tryOutSearch(ctx: Ctx, actor: SignedIn, id: SavedSearchId): Promise<{ rows: HitRow[]; total: number }> {
  const { ids, total } = await ofAccount(ctx, actor, async (tx) => {
    await openSearch(tx, actor, { id, action: 'test' });
    return tryOut(tx, { id, limit: TRIED, cap: COUNTED_TO });
  });
  const hits = await hitRows(ctx.db, { ids });
  return { rows: ids.flatMap((one) => hits.get(one) ?? []), total };
}
