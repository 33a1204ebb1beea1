import * as contracts from '@ketnoi/contracts/accounts';
import type { AccountId } from '@ketnoi/domain/ids';
import { listGrants as grantsInForce } from '@ketnoi/db/grants';
import { browserOf, keepSession, openedAnswer } from '../../http/browser-session.ts';
import { preparedRoute, route, type Server } from '../../http/route.ts';
import { signedIn } from '../../http/signed-in.ts';
import type { SlowDown } from '../../identity/slow-down.ts';
import { administeredAccount, ownAccount } from '../../views/account.ts';
import { changeOwnAccount, readOwnAccount } from './change-account.ts';
import { changeOwnPassword, preparePassword } from './change-password.ts';
import { confirmByLetter, prepareConfirmation, sendOwnConfirmation } from './confirm-address.ts';
import { grantTo, takeBackGrant } from './grants.ts';
import { askForReset, prepareReset, resetByLetter } from './reset-password.ts';
import { changeAccountState, readAccount } from './suspend-account.ts';
import { grantRow } from './view.ts';

/** One's own account, its password and address; and the accounts and grants as the platform administers them. */
export function registerAccounts(server: Server, slowDown: SlowDown): void {
  route(server, contracts.getMe, async (ctx, actor) => ownAccount(await readOwnAccount(ctx, signedIn(actor))));
  route(server, contracts.changeMe, async (ctx, actor, { body, version }) =>
    ownAccount(await changeOwnAccount(ctx, signedIn(actor), { version, changes: body })),
  );
  registerPasswords(server, slowDown);
  registerConfirmations(server, slowDown);
  registerAdministration(server);
}

function registerPasswords(server: Server, slowDown: SlowDown): void {
  preparedRoute(server, contracts.changePassword, {
    prepare: async (ctx, { actor, call, request }) => ({
      browser: browserOf(ctx, request),
      replacement: await preparePassword(ctx, slowDown, { ...call.body, actor: signedIn(actor) }),
    }),
    handle: async (ctx, _actor, { request, prepared: { browser, replacement } }) =>
      openedAnswer(server, ctx, { browser, opened: await changeOwnPassword(ctx, replacement, request) }),
    decorate: (reply, _output, { browser }) => keepSession(server.ctx, reply, browser),
  });
  route(server, contracts.requestPasswordReset, async (ctx, _actor, { body, language }) => {
    await askForReset(ctx, { email: body.email, language: body.language ?? language });
    return null;
  });
  preparedRoute(server, contracts.completePasswordReset, {
    prepare: async (ctx, { call }) => prepareReset(ctx, call.body),
    handle: async (ctx, _actor, { body, prepared }) => {
      await resetByLetter(ctx, body.token, prepared);
      return null;
    },
  });
}

function registerConfirmations(server: Server, slowDown: SlowDown): void {
  route(server, contracts.sendConfirmation, async (ctx, actor) => {
    await sendOwnConfirmation(ctx, signedIn(actor));
    return null;
  });
  preparedRoute(server, contracts.confirmAddress, {
    prepare: async (ctx, { actor, call }) =>
      prepareConfirmation(ctx, slowDown, { actor, token: call.body.token, password: call.body.password }),
    handle: async (ctx, _actor, { prepared }) => confirmByLetter(ctx, prepared),
  });
}

function registerAdministration(server: Server): void {
  route(server, contracts.getAccount, async (ctx, _actor, { params }) =>
    administeredAccount(await readAccount(ctx, params.id as AccountId)),
  );
  route(server, contracts.suspendAccount, async (ctx, actor, { params, body, version }) =>
    administeredAccount(
      await changeAccountState(ctx, signedIn(actor), { id: params.id as AccountId, version, action: 'suspend', reason: body.reason }),
    ),
  );
  route(server, contracts.reinstateAccount, async (ctx, actor, { params, body, version }) =>
    administeredAccount(
      await changeAccountState(ctx, signedIn(actor), { id: params.id as AccountId, version, action: 'reinstate', reason: body.reason }),
    ),
  );
  route(server, contracts.listGrants, async (ctx) => ({
    items: (await grantsInForce(ctx.db, { now: ctx.clock.now() })).map(grantRow),
    next: null,
  }));
  route(server, contracts.grantRole, async (ctx, actor, { body }) => grantRow(await grantTo(ctx, signedIn(actor), body)));
  route(server, contracts.revokeGrant, async (ctx, actor, { params }) => {
    await takeBackGrant(ctx, signedIn(actor), params.id);
    return null;
  });
}
