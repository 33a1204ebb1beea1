import { createHash } from 'node:crypto';
import type { Endpoint, Output } from '@ketnoi/contracts/endpoint';
import { PLATFORM_CHAIN } from '@ketnoi/domain/audit';
import type { Actor } from '@ketnoi/domain/actor';
import { problem } from '@ketnoi/domain/problems';
import { claimIdempotencyKey, storeAnswer, type Claim } from '@ketnoi/db/idempotency';
import { inTransaction } from '@ketnoi/db/transaction';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../context.ts';
import type { Again } from './route.ts';

/** How long an answer is kept for a repeat. */
const KEPT_MILLIS = 72 * 3600 * 1000;

type Once<E extends Endpoint> = {
  ctx: Ctx;
  declaration: E;
  request: FastifyRequest;
  reply: FastifyReply;
  work: (ctx: Ctx) => Promise<Output<E>>;
  again?: Again<E>;
};

const principalOf = (actor: Actor): string => (actor.kind === 'account' ? actor.accountId : PLATFORM_CHAIN);

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length < 8 || key.length > 255) {
    throw problem('request.idempotency_key_required', { errors: [{ field: 'Idempotency-Key', code: 'length', message: 'send 8 to 255 characters, fresh for each act' }] });
  }
  return key;
}

function bodyHash(request: FastifyRequest): Buffer {
  const facts = [request.url, request.headers['if-match'] ?? '', JSON.stringify(request.body ?? null)];
  return createHash('sha256').update(facts.join('\n')).digest();
}

type Kept = { output: unknown } | { id: string } | { done: true };

/** What is kept of an answer: the fact alone for a secret, the id where it is rendered anew, else the answer. */
function toKeep(declaration: Endpoint, output: unknown, rerendered: boolean): Kept {
  if (declaration.secretAnswer === true) return { done: true };
  if (rerendered) return { id: String((output as { id?: unknown } | null)?.id ?? '') };
  return { output };
}

/**
 * One effect and one answer per key: claim, effect and kept answer commit together. A repeat gets the kept answer after access was
 * checked anew; a different request under the same key is 422, a twin still running 409. Refused requests keep nothing: they rolled back.
 */
export async function once<E extends Endpoint>(one: Once<E>): Promise<Output<E>> {
  const { ctx, declaration, request, reply } = one;
  const key = keyOf(request);
  const claimed = { principal: principalOf(request.actor), operation: `${declaration.method} ${declaration.url}`, key };
  const now = ctx.clock.now();
  const result = await inTransaction(ctx.db, async (tx) => {
    const claim = await claimIdempotencyKey(tx, { ...claimed, bodyHash: bodyHash(request), now, expiresAt: new Date(now.getTime() + KEPT_MILLIS) });
    if (!claim.fresh) return { claim };
    const output = await one.work({ ...ctx, db: tx });
    await storeAnswer(tx, { ...claimed, status: 200, headers: {}, body: JSON.stringify(toKeep(declaration, output, one.again !== undefined)) });
    return { output };
  });
  if ('output' in result) return result.output;
  reply.header('idempotent-replayed', 'true');
  return replay(one, result.claim);
}

async function replay<E extends Endpoint>(one: Once<E>, claim: Claim): Promise<Output<E>> {
  if (!claim.sameBody) throw problem('request.idempotency_mismatch');
  const kept = JSON.parse(claim.body ?? '{}') as Partial<{ output: Output<E>; id: string; done: true }>;
  if (kept.done === true) throw problem('request.secret_shown_once');
  if (kept.id !== undefined && one.again !== undefined) return one.again(one.ctx, one.request.actor, kept.id);
  return kept.output as Output<E>;
}
