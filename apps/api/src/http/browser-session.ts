import { randomBytes } from 'node:crypto';
import type { SessionOpened } from '@ketnoi/contracts/accounts';
import { normaliseEmail } from '@ketnoi/domain/account';
import { newId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { findAccount } from '@ketnoi/db/accounts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Config } from '../config.ts';
import type { Ctx } from '../context.ts';
import type { Opened } from '../identity/open-session.ts';
import { sign, verify } from '../keys.ts';
import { ownAccount } from '../views/account.ts';
import { ACCESS_SECONDS, issueAccessToken } from './auth.ts';
import type { Server } from './route.ts';

const YEAR_SECONDS = 365 * 86_400;
const TOKEN = /^[A-Za-z0-9_-]{43}$/u;

/** What the browser of a request holds, and what its answer will give it. */
export type Browser = {
  refreshToken: string | null;
  /** The mark of a device that has signed in to this address before. */
  device: (email: string) => string | null;
  opened: (Opened & { confirmedEmail: string | null }) | null;
};

/** Over https the cookies carry the prefix that binds them to this host; over plain http (a local start) no browser would keep such a one. */
function cookieOf(
  config: Config,
  name: string,
): { name: string; options: { path: '/'; httpOnly: true; sameSite: 'strict'; secure: boolean } } {
  const secure = config.publicUrl.startsWith('https:');
  return { name: secure ? `__Host-${name}` : name, options: { path: '/', httpOnly: true, sameSite: 'strict', secure } };
}

const refreshCookie = (config: Config) => cookieOf(config, 'ketnoi');
const deviceCookie = (config: Config) => cookieOf(config, 'ketnoi-device');

const refuseSite = (field: string, message: string): never => {
  throw problem('session.cross_site', { errors: [{ field, code: 'cross_site', message }] });
};

/** Refuses what another site made a browser send. What is no browser says neither `Sec-Fetch-Site` nor `Origin`. */
function checkSite(config: Config, request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site !== 'same-origin') refuseSite('Sec-Fetch-Site', 'must be same-origin');
    return;
  }
  const { origin } = request.headers;
  if (origin === undefined) return;
  const own = [new URL(config.publicUrl).origin, `${new URL(config.publicUrl).protocol}//${request.host}`];
  if (!own.includes(origin)) refuseSite('Origin', 'must be this exchange’s own');
}

/** Beside the site, the header no form and no simple request can carry: for what acts by the cookie alone. */
function checkOwnHeader(request: FastifyRequest): void {
  if (request.headers['x-ketnoi'] !== '1') refuseSite('X-Ketnoi', 'must be 1');
}

const markOf = (email: string, nonce: string): string => `${normaliseEmail(email)}\n${nonce}`;

/** Reads what the browser holds. `byCookie`: the request acts by its cookie and must show that our own page sent it. */
export function browserOf(ctx: Ctx, request: FastifyRequest, byCookie = false): Browser {
  const refreshToken = request.cookies[refreshCookie(ctx.config).name] ?? null;
  checkSite(ctx.config, request);
  if (byCookie && refreshToken !== null) checkOwnHeader(request);
  const [nonce = '', signature = ''] = (request.cookies[deviceCookie(ctx.config).name] ?? '').split('.');
  return {
    refreshToken: refreshToken !== null && TOKEN.test(refreshToken) ? refreshToken : null,
    device: (email) => (verify(ctx.keys, 'device', { text: markOf(email, nonce), signature }) ? nonce : null),
    opened: null,
  };
}

/** The answer of what opens a session; its refresh token goes into the cookie after the commit, and nowhere else. */
export async function openedAnswer(
  server: Server,
  ctx: Ctx,
  session: { browser: Browser; opened: Opened },
): Promise<Static<typeof SessionOpened>> {
  const { browser, opened } = session;
  const now = ctx.clock.now();
  const account = await findAccount(ctx.db, { id: opened.accountId, now });
  if (account === null) throw problem('session.expired');
  browser.opened = { ...opened, confirmedEmail: account.emailVerifiedAt === null ? null : account.email };
  const accessToken = issueAccessToken(server.app, ctx, {
    accountId: opened.accountId,
    sessionId: opened.sessionId,
    tokenId: newId(now.getTime()),
  });
  return { accessToken, expiresAt: new Date(now.getTime() + ACCESS_SECONDS * 1000).toISOString(), account: ownAccount(account) };
}

/** Gives the browser its cookies once the session is committed. */
export function keepSession(ctx: Ctx, reply: FastifyReply, browser: Browser): void {
  if (browser.opened === null) return;
  reply.header('cache-control', 'no-store');
  const { refreshToken, refreshExpiresAt, confirmedEmail: email } = browser.opened;
  const refresh = refreshCookie(ctx.config);
  const seconds = Math.floor((refreshExpiresAt.getTime() - ctx.clock.now().getTime()) / 1000);
  reply.setCookie(refresh.name, refreshToken, { ...refresh.options, maxAge: seconds });
  // Anybody can sign up with any address: only who confirmed it has a device of it, which is slowed down less.
  if (email === null || browser.device(email) !== null) return;
  const nonce = randomBytes(16).toString('base64url');
  const device = deviceCookie(ctx.config);
  reply.setCookie(device.name, `${nonce}.${sign(ctx.keys, 'device', markOf(email, nonce))}`, { ...device.options, maxAge: YEAR_SECONDS });
}

/** Takes the refresh cookie away and has the browser forget what it kept of us; the mark of the device stays. */
export function dropSession(ctx: Ctx, reply: FastifyReply): void {
  const { name, options } = refreshCookie(ctx.config);
  reply.clearCookie(name, options).header('clear-site-data', '"cache", "storage"');
}
