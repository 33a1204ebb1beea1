import { GRANT_ROLES, GRANT_SCOPES, MEMBERSHIP_ROLES } from '@ketnoi/domain/actor';
import { ACCOUNT_STATES } from '@ketnoi/domain/account';
import { PASSWORD_MAX, PASSWORD_MIN } from '@ketnoi/domain/password';
import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { closed, Email, IdParams, Instant, LanguageCode, Line, nullable, oneOf, Page, Uuid } from './shapes.ts';

export const NewPassword = Type.String({ minLength: PASSWORD_MIN, maxLength: PASSWORD_MAX });
export const GivenPassword = Type.String({ minLength: 1, maxLength: PASSWORD_MAX });
/** What a letter's link carries. */
export const LetterToken = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
export const Phone = Type.String({ minLength: 6, maxLength: 30 });
export const AcceptedTerms = Type.String({
  minLength: 1,
  maxLength: 20,
  description: 'The version of the terms the person accepted by an act of their own',
});

const GrantShape = closed({
  id: Uuid,
  role: oneOf(GRANT_ROLES),
  scope: oneOf(GRANT_SCOPES),
  scopeId: nullable(Type.String()),
  until: nullable(Instant),
});

const OwnMembership = closed({
  organisation: closed({
    id: Uuid,
    name: Type.String(),
    englishName: nullable(Type.String()),
    verified: Type.Boolean(),
    trusted: Type.Boolean(),
  }),
  role: oneOf(MEMBERSHIP_ROLES),
});

/** An account as its own person sees it. */
export const OwnAccount = closed({
  id: Uuid,
  version: Type.Integer(),
  email: Type.String(),
  emailConfirmed: Type.Boolean(),
  fullName: Type.String(),
  phone: nullable(Type.String()),
  language: LanguageCode,
  termsVersion: nullable(Type.String()),
  memberships: Type.Array(OwnMembership),
  grants: Type.Array(GrantShape),
});

export const getMe = endpoint({
  method: 'GET',
  url: '/api/me',
  access: 'account',
  summary: 'The person who is signed in: account, memberships, grants',
  response: { 200: OwnAccount },
});

export const changeMe = endpoint({
  method: 'PATCH',
  url: '/api/me',
  access: 'account',
  summary: 'Change one’s own name, telephone number or language',
  conditional: true,
  body: closed({ fullName: Type.Optional(Line(120)), phone: Type.Optional(nullable(Phone)), language: Type.Optional(LanguageCode) }),
  response: { 200: OwnAccount },
  problems: ['account.phone_invalid'],
});

/** The answer of what opens a session. The refresh token travels in the cookie alone. */
export const SessionOpened = closed({ accessToken: Type.String(), expiresAt: Instant, account: OwnAccount });

export const changePassword = endpoint({
  method: 'POST',
  url: '/api/me/password',
  access: 'account',
  summary: 'Change one’s password; every session ends and a new one opens for this caller',
  secretAnswer: true,
  body: closed({ currentPassword: GivenPassword, password: NewPassword }),
  response: { 200: SessionOpened },
  problems: ['account.password_wrong', 'account.password_weak', 'session.cross_site', 'session.slowed'],
});

export const sendConfirmation = endpoint({
  method: 'POST',
  url: '/api/me/confirmation',
  access: 'account',
  summary: 'Send the letter that confirms one’s address again; earlier letters stop working',
  response: { 202: null },
});

export const confirmAddress = endpoint({
  method: 'POST',
  url: '/api/confirmations',
  access: 'public',
  summary:
    'Confirm an address by its letter, together with the session or the password of the account that asked; signed in to the confirmed account of that address, take over what was entered without signing in',
  body: closed({ token: LetterToken, password: Type.Optional(GivenPassword) }),
  response: { 200: closed({ email: Type.String(), accountId: Uuid }) },
  problems: ['account.letter_gone', 'account.password_wrong', 'session.slowed'],
});

export const requestPasswordReset = endpoint({
  method: 'POST',
  url: '/api/password-resets',
  access: 'public',
  summary: 'Ask for a letter to set a new password; the answer is the same whether or not there is such an account',
  body: closed({ email: Email, language: Type.Optional(LanguageCode) }),
  response: { 202: null },
});

export const completePasswordReset = endpoint({
  method: 'POST',
  url: '/api/password-resets/complete',
  access: 'public',
  summary: 'Set a new password by the newest letter; every session of the account ends',
  body: closed({ token: LetterToken, password: NewPassword }),
  response: { 204: null },
  problems: ['account.letter_gone', 'account.password_weak'],
});

export const AccountShape = closed({
  id: Uuid,
  version: Type.Integer(),
  email: Type.String(),
  emailConfirmed: Type.Boolean(),
  fullName: Type.String(),
  state: oneOf(ACCOUNT_STATES),
  createdAt: Instant,
  memberships: Type.Array(OwnMembership),
  grants: Type.Array(GrantShape),
});

export const getAccount = endpoint({
  method: 'GET',
  url: '/api/accounts/:id',
  access: 'admin',
  summary: 'One account, for the platform’s administrators',
  params: IdParams,
  response: { 200: AccountShape },
});

const stateBody = closed({ reason: Line(300) });

export const suspendAccount = endpoint({
  method: 'POST',
  url: '/api/accounts/:id/suspend',
  access: 'admin',
  summary: 'Suspend an account; its sessions end with this act',
  conditional: true,
  params: IdParams,
  body: stateBody,
  response: { 200: AccountShape },
  problems: ['account.own_account'],
});

export const reinstateAccount = endpoint({
  method: 'POST',
  url: '/api/accounts/:id/reinstate',
  access: 'admin',
  summary: 'End a suspension',
  conditional: true,
  params: IdParams,
  body: stateBody,
  response: { 200: AccountShape },
  problems: ['account.own_account'],
});

export const GrantRow = closed({
  id: Uuid,
  role: oneOf(GRANT_ROLES),
  scope: oneOf(GRANT_SCOPES),
  scopeId: nullable(Type.String()),
  until: nullable(Instant),
  grantedAt: Instant,
  account: closed({ id: Uuid, fullName: Type.String(), email: Type.String() }),
});

export const listGrants = endpoint({
  method: 'GET',
  url: '/api/grants',
  access: 'admin',
  summary: 'The grants in force',
  response: { 200: Page(GrantRow) },
});

export const grantRole = endpoint({
  method: 'POST',
  url: '/api/grants',
  access: 'admin',
  summary: 'Grant a role to the account of an address',
  body: closed({
    email: Email,
    role: oneOf(GRANT_ROLES),
    scope: oneOf(GRANT_SCOPES),
    scopeId: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 60 }))),
    until: Type.Optional(nullable(Instant)),
  }),
  response: { 201: GrantRow },
  problems: ['record.not_found', 'account.own_account', 'account.grant_scope'],
});

export const revokeGrant = endpoint({
  method: 'DELETE',
  url: '/api/grants/:id',
  access: 'admin',
  summary: 'Take a granted role back; it is gone on the next request',
  params: IdParams,
  response: { 204: null },
  problems: ['account.own_account'],
});
