import { Type } from 'typebox';
import { GivenPassword, SessionOpened } from './accounts.ts';
import { endpoint } from './endpoint.ts';
import { closed, Email, IdParams, Instant, nullable, Page, Uuid } from './shapes.ts';

export const signIn = endpoint({
  method: 'POST',
  url: '/api/session',
  access: 'public',
  summary: 'Sign in; the refresh token is set as a cookie',
  idempotent: false,
  staleTokenAllowed: true,
  body: closed({ email: Email, password: GivenPassword, totp: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })) }),
  response: { 200: SessionOpened },
  problems: ['session.invalid_credentials', 'session.slowed', 'session.cross_site'],
});

export const refreshSession = endpoint({
  method: 'POST',
  url: '/api/session/refresh',
  access: 'public',
  summary:
    'A new access token for the refresh cookie, which is replaced; needs the header X-Ketnoi: 1. A cookie used twice ends the session',
  idempotent: false,
  staleTokenAllowed: true,
  response: { 200: SessionOpened },
  problems: ['session.cross_site'],
});

export const signOut = endpoint({
  method: 'DELETE',
  url: '/api/session',
  access: 'public',
  summary: 'End the session of the cookie (with the header X-Ketnoi: 1) and of the bearer token',
  staleTokenAllowed: true,
  response: { 204: null },
  problems: ['session.cross_site'],
});

export const SessionRow = closed({
  id: Uuid,
  createdAt: Instant,
  lastUsedAt: Instant,
  expiresAt: Instant,
  userAgent: nullable(Type.String()),
  current: Type.Boolean(),
});

export const listSessions = endpoint({
  method: 'GET',
  url: '/api/me/sessions',
  access: 'account',
  summary: 'One’s own open sessions, the newest hundred',
  response: { 200: Page(SessionRow) },
});

export const endSession = endpoint({
  method: 'DELETE',
  url: '/api/me/sessions/:id',
  access: 'account',
  summary: 'End one of one’s own sessions',
  params: IdParams,
  response: { 204: null },
});

export const endOtherSessions = endpoint({
  method: 'DELETE',
  url: '/api/me/sessions',
  access: 'account',
  summary: 'End all one’s own sessions but this one',
  response: { 204: null },
});
