import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import { problem } from '@ketnoi/domain/problems';
import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../context.ts';
import { networkOf } from '../network.ts';
import { tokenAccount } from './auth.ts';

/**
 * Requests a minute per caller (the account of a token that we issued, else the network), counted in this process, and shedding with 503
 * when the event loop falls behind. Refused requests and addresses that lead nowhere count as well.
 */
export async function registerLimits(app: FastifyInstance, ctx: Ctx): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: ctx.config.rateLimit,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: (request) => tokenAccount(app, request) ?? networkOf(request.ip),
    allowList: (request) => request.url === '/livez' || request.url === '/readyz',
    errorResponseBuilder: (_request, context) => problem('request.limited', { retryAfterSeconds: Math.ceil(context.ttl / 1000) }),
  });
  // A hook of every request, not of the routes: theirs would come after the gate, and what that refuses would never count.
  app.addHook('onRequest', app.rateLimit());
  if (!ctx.config.shedLoad) return;
  await app.register(underPressure, {
    maxEventLoopDelay: 500,
    maxEventLoopUtilization: 0.98,
    maxRssBytes: 1_500_000_000,
    pressureHandler: () => {
      throw problem('service.unavailable', { retryAfterSeconds: 2 });
    },
  });
}
