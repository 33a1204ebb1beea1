import { endOtherSessions, endSession, listSessions, refreshSession, signIn, signOut } from '@ketnoi/contracts/sessions';
import type { SessionId } from '@ketnoi/domain/ids';
import { listSessions as sessionsOf } from '@ketnoi/db/sessions';
import { browserOf, dropSession, keepSession, openedAnswer } from '../../http/browser-session.ts';
import { preparedRoute, route, type Server } from '../../http/route.ts';
import { signedIn } from '../../http/signed-in.ts';
import type { SlowDown } from '../../identity/slow-down.ts';
import { endOthers, endOwnSession, signOutOf } from './end-sessions.ts';
import { refreshByCookie } from './refresh-session.ts';
import { signInWithPassword } from './sign-in.ts';
import { sessionRow } from './view.ts';

/** Signing in, refreshing, signing out, and the list of one's own sessions. */
export function registerSessions(server: Server, slowDown: SlowDown): void {
  preparedRoute(server, signIn, {
    prepare: async (ctx, { request }) => browserOf(ctx, request),
    handle: async (ctx, _actor, { body, request, prepared: browser }) => {
      const opened = await signInWithPassword(ctx, slowDown, { ...body, device: browser.device(body.email), request });
      return openedAnswer(server, ctx, { browser, opened });
    },
    decorate: (reply, _output, browser) => keepSession(server.ctx, reply, browser),
  });
  preparedRoute(server, refreshSession, {
    prepare: async (ctx, { request }) => browserOf(ctx, request, true),
    handle: async (ctx, _actor, { prepared: browser }) =>
      openedAnswer(server, ctx, { browser, opened: await refreshByCookie(ctx, browser.refreshToken) }),
    decorate: (reply, _output, browser) => keepSession(server.ctx, reply, browser),
  });
  preparedRoute(server, signOut, {
    prepare: async (ctx, { request }) => browserOf(ctx, request, true),
    handle: async (ctx, actor, { prepared: browser }) => {
      await signOutOf(ctx, actor, browser.refreshToken);
      return null;
    },
    decorate: (reply) => dropSession(server.ctx, reply),
  });
  route(server, listSessions, async (ctx, actor) => {
    const { accountId, sessionId } = signedIn(actor);
    const rows = await sessionsOf(ctx.db, { accountId, now: ctx.clock.now() });
    return { items: rows.map((row) => sessionRow(row, sessionId)), next: null };
  });
  route(server, endSession, async (ctx, actor, { params }) => {
    await endOwnSession(ctx, signedIn(actor), params.id as SessionId);
    return null;
  });
  route(server, endOtherSessions, async (ctx, actor) => {
    await endOthers(ctx, signedIn(actor));
    return null;
  });
}
