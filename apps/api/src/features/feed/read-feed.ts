import type { FeedEntry } from '@ketnoi/contracts/feed';
import { FEED_START, listChanges, type FeedChange, type FeedPosition } from '@ketnoi/db/change-feed';
import type { ListingId } from '@ketnoi/domain/ids';
import type { Ctx } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { feedEntry } from './view.ts';

const DEFAULT_LIMIT = 100;
const BIND = 'feed';

function positionOf(ctx: Ctx, after: string | undefined): FeedPosition {
  if (after === undefined) return FEED_START;
  const [xid, id] = decodeCursor(ctx.keys, { bind: BIND, cursor: after }) as [string, ListingId];
  return { xid, id };
}

const cursorOf = (ctx: Ctx, { xid, id }: FeedChange): string => encodeCursor(ctx.keys, { bind: BIND, values: [xid, id] });

/** A stretch of the change feed and the place it ends at. */
export async function readFeed(
  ctx: Ctx,
  input: { after?: string | undefined; limit?: number | undefined },
): Promise<{ items: FeedEntry[]; next: string | null; more: boolean }> {
  const limit = input.limit ?? DEFAULT_LIMIT;
  const changes = await listChanges(ctx.db, { after: positionOf(ctx, input.after), limit });
  const last = changes.at(-1);
  return {
    items: changes.map(feedEntry),
    next: last === undefined ? (input.after ?? null) : cursorOf(ctx, last),
    more: changes.length === limit,
  };
}
