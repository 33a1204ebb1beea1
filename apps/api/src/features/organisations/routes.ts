import * as invitations from '@ketnoi/contracts/invitations';
import * as organisations from '@ketnoi/contracts/organisations';
import type { AccountId, InvitationId, OrganisationId } from '@ketnoi/domain/ids';
import { browserOf, keepSession, openedAnswer } from '../../http/browser-session.ts';
import { preparedRoute, route, type Server } from '../../http/route.ts';
import { signedIn } from '../../http/signed-in.ts';
import { acceptInvitation, joinWithNewAccount, prepareNewMember, readInvitation } from './accept-invitation.ts';
import { addCapacity, verifyCapacity } from './capacities.ts';
import { changeOrganisation } from './change-organisation.ts';
import { invite, readInvitations, withdrawInvitation } from './invite.ts';
import { listOrganisations } from './list-organisations.ts';
import { changeRole, readMembers, removeMember } from './members.ts';
import { readOrganisation } from './read-organisation.ts';
import { prepareSignUp, signUp } from './sign-up.ts';
import { trust, verify } from './verify-organisation.ts';
import { invitationView, landingView, memberView, organisationCard, organisationView } from './view.ts';

const organisationId = (params: { id: string }): OrganisationId => params.id as OrganisationId;
const pair = (params: { id: string; accountId: string }) => ({
  organisationId: organisationId(params),
  accountId: params.accountId as AccountId,
});

/** Organisations: sign-up, facts, people, invitations, and what the platform's administrators say of them. */
export function registerOrganisations(server: Server): void {
  registerFacts(server);
  registerPeople(server);
  registerInvitations(server);
  registerVerification(server);
}

function registerFacts(server: Server): void {
  preparedRoute(server, organisations.signUpOrganisation, {
    prepare: async (ctx, { call, request }) => ({ browser: browserOf(ctx, request), ready: await prepareSignUp(ctx, call.body) }),
    handle: async (ctx, _actor, { request, prepared: { browser, ready } }) => {
      const { organisationId, ...opened } = await signUp(ctx, ready, request);
      return { ...(await openedAnswer(server, ctx, { browser, opened })), organisationId };
    },
    decorate: (reply, _output, { browser }) => keepSession(server.ctx, reply, browser),
  });
  route(server, organisations.listOrganisations, async (ctx, _actor, { query }) => {
    const { rows, next } = await listOrganisations(ctx, query);
    return { items: rows.map(organisationCard), next };
  });
  route(server, organisations.getOrganisation, async (ctx, actor, { params }) =>
    organisationView(actor, await readOrganisation(ctx, actor, organisationId(params))),
  );
  route(server, organisations.changeOrganisation, async (ctx, actor, { params, body, version }) =>
    organisationView(actor, await changeOrganisation(ctx, actor, { id: organisationId(params), version, changes: body })),
  );
  route(server, organisations.addCapacity, async (ctx, actor, { params, body }) =>
    organisationView(actor, await addCapacity(ctx, actor, { ...body, id: organisationId(params) })),
  );
}

function registerPeople(server: Server): void {
  route(server, organisations.listMembers, async (ctx, actor, { params, query }) => {
    const { rows, next } = await readMembers(ctx, actor, { ...query, organisationId: organisationId(params) });
    return { items: rows.map((row) => memberView(actor, organisationId(params), row)), next };
  });
  route(server, organisations.changeMember, async (ctx, actor, { params, body, version }) =>
    memberView(actor, organisationId(params), await changeRole(ctx, actor, { ...pair(params), version, role: body.role })),
  );
  route(server, organisations.removeMember, async (ctx, actor, { params }) => {
    await removeMember(ctx, actor, pair(params));
    return null;
  });
}

function registerInvitations(server: Server): void {
  route(server, invitations.inviteMember, async (ctx, actor, { params, body, language }) =>
    invitationView(
      await invite(ctx, signedIn(actor), { ...body, language: body.language ?? language, organisationId: organisationId(params) }),
    ),
  );
  route(server, invitations.listInvitations, async (ctx, actor, { params }) => ({
    items: (await readInvitations(ctx, signedIn(actor), organisationId(params))).map(invitationView),
    next: null,
  }));
  route(server, invitations.revokeInvitation, async (ctx, actor, { params }) => {
    await withdrawInvitation(ctx, signedIn(actor), { organisationId: organisationId(params), id: params.invitationId as InvitationId });
    return null;
  });
  route(server, invitations.getInvitation, async (ctx, _actor, { params }) => landingView(await readInvitation(ctx, params.token)));
  route(server, invitations.acceptInvitation, async (ctx, actor, { params }) => {
    const { organisationId, role } = await acceptInvitation(ctx, signedIn(actor), params.token);
    return { organisationId, role };
  });
  preparedRoute(server, invitations.signUpByInvitation, {
    prepare: async (ctx, { call, request }) => ({
      browser: browserOf(ctx, request),
      member: await prepareNewMember(ctx, { ...call.body, token: call.params.token }),
    }),
    handle: async (ctx, _actor, { request, prepared: { browser, member } }) =>
      openedAnswer(server, ctx, { browser, opened: await joinWithNewAccount(ctx, member, request) }),
    decorate: (reply, _output, { browser }) => keepSession(server.ctx, reply, browser),
  });
}

function registerVerification(server: Server): void {
  route(server, organisations.verifyOrganisation, async (ctx, actor, { params, body, version }) =>
    organisationView(actor, await verify(ctx, signedIn(actor), { ...body, id: organisationId(params), version })),
  );
  route(server, organisations.trustOrganisation, async (ctx, actor, { params, body, version }) =>
    organisationView(actor, await trust(ctx, signedIn(actor), { ...body, id: organisationId(params), version })),
  );
  route(server, organisations.verifyCapacity, async (ctx, actor, { params, body, version }) =>
    organisationView(
      actor,
      await verifyCapacity(ctx, signedIn(actor), { ...body, id: organisationId(params), capacityId: params.capacityId, version }),
    ),
  );
}
