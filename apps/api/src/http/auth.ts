import jwt from '@fastify/jwt';
import { ANONYMOUS, type Actor, type SignedIn } from '@ketnoi/domain/actor';
import type { AccountId, SessionId } from '@ketnoi/domain/ids';
import { isUuid } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { findActor } from '@ketnoi/db/actors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Ctx } from '../context.ts';

const ISSUER = 'ketnoi';
const AUDIENCE = 'ketnoi-api';
/** Lifetime of an access token in seconds: short, because what it may do is read anew on every request. */
export const ACCESS_SECONDS = 600;

type Claims = { sub: AccountId; sid: SessionId; exp: number };
type Verifier = { verify: (token: string) => Claims; sign: (payload: object) => string };

/** One @fastify/jwt namespace per key, so that algorithm, issuer, audience and type are pinned and the key is looked up by `kid` in our own list. */
export async function registerTokens(app: FastifyInstance, ctx: Ctx): Promise<void> {
  for (const key of ctx.keys.signing) {
    await app.register(jwt, {
      namespace: key.kid,
      secret: { private: key.privateKey, public: key.publicKey },
      sign: {
        algorithm: 'EdDSA',
        kid: key.kid,
        iss: ISSUER,
        aud: AUDIENCE,
        expiresIn: ACCESS_SECONDS,
        header: { typ: 'at+jwt', alg: 'EdDSA' },
      },
      verify: {
        algorithms: ['EdDSA'],
        allowedIss: ISSUER,
        allowedAud: AUDIENCE,
        requiredClaims: ['exp', 'iat', 'sub', 'sid', 'jti', 'iss', 'aud'],
        checkTyp: 'at+jwt',
        cache: false,
        clockTimestamp: undefined,
      } as object,
    });
  }
}

const namespaces = (app: FastifyInstance): Readonly<Record<string, Verifier>> => app.jwt as unknown as Readonly<Record<string, Verifier>>;

/** A fresh access token: who, which session, nothing of what they may do. */
export function issueAccessToken(
  app: FastifyInstance,
  ctx: Ctx,
  who: { accountId: AccountId; sessionId: SessionId; tokenId: string },
): string {
  const key = ctx.keys.signing[0];
  const signer = key === undefined ? undefined : namespaces(app)[key.kid];
  if (signer === undefined) throw new Error('no signing key');
  return signer.sign({ sub: who.accountId, sid: who.sessionId, jti: who.tokenId });
}

/** The claims of a token we issued for this use, in time; anything else is null. */
function readToken(app: FastifyInstance, token: string): Claims | null {
  try {
    const [head = ''] = token.split('.', 1);
    const header = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { kid?: unknown };
    const known = namespaces(app);
    if (typeof header.kid !== 'string' || !Object.hasOwn(known, header.kid)) return null;
    // A signature has one spelling: padding, other base64 alphabets and stray bits at its end are refused before the library sees them.
    const signature = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.([A-Za-z0-9_-]+)$/u.exec(token)?.[1];
    if (signature === undefined || Buffer.from(signature, 'base64url').toString('base64url') !== signature) return null;
    const claims = known[header.kid]?.verify(token);
    if (claims === undefined || !isUuid(claims.sub) || !isUuid(claims.sid) || !Number.isInteger(claims.exp)) return null;
    return claims;
  } catch {
    return null;
  }
}

/** Tokens whose signature this process has verified, by their exact text. Checking one costs more than the rest of a small read. */
const verified = new WeakMap<FastifyInstance, Map<string, Claims>>();
const VERIFIED_AT_MOST = 10_000;

/** The claims of a token; one seen before only has to be still in time. Whether its session lives is asked of the database every time. */
function claimsOf(app: FastifyInstance, token: string): Claims | null {
  const known = verified.get(app) ?? new Map<string, Claims>();
  verified.set(app, known);
  const before = known.get(token);
  if (before !== undefined) {
    if (before.exp * 1000 > Date.now()) return before;
    known.delete(token);
    return null;
  }
  const claims = readToken(app, token);
  if (claims === null) return null;
  const oldest = known.size < VERIFIED_AT_MOST ? undefined : known.keys().next().value;
  if (oldest !== undefined) known.delete(oldest);
  known.set(token, claims);
  return claims;
}

/** The membership this request acts by: the one named, the only one, or none. */
function actingOf(memberships: SignedIn['memberships'], named: string | undefined): SignedIn['acting'] {
  if (named !== undefined) {
    const found = memberships.find((one) => one.organisationId === named);
    if (found === undefined)
      throw problem('organisation.required', {
        errors: [{ field: 'Ketnoi-Organisation', code: 'unknown', message: 'names no organisation of yours' }],
      });
    return found;
  }
  return memberships.length === 1 ? (memberships[0] ?? null) : null;
}

function bearerClaims(app: FastifyInstance, header: string): Claims | null {
  const token = /^Bearer (\S+)$/u.exec(header)?.[1];
  return token === undefined ? null : claimsOf(app, token);
}

/** The account a token of ours was issued to, whether or not its session still lives; null without one. Nobody can make up another caller. */
export function tokenAccount(app: FastifyInstance, request: FastifyRequest): AccountId | null {
  const header = request.headers.authorization;
  return header === undefined ? null : (bearerClaims(app, header)?.sub ?? null);
}

/** Who sends this request. No header: anonymous. A header that is not a live session of ours: 401, never anonymous. */
export async function actorOf(app: FastifyInstance, ctx: Ctx, request: FastifyRequest): Promise<Actor> {
  const header = request.headers.authorization;
  if (header === undefined) return ANONYMOUS;
  const claims = bearerClaims(app, header);
  if (claims === null) throw problem('session.expired');
  const row = await findActor(ctx.db, { sessionId: claims.sid, accountId: claims.sub, now: ctx.clock.now() });
  if (row === null) throw problem('session.expired');
  const named = request.headers['ketnoi-organisation'];
  return {
    kind: 'account',
    sessionId: claims.sid,
    ...row,
    acting: actingOf(row.memberships, typeof named === 'string' ? named : undefined),
  };
}
