/** The kinds of problem and the HTTP status each becomes; the only status table of the product. */
export const PROBLEM_STATUS = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  stale: 412,
  invalid: 422,
  precondition_required: 428,
  limited: 429,
  unavailable: 503,
  fault: 500,
} as const;

export type ProblemKind = keyof typeof PROBLEM_STATUS;

/** A problem's kind and the sentence a person reads. */
export type ProblemEntry = { kind: ProblemKind; vi: string; en: string };
