import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Ctx } from '../context.ts';

/** For answers that are data: nothing may run, frame or embed them. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** For pages: our own files alone; the component library's one style element carries the nonce. */
const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    // The ten tabular digits are a font of 1 kB inside the style sheet, so that figures never move.
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');

/** A nonce for one page, and the policy that names it. */
export function setPagePolicy(reply: FastifyReply): string {
  const nonce = randomBytes(16).toString('base64url');
  reply.header('content-security-policy', pagePolicy(nonce));
  return nonce;
}

/** For a page without script that other sites may frame, or that frames one of ours: its one style element is let in by its hash. */
export function setEmbedPolicy(reply: FastifyReply, page: { style: string; framedBy: 'anyone' | 'nobody' }): void {
  const policy = [
    "default-src 'none'",
    `style-src '${page.style}'`,
    "font-src 'self'",
    ...(page.framedBy === 'anyone' ? [] : ["frame-src 'self'"]),
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${page.framedBy === 'anyone' ? '*' : "'none'"}`,
  ];
  reply.header('content-security-policy', policy.join('; '));
  // A site that isolates itself frames only what says that it may be.
  if (page.framedBy === 'anyone') reply.header('cross-origin-resource-policy', 'cross-origin');
}

/** The fixed security headers of every answer; a page replaces the policy by its own. */
export function registerHeaders(app: FastifyInstance, ctx: Ctx): void {
  const secure = ctx.config.publicUrl.startsWith('https:');
  const headers: Record<string, string> = {
    'content-security-policy': DATA_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
}
