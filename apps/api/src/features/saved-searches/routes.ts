import * as contracts from '@ketnoi/contracts/saved-searches';
import type { SavedSearchSummary } from '@ketnoi/db/saved-searches';
import type { Actor } from '@ketnoi/domain/actor';
import type { SavedSearchId } from '@ketnoi/domain/ids';
import { COUNTED_TO } from '@ketnoi/domain/search';
import type { SavedSearch } from '@ketnoi/contracts/saved-searches';
import type { Ctx } from '../../context.ts';
import { acceptPlainForms } from '../../http/form.ts';
import { route, type Server } from '../../http/route.ts';
import { signedIn } from '../../http/signed-in.ts';
import { cardView } from '../../views/card.ts';
import { markSeen, readAlerts, tryOutSearch } from './alerts.ts';
import { pauseOrResume, removeSearch } from './change-state.ts';
import { readSearch, readSearches } from './read-searches.ts';
import { changeSearch, saveSearch } from './save-search.ts';
import { readSubscription, unsubscribe } from './unsubscribe.ts';
import { alertView, savedSearchView } from './view.ts';

const idOf = (params: { id: string }): SavedSearchId => params.id.toLowerCase() as SavedSearchId;
const view = (ctx: Ctx, actor: Actor, row: SavedSearchSummary): SavedSearch => savedSearchView(signedIn(actor), row, ctx.clock.now());

/** Rendered anew for a repeat: what somebody looks for is kept nowhere but in its own table. */
const again = async (ctx: Ctx, actor: Actor, id: string): Promise<SavedSearch> =>
  view(ctx, actor, await readSearch(ctx, signedIn(actor), id as SavedSearchId));

/** Saved searches, what they found, and the link that silences them. */
export function registerSavedSearches(server: Server): void {
  registerSearches(server);
  registerAlerts(server);
  registerLink(server);
}

function registerSearches(server: Server): void {
  route(server, contracts.listSavedSearches, async (ctx, actor) => ({
    items: (await readSearches(ctx, signedIn(actor))).map((row) => view(ctx, actor, row)),
    next: null,
  }));
  route(
    server,
    contracts.saveSearch,
    async (ctx, actor, { body, language }) => {
      const settings = {
        ...body,
        language: body.language ?? language,
        rhythm: body.rhythm ?? 'daily',
        threshold: body.threshold ?? 'all_words',
      };
      return view(ctx, actor, await saveSearch(ctx, signedIn(actor), settings));
    },
    { again },
  );
  route(server, contracts.getSavedSearch, async (ctx, actor, { params }) =>
    view(ctx, actor, await readSearch(ctx, signedIn(actor), idOf(params))),
  );
  route(
    server,
    contracts.changeSavedSearch,
    async (ctx, actor, { params, body, version }) =>
      view(ctx, actor, await changeSearch(ctx, signedIn(actor), { id: idOf(params), version, changes: body })),
    { again },
  );
  route(server, contracts.deleteSavedSearch, async (ctx, actor, { params }) => {
    await removeSearch(ctx, signedIn(actor), idOf(params));
    return null;
  });
  route(
    server,
    contracts.pauseSavedSearch,
    async (ctx, actor, { params, version }) =>
      view(ctx, actor, await pauseOrResume(ctx, signedIn(actor), { id: idOf(params), version, action: 'pause' })),
    { again },
  );
  route(
    server,
    contracts.resumeSavedSearch,
    async (ctx, actor, { params, version }) =>
      view(ctx, actor, await pauseOrResume(ctx, signedIn(actor), { id: idOf(params), version, action: 'resume' })),
    { again },
  );
}

function registerAlerts(server: Server): void {
  route(server, contracts.testSavedSearch, async (ctx, actor, { params }) => {
    const { rows, total } = await tryOutSearch(ctx, signedIn(actor), idOf(params));
    return { items: rows.map(cardView), total, totalIsExact: total < COUNTED_TO };
  });
  route(server, contracts.listAlerts, async (ctx, actor, { params, query }) => {
    const { rows, next } = await readAlerts(ctx, signedIn(actor), { ...query, id: idOf(params) });
    return { items: rows.map(alertView), next };
  });
  route(
    server,
    contracts.markAlertsSeen,
    async (ctx, actor, { params, body }) => view(ctx, actor, await markSeen(ctx, signedIn(actor), { id: idOf(params), upTo: body.upTo })),
    { again },
  );
}

/** Mail programs send a form, without a session; only the scope of the link takes one. */
function registerLink(server: Server): void {
  route(server, contracts.readSubscription, (ctx, _actor, { params }) => readSubscription(ctx, params.token));
  void server.app.register(async (app) => {
    acceptPlainForms(app);
    route({ ...server, app }, contracts.unsubscribe, (ctx, _actor, { params }) => unsubscribe(ctx, params.token));
  });
}
