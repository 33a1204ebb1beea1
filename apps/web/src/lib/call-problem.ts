import type { FieldError, ProblemCode } from '@ketnoi/domain/problems';

/** Codes the browser itself gives when there was no answer to read. */
type BrowserCode = 'network.unreachable' | 'answer.unreadable';

type Details = {
  code: ProblemCode | BrowserCode;
  status: number;
  /** The sentence for the reader, in the language of the document. */
  detail?: string | undefined;
  errors?: FieldError[] | undefined;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
};

/** A call that did not succeed, as problem+json told it. */
export class CallProblem extends Error {
  readonly code: Details['code'];
  readonly status: number;
  readonly detail: string | null;
  readonly errors: readonly FieldError[];
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(details: Details) {
    super(details.detail ?? details.code);
    this.name = 'CallProblem';
    this.code = details.code;
    this.status = details.status;
    this.detail = details.detail ?? null;
    this.errors = details.errors ?? [];
    this.requestId = details.requestId ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }

  /** The repair for one field, by its path in the request (`body.texts.title.vi` or `texts.title.vi`). */
  at(field: string): string | null {
    return this.errors.find((one) => one.field === field || one.field === `body.${field}`)?.message ?? null;
  }
}

type Body = { code?: ProblemCode; title?: string; detail?: string; errors?: FieldError[]; requestId?: string };

/** Reads a problem+json answer; anything else becomes `answer.unreadable` with the status kept. */
export async function problemOf(response: Response): Promise<CallProblem> {
  const body = (await response.json().catch(() => ({}))) as Body;
  const retryAfter = Number(response.headers.get('retry-after'));
  return new CallProblem({
    code: body.code ?? 'answer.unreadable',
    status: response.status,
    detail: body.detail ?? body.title,
    errors: body.errors,
    requestId: body.requestId ?? response.headers.get('x-request-id') ?? undefined,
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined,
  });
}
