import * as contracts from '@ketnoi/contracts/matches';
import { readSuggestions } from '@ketnoi/contracts/suggestions';
import type { ListingId, MatchId } from '@ketnoi/domain/ids';
import { route, type Server } from '../../http/route.ts';
import { signedIn } from '../../http/signed-in.ts';
import { listCoaching } from './list-coaching.ts';
import { listDismissed } from './list-dismissed.ts';
import { listMatches } from './list-matches.ts';
import { listRemoved } from './list-removed.ts';
import { listSimilar } from './list-similar.ts';
import { matchText } from './match-text.ts';
import { createQuestionLimit } from './question-limit.ts';
import { readStanding } from './read-standing.ts';
import { readFeedback, sendFeedback } from './send-feedback.ts';
import { suggestClasses } from './suggest-classes.ts';
import { undoFeedback } from './undo-feedback.ts';
import { dismissedView, feedbackView } from './view.ts';

const listingId = (params: { id: string }): ListingId => params.id.toLowerCase() as ListingId;
const matchId = (params: { id: string }): MatchId => params.id.toLowerCase() as MatchId;

/** Matches of a listing, of a text that is not kept, and what the asking side says of them. */
export function registerMatches(server: Server): void {
  registerAsking(server);
  registerFeedback(server);
}

function registerAsking(server: Server): void {
  const limitQuestions = createQuestionLimit(server.ctx.clock);
  route(server, contracts.listMatches, (ctx, actor, { params, query, language }) =>
    listMatches(ctx, actor, { id: listingId(params), limit: query.limit, ranker: query.ranker, language }),
  );
  route(server, contracts.listRemoved, async (ctx, actor, { params, query }) => ({
    items: await listRemoved(ctx, actor, { id: listingId(params), reason: query.reason }),
  }));
  route(server, contracts.listSimilar, (ctx, actor, { params, query, language }) =>
    listSimilar(ctx, actor, { id: listingId(params), limit: query.limit, language }),
  );
  route(server, contracts.matchText, (ctx, _actor, { body, language, request }) => {
    limitQuestions(request.ip);
    return matchText(ctx, body, language);
  });
  route(server, readSuggestions, (ctx, actor, { params }) => suggestClasses(ctx, signedIn(actor), listingId(params)));
  route(server, contracts.matcherStanding, async (ctx) => {
    const standing = await readStanding(ctx);
    return { ...standing, limitations: [...standing.limitations] };
  });
}

function registerFeedback(server: Server): void {
  route(
    server,
    contracts.sendMatchFeedback,
    async (ctx, actor, { params, body }) => feedbackView(await sendFeedback(ctx, signedIn(actor), { id: matchId(params), ...body })),
    // Rendered anew for a repeat: what somebody notes is kept in no other table.
    { again: async (ctx, actor, id) => feedbackView(await readFeedback(ctx, signedIn(actor), id as MatchId)) },
  );
  route(server, contracts.undoMatchFeedback, async (ctx, actor, { params }) => {
    await undoFeedback(ctx, signedIn(actor), matchId(params));
    return null;
  });
  route(server, contracts.listDismissed, async (ctx, actor, { params }) => ({
    items: (await listDismissed(ctx, signedIn(actor), listingId(params))).map(dismissedView),
  }));
  route(server, contracts.listCoaching, async (ctx, actor, { params }) => ({
    items: await listCoaching(ctx, signedIn(actor), listingId(params)),
  }));
}
