import { recordShown, type Contributions, type MatchAsker, type ShownPair } from '@ketnoi/db/matches';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Actor } from '@ketnoi/domain/actor';
import { newId, type ListingId, type MatchId } from '@ketnoi/domain/ids';
import type { Match } from '@ketnoi/matching/answer';
import type { Ctx } from '../../context.ts';
import { actAs } from '../../listings/standing.ts';
import type { Found } from './ask.ts';

/** Whoever reads waits no longer than this for what he is shown to be written down. */
const PATIENCE_MILLIS = 300;

const contributionsOf = (match: Match | null): Contributions =>
  Object.fromEntries((match?.reasons ?? []).filter(({ known }) => known).map(({ feature, points }) => [feature, points]));

/**
 * Writes down what people of the asking side are shown, and gives each pair its name. A list is worth more than its record: where the record fails or takes its
 * time, the list goes out without names.
 */
export async function recordImpressions(
  ctx: Ctx,
  actor: Actor,
  shown: { asker: MatchAsker; answer: Found },
): Promise<ReadonlyMap<ListingId, MatchId>> {
  const { asker, answer } = shown;
  if (answer.items.length === 0) return new Map();
  const now = ctx.clock.now();
  const pairs = answer.items.map(({ row, match }, at): ShownPair => ({
    foundId: row.id,
    position: at + 1,
    score: match?.score ?? null,
    contributions: contributionsOf(match),
  }));
  const newIds = pairs.map(() => newId<'match'>(now.getTime()));
  const written = inTransaction(ctx.db, async (tx) => {
    await actAs(tx, actor, asker);
    return recordShown(tx, { asker, ranker: answer.ranker, pairs, newIds, now });
  }).catch((error: unknown) => {
    ctx.log.warn({ err: error }, 'what was shown of matches could not be written down');
    return new Map<ListingId, MatchId>();
  });
  return Promise.race([written, late()]);
}

function late(): Promise<ReadonlyMap<ListingId, MatchId>> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(new Map()), PATIENCE_MILLIS).unref();
  });
}
