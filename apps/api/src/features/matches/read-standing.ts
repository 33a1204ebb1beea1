import type { Ctx } from '../../context.ts';
import type { MatchStanding } from '../../matching/port.ts';
import { SEARCHED } from './ask.ts';

/** How the matcher stands; where none answers, that a search does. */
export async function readStanding(ctx: Ctx): Promise<MatchStanding> {
  try {
    return await ctx.matching.standing();
  } catch {
    return { ready: false, listings: 0, done: 0, ranker: SEARCHED, limitations: ['search_only'] };
  }
}
