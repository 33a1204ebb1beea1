import { createHash } from 'node:crypto';
import type { Endpoint, Output } from '@ketnoi/contracts/endpoint';
import { PLATFORM_CHAIN } from '@ketnoi/domain/audit';
import type { Actor } from '@ketnoi/domain/actor';
import { Problem, problem } from '@ketnoi/domain/problems';
import { dropExpiredKeys, findAnswer, isKeyTaken, keepAnswer, type Kept as KeptRow } from '@ketnoi/db/idempotency';
import { inTransaction } from '@ketnoi/db/transaction';
import { violationOf } from '@ketnoi/db/violations';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../context.ts';

/** How long an answer is kept for a repeat. */
const KEPT_MILLIS = 72 * 3600 * 1000;

/** Renders the answer anew from the id kept beside an idempotency key, for the caller as he stands now: for answers that may hold confidential text. */
export type Again<E extends Endpoint> = (ctx: Ctx, actor: Actor, id: string) => Promise<Output<E>>;

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
    throw problem('request.idempotency_key_required', {
      errors: [{ field: 'Idempotency-Key', code: 'length', message: 'send 8 to 255 characters, fresh for each act' }],
    });
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
  if (rerendered) return { id: (output as { id: string }).id };
  return { output };
}

/**
 * One effect and one answer per key. Effect and kept answer commit together; the answer's row is the claim, so that of twins that run at
 * once the second fails on it, takes its whole effect back and gets the first one's answer. A repeat whose effect is no longer possible
 * fails earlier and gets it too, after access was checked anew. A different request under the same key is 422. Refused requests keep nothing.
 */
export async function once<E extends Endpoint>(one: Once<E>): Promise<Output<E>> {
  const { ctx, declaration, request } = one;
  const named = { principal: principalOf(request.actor), operation: `${declaration.method} ${declaration.url}`, key: keyOf(request) };
  const hash = bodyHash(request);
  const now = ctx.clock.now();
  try {
    return await inTransaction(ctx.db, async (tx) => {
      const output = await one.work({ ...ctx, db: tx });
      const body = JSON.stringify(toKeep(declaration, output, one.again !== undefined));
      keepAnswer(tx, { ...named, bodyHash: hash, status: 200, body, at: now, expiresAt: new Date(now.getTime() + KEPT_MILLIS) });
      return output;
    });
  } catch (error) {
    if (!(error instanceof Problem) && !isKeyTaken(error) && violationOf(error as Error) === null) throw error;
    const kept = await findAnswer(ctx.db, { ...named, now });
    // Taken and yet not found: its time is over, and the sweep has not come by.
    if (kept === null && isKeyTaken(error) && (await dropExpiredKeys(ctx.db, { now })) > 0) return once(one);
    if (kept === null) throw error;
    one.reply.header('idempotent-replayed', 'true');
    return replay(one, kept, hash);
  }
}

async function replay<E extends Endpoint>(one: Once<E>, row: KeptRow, hash: Buffer): Promise<Output<E>> {
  if (!row.bodyHash.equals(hash)) throw problem('request.idempotency_mismatch');
  const kept = JSON.parse(row.body) as Partial<{ output: Output<E>; id: string; done: true }>;
  if (kept.done === true) throw problem('request.secret_shown_once');
  if (kept.id !== undefined && one.again !== undefined) return one.again(one.ctx, one.request.actor, kept.id);
  return kept.output as Output<E>;
}
