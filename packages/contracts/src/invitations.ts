import { MEMBERSHIP_ROLES } from '@ketnoi/domain/actor';
import { Type } from 'typebox';
import { AcceptedTerms, LetterToken, NewPassword, Phone, SessionOpened } from './accounts.ts';
import { endpoint } from './endpoint.ts';
import { closed, Email, IdParams, Instant, LanguageCode, Line, oneOf, Page, Uuid } from './shapes.ts';

const INVITATION_STATES = ['pending', 'accepted', 'revoked', 'expired'] as const;

export const Invitation = closed({
  id: Uuid,
  email: Type.String(),
  role: oneOf(MEMBERSHIP_ROLES),
  state: oneOf(INVITATION_STATES),
  invitedBy: closed({ id: Uuid, fullName: Type.String() }),
  createdAt: Instant,
  expiresAt: Instant,
});

export const inviteMember = endpoint({
  method: 'POST',
  url: '/api/organisations/:id/invitations',
  access: 'account',
  summary: 'Invite somebody by mail; an earlier invitation of that address lapses',
  params: IdParams,
  body: closed({ email: Email, role: oneOf(MEMBERSHIP_ROLES), language: Type.Optional(LanguageCode) }),
  response: { 201: Invitation },
  problems: ['invitation.too_many', 'invitation.already_member', 'account.email_unverified'],
});

export const listInvitations = endpoint({
  method: 'GET',
  url: '/api/organisations/:id/invitations',
  access: 'account',
  summary: 'The invitations of an organisation, newest first, the last hundred',
  params: IdParams,
  response: { 200: Page(Invitation) },
});

export const revokeInvitation = endpoint({
  method: 'DELETE',
  url: '/api/organisations/:id/invitations/:invitationId',
  access: 'account',
  summary: 'Withdraw an invitation that waits',
  params: closed({ id: Uuid, invitationId: Uuid }),
  response: { 204: null },
  problems: ['invitation.gone'],
});

const TokenParams = closed({ token: LetterToken });

/** What the holder of the link may know before signing in: nothing of the organisation that is not public. */
export const InvitationLanding = closed({
  organisation: closed({ id: Uuid, name: Type.String(), englishName: Type.Union([Type.String(), Type.Null()]), verified: Type.Boolean() }),
  role: oneOf(MEMBERSHIP_ROLES),
  email: Type.String({ description: 'the invited address, masked' }),
  expiresAt: Instant,
});

export const getInvitation = endpoint({
  method: 'GET',
  url: '/api/invitations/:token',
  access: 'public',
  summary: 'What an invitation is about',
  params: TokenParams,
  response: { 200: InvitationLanding },
  problems: ['invitation.gone'],
});

export const acceptInvitation = endpoint({
  method: 'POST',
  url: '/api/invitations/:token/accept',
  access: 'account',
  summary: 'Take up an invitation with the account of the invited address',
  params: TokenParams,
  response: { 200: closed({ organisationId: Uuid, role: oneOf(MEMBERSHIP_ROLES) }) },
  problems: ['invitation.gone', 'invitation.already_member', 'account.email_unverified'],
});

export const signUpByInvitation = endpoint({
  method: 'POST',
  url: '/api/invitations/:token/sign-up',
  access: 'public',
  summary: 'Take up an invitation with a new account of the invited address, which the letter confirms',
  secretAnswer: true,
  staleTokenAllowed: true,
  params: TokenParams,
  body: closed({
    fullName: Line(120),
    password: NewPassword,
    language: LanguageCode,
    phone: Type.Optional(Phone),
    acceptedTerms: AcceptedTerms,
  }),
  response: { 201: SessionOpened },
  problems: [
    'invitation.gone',
    'account.email_taken',
    'account.password_weak',
    'account.terms_not_accepted',
    'account.phone_invalid',
    'session.cross_site',
  ],
});
