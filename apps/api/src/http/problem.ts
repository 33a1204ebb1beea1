import { PROBLEMS } from '@ketnoi/domain/problem-codes';
import { PROBLEM_STATUS } from '@ketnoi/domain/problem-kinds';
import { Problem, type FieldError, type ProblemCode } from '@ketnoi/domain/problems';
import type { ProblemBody } from '@ketnoi/contracts/shapes';
import { violationOf } from '@ketnoi/db/violations';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language.ts';

type Answer = { status: number; body: ProblemBody };

/** The body of a problem in the reader's language. */
export function problemBody(
  request: FastifyRequest,
  code: ProblemCode,
  more: { status?: number; errors?: FieldError[]; detail?: string },
): Answer {
  const entry = PROBLEMS[code];
  const status = more.status ?? PROBLEM_STATUS[entry.kind];
  const body: ProblemBody = {
    type: `https://ketnoi.example/problems/${code}`,
    title: entry[languageOf(request)],
    status,
    code,
    requestId: request.id,
  };
  if (more.detail !== undefined) body.detail = more.detail;
  if (more.errors !== undefined && more.errors.length > 0) body.errors = more.errors;
  return { status, body };
}

/** Sends a problem; the only way errors leave the server. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  return reply
    .code(answer.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(answer.body));
}

/** What `error` is to the outside: a problem of ours, a refused request, a known violation of the database, or 500 without a word more. */
function answerTo(request: FastifyRequest, error: FastifyError | Problem | Error): Answer {
  const known = error instanceof Problem ? error : violationOf(error);
  if (known !== null) {
    const { errors, detail } = known.details;
    return problemBody(request, known.code, { ...(errors === undefined ? {} : { errors }), ...(detail === undefined ? {} : { detail }) });
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status === 429) return problemBody(request, 'request.limited', {});
  if (status === 503) return problemBody(request, 'service.unavailable', {});
  if (status >= 400 && status < 500) {
    const errors = 'fieldErrors' in error ? (error.fieldErrors as FieldError[]) : [];
    return problemBody(request, 'request.malformed', { status, errors });
  }
  request.log.error({ err: error }, 'request failed');
  return problemBody(request, 'server.error', { status: 500 });
}

/** One handler for every error and for addresses that lead nowhere. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const answer = answerTo(request, error);
    if (error instanceof Problem && error.details.retryAfterSeconds !== undefined)
      reply.header('retry-after', error.details.retryAfterSeconds);
    if (answer.status === 503 || answer.body.code === 'request.in_progress') reply.header('retry-after', 2);
    return sendProblem(request, reply, answer);
  });
}
