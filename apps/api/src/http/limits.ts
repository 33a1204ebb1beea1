import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import { problem } from '@ketnoi/domain/problems';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Ctx } from '../context.ts';

/** One caller: the session's bearer token where there is one, else the address (an IPv6 caller by its /64). */
function callerOf(request: FastifyRequest): string {
  const token = request.headers.authorization;
  if (token !== undefined) return token.slice(-43);
  const { ip } = request;
  return ip.includes(':') ? ip.split(':').slice(0, 4).join(':') : ip;
}

/**
 * Requests a minute per caller, counted in this process, and shedding with 503 when the event loop falls behind.
 * Addresses that lead nowhere count as well.
 */
export async function registerLimits(app: FastifyInstance, ctx: Ctx): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    max: ctx.config.rateLimit,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: callerOf,
    allowList: (request) => request.url === '/livez' || request.url === '/readyz',
    errorResponseBuilder: (_request, context) => problem('request.limited', { retryAfterSeconds: Math.ceil(context.ttl / 1000) }),
  });
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
