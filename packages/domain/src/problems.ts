import { PROBLEMS } from './problem-codes.ts';
import { PROBLEM_STATUS, type ProblemKind } from './problem-kinds.ts';

export type ProblemCode = keyof typeof PROBLEMS;

/** One field that is wrong: its path in the request (`texts.title.vi`), a code and what to do. */
export type FieldError = { field: string; code: string; message: string };

export type ProblemDetails = { errors?: FieldError[]; retryAfterSeconds?: number; detail?: string };

/** The one error class of the product. Made only by `problem`. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }

  get kind(): ProblemKind {
    return PROBLEMS[this.code].kind;
  }

  get status(): number {
    return PROBLEM_STATUS[this.kind];
  }
}

/** A problem to throw; the HTTP layer turns it into `application/problem+json`. */
export function problem(code: ProblemCode, details: ProblemDetails = {}): Problem {
  return new Problem(code, details);
}
