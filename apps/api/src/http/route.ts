import type { Endpoint, Input, Output } from '@ketnoi/contracts/endpoint';
import type { Actor } from '@ketnoi/domain/actor';
import { ANONYMOUS } from '@ketnoi/domain/actor';
import type { Language } from '@ketnoi/domain/language';
import { problem, Problem } from '@ketnoi/domain/problems';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../context.ts';
import { checkAccess } from './access.ts';
import { actorOf } from './auth.ts';
import { once, type Again } from './idempotency.ts';
import { languageOf } from './language.ts';

/** What a handler is given beside its context and actor. `version` is the If-Match of a conditional endpoint. */
export type Call<E extends Endpoint> = Input<E> & {
  version: E['conditional'] extends true ? number : null;
  language: Language;
  request: RequestFacts;
};

/** The facts of a request a capability may need; headers and cookies stay outside. */
export type RequestFacts = { id: string; ip: string; userAgent: string | null };

export type Handler<E extends Endpoint> = (ctx: Ctx, actor: Actor, call: Call<E>) => Promise<Output<E>>;

export type RouteOptions<E extends Endpoint> = {
  again?: Again<E>;
  /** Sets cookies or headers of this answer, after the commit. */
  decorate?: (reply: FastifyReply, output: Output<E>) => void;
};

/** A route of which a part must happen before its transaction opens: hashing a password, reading a cookie. */
export type PreparedRoute<E extends Endpoint, Prepared> = {
  prepare: (ctx: Ctx, given: { actor: Actor; call: Call<E>; request: FastifyRequest }) => Promise<Prepared>;
  handle: (ctx: Ctx, actor: Actor, call: Call<E> & { prepared: Prepared }) => Promise<Output<E>>;
  again?: Again<E>;
  decorate?: (reply: FastifyReply, output: Output<E>, prepared: Prepared) => void;
};

function ifMatch(header: string | undefined): number {
  if (header === undefined) throw problem('record.version_required');
  const version = /^"?v?(\d{1,9})"?$/u.exec(header)?.[1];
  if (version === undefined) throw problem('record.stale');
  return Number(version);
}

function callOf<E extends Endpoint>(declaration: E, request: FastifyRequest): Call<E> {
  const { params, query, body } = request;
  return {
    ...(declaration.params === undefined ? {} : { params }),
    ...(declaration.query === undefined ? {} : { query }),
    ...(declaration.body === undefined ? {} : { body }),
    version: declaration.conditional === true ? ifMatch(request.headers['if-match']) : null,
    language: languageOf(request),
    request: { id: request.id, ip: request.ip, userAgent: request.headers['user-agent']?.slice(0, 300) ?? null },
  } as unknown as Call<E>;
}

function successStatus(declaration: Endpoint): number {
  return Number(Object.keys(declaration.response)[0] ?? 200);
}

function etagOf(output: unknown): string | null {
  const version = (output as { version?: unknown } | null)?.version;
  return typeof version === 'number' ? `"v${version}"` : null;
}

/** True when the endpoint takes an Idempotency-Key: POST and PATCH unless it says otherwise. */
export function isIdempotent(declaration: Endpoint): boolean {
  return declaration.idempotent ?? (declaration.method === 'POST' || declaration.method === 'PATCH');
}

export type Server = { app: FastifyInstance; ctx: Ctx };

/** Who calls. Where the contract allows it, a token that is not or no longer good counts as none. */
async function callerOf({ app, ctx }: Server, declaration: Endpoint, request: FastifyRequest): Promise<Actor> {
  try {
    return await actorOf(app, ctx, request);
  } catch (error) {
    if (declaration.staleTokenAllowed === true && error instanceof Problem && error.code === 'session.expired') return ANONYMOUS;
    throw error;
  }
}

/** Binds a contract to a handler: access, key, transaction, view, ETag and status come from the declaration. */
export function route<E extends Endpoint>(server: Server, declaration: E, ...[handle, options = {}]: [Handler<E>, RouteOptions<E>?]): void {
  preparedRoute<E, null>(server, declaration, { prepare: async () => null, handle, ...options });
}

/** The same for a route with a part before its transaction. */
export function preparedRoute<E extends Endpoint, Prepared>(server: Server, declaration: E, one: PreparedRoute<E, Prepared>): void {
  const { app, ctx } = server;
  const status = successStatus(declaration);
  const response = Object.fromEntries(Object.entries(declaration.response).map(([code, schema]) => [code, schema ?? { type: 'null' }]));
  app.route({
    method: declaration.method,
    url: declaration.url,
    schema: {
      ...(declaration.params === undefined ? {} : { params: declaration.params }),
      ...(declaration.query === undefined ? {} : { querystring: declaration.query }),
      ...(declaration.body === undefined ? {} : { body: declaration.body }),
      response,
    },
    config: { endpoint: declaration },
    exposeHeadRoute: declaration.method === 'GET',
    onRequest: async (request) => {
      request.actor = await callerOf(server, declaration, request);
      checkAccess(declaration.access, request.actor);
    },
    handler: async (request, reply) => {
      const call = callOf(declaration, request);
      // A preparation that fails is thrown by the work, so that the repeat of an act that was done still gets its answer.
      const [prepared] = await Promise.allSettled([one.prepare(ctx, { actor: request.actor, call, request })]);
      const work = async (inner: Ctx): Promise<Output<E>> => {
        if (prepared.status === 'rejected') throw prepared.reason as Error;
        return one.handle(inner, request.actor, { ...call, prepared: prepared.value });
      };
      const output = isIdempotent(declaration)
        ? await once({ ctx, declaration, request, reply, work, ...(one.again === undefined ? {} : { again: one.again }) })
        : await work(ctx);
      const etag = etagOf(output);
      if (etag !== null) reply.header('etag', etag);
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', request.actor === ANONYMOUS ? 'no-cache' : 'private, no-store');
      if (prepared.status === 'fulfilled') one.decorate?.(reply, output, prepared.value);
      reply.code(status);
      return declaration.response[status] === null ? reply.send() : output;
    },
  });
}
