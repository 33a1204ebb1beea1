import type { listSimilar as contract } from '@ketnoi/contracts/matches';
import type { Output } from '@ketnoi/contracts/endpoint';
import { codeTables } from '@ketnoi/db/classifications';
import type { Actor } from '@ketnoi/domain/actor';
import type { ListingId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import type { Ctx } from '../../context.ts';
import { askingOf } from '../../matching/facts-of.ts';
import { plainRequest } from '../../matching/plain-request.ts';
import { ask, NOTHING } from './ask.ts';
import { askingSide } from './asking-side.ts';
import { answerView } from './view.ts';

const PAGE = 6;

/** Listings of the same side that speak of the same thing. Nobody judges them, and nothing of it is kept. */
export async function listSimilar(
  ctx: Ctx,
  actor: Actor,
  { id, limit = PAGE, language }: { id: ListingId; limit?: number | undefined; language: Language },
): Promise<Output<typeof contract>> {
  const { source, side, own } = await askingSide(ctx, actor, id);
  const codes = await codeTables(ctx.db);
  const view = { codes, language, side, own: own !== null, similar: true };
  if (source === null) return answerView(NOTHING, view);
  const answer = await ask(ctx, plainRequest({ asking: askingOf(source, codes), side, limit, similar: true }));
  return answerView(answer, view);
}
