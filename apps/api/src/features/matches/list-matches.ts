import type { listMatches as contract } from '@ketnoi/contracts/matches';
import type { Output } from '@ketnoi/contracts/endpoint';
import { codeTables } from '@ketnoi/db/classifications';
import { shownVersions } from '@ketnoi/db/search-reconcile';
import type { Actor } from '@ketnoi/domain/actor';
import type { ListingId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { COUNTERPART } from '@ketnoi/domain/match';
import { mayCompareRankers } from '@ketnoi/domain/match-policy';
import { problem } from '@ketnoi/domain/problems';
import type { Ctx } from '../../context.ts';
import { askingOf } from '../../matching/facts-of.ts';
import { namedModel } from '../../matching/models.ts';
import { plainRequest } from '../../matching/plain-request.ts';
import type { MatchRequest } from '../../matching/port.ts';
import { ask, NOTHING, type Found } from './ask.ts';
import { askingSide, type AskingSide } from './asking-side.ts';
import { recordImpressions } from './impressions.ts';
import { answerView } from './view.ts';

const PAGE = 20;

type Asked = { id: ListingId; limit?: number | undefined; ranker?: string | undefined; language: Language };

/** Another ranker than the one in use is looked at by who watches over rankers, and only one that there is. */
async function checkRanker(ctx: Ctx, actor: Actor, ranker: string | undefined): Promise<void> {
  if (ranker === undefined) return;
  if (!mayCompareRankers(actor)) throw problem('access.forbidden');
  if ((await namedModel(ctx.db, ranker)) !== null) return;
  throw problem('request.malformed', { errors: [{ field: 'ranker', code: 'unknown', message: 'names no ranker of this exchange' }] });
}

/** What the other side has for a listing, as this caller may know: its own people are not shown again what they dismissed, and what they said moves the rest. */
export async function found(ctx: Ctx, asked: AskingSide, more: Pick<MatchRequest, 'limit' | 'ranker'>): Promise<Found> {
  const { source, own, side } = asked;
  if (source === null) return NOTHING;
  const feedback = own?.feedback ?? [];
  const ids = (which: (one: (typeof feedback)[number]) => boolean): string[] =>
    feedback.filter(which).map(({ foundListingId }) => foundListingId);
  const request = plainRequest({
    asking: askingOf(source, await codeTables(ctx.db)),
    side: COUNTERPART[side],
    hidden: ids(({ verdict }) => verdict === 'not_relevant'),
    taught: { liked: ids(({ verdict }) => verdict === 'relevant'), wrongTopic: ids(({ reason }) => reason === 'wrong_topic') },
    ...more,
  });
  return ask(ctx, request);
}

/** Ranked counterparts of a listing with the reasons. What its own people are shown is written down, so that they can say what it is worth. */
export async function listMatches(ctx: Ctx, actor: Actor, input: Asked): Promise<Output<typeof contract>> {
  const { id, limit = PAGE, ranker, language } = input;
  await checkRanker(ctx, actor, ranker);
  const asked = await askingSide(ctx, actor, id);
  const answer = await found(ctx, asked, { limit, ranker: ranker ?? null });
  const matchIds =
    asked.own === null || ranker !== undefined
      ? new Map<ListingId, string>()
      : await recordImpressions(ctx, actor, { asker: asked.own.asker, answer });
  const dismissed = (asked.own?.feedback ?? [])
    .filter(({ verdict }) => verdict === 'not_relevant')
    .map(({ foundListingId }) => foundListingId);
  return {
    ...answerView(answer, { codes: await codeTables(ctx.db), language, side: asked.side, own: asked.own !== null }, matchIds),
    unknown: [...asked.unknown],
    dismissed: dismissed.length === 0 ? 0 : (await shownVersions(ctx.db, { ids: dismissed })).length,
  };
}
