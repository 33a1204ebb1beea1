import type { Endpoint, Output } from '@ketnoi/contracts/endpoint';
import { PLATFORM_CHAIN } from '@ketnoi/domain/audit';
import type { Actor } from '@ketnoi/domain/actor';
import { Problem, problem, type ProblemCode } from '@ketnoi/domain/problems';
import { dropExpiredKeys, findAnswer, isKeyTaken, keepAnswer, type Kept as KeptRow } from '@ketnoi/db/idempotency';
import { inTransaction } from '@ketnoi/db/transaction';
import { violationOf } from '@ketnoi/db/violations';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../context.ts';
import { sign, verify } from '../keys.ts';

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

const PURPOSE = 'idempotency';

/** What is said to who may not do it. An answer kept from when he might is then not handed out again. */
const NOT_HIS: ReadonlySet<ProblemCode> = new Set(['access.forbidden', 'organisation.required', 'record.not_found']);

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

/** What makes two requests the same one: where they go, on which version, in whose name, and what they say. */
function factsOf({ url, headers, body }: FastifyRequest): string {
  return [url, headers['if-match'] ?? '', headers['ketnoi-organisation'] ?? '', JSON.stringify(body ?? null)].join('\n');
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
 * fails earlier and gets it too, unless it fails because its caller may not do it any more. A different request under the same key is 422.
 * Refused requests keep nothing.
 */
export async function once<E extends Endpoint>(one: Once<E>): Promise<Output<E>> {
  const { ctx, declaration, request } = one;
  const named = { principal: principalOf(request.actor), operation: `${declaration.method} ${declaration.url}`, key: keyOf(request) };
  const facts = factsOf(request);
  // Under a secret of ours: a body may hold a password, and nobody who reads the table shall try passwords against a plain hash of it.
  const bodyHash = Buffer.from(sign(ctx.keys, PURPOSE, facts), 'base64url');
  const now = ctx.clock.now();
  try {
    return await inTransaction(ctx.db, async (tx) => {
      const output = await one.work({ ...ctx, db: tx });
      const body = JSON.stringify(toKeep(declaration, output, one.again !== undefined));
      keepAnswer(tx, { ...named, bodyHash, status: 200, body, at: now, expiresAt: new Date(now.getTime() + KEPT_MILLIS) });
      return output;
    });
  } catch (error) {
    if (!(error instanceof Problem) && !isKeyTaken(error) && violationOf(error as Error) === null) throw error;
    if (error instanceof Problem && NOT_HIS.has(error.code) && one.again === undefined) throw error;
    const kept = await findAnswer(ctx.db, { ...named, now });
    if (kept === null && isKeyTaken(error)) {
      // Taken and yet not found: its time is over, and the sweep has not come by. Of several who see that one takes it away, all try again.
      await dropExpiredKeys(ctx.db, { now });
      return once(one);
    }
    if (kept === null) throw error;
    one.reply.header('idempotent-replayed', 'true');
    return replay(one, kept, facts);
  }
}

async function replay<E extends Endpoint>(one: Once<E>, row: KeptRow, facts: string): Promise<Output<E>> {
  const isSame = verify(one.ctx.keys, PURPOSE, { text: facts, signature: row.bodyHash.toString('base64url') });
  if (!isSame) throw problem('request.idempotency_mismatch');
  const kept = JSON.parse(row.body) as Partial<{ output: Output<E>; id: string; done: true }>;
  if (kept.done === true) throw problem('request.secret_shown_once');
  if (kept.id !== undefined && one.again !== undefined) return one.again(one.ctx, one.request.actor, kept.id);
  return kept.output as Output<E>;
}
