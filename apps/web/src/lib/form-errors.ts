import type { ProblemCode } from '@ketnoi/domain/problems';
import type { CallProblem } from './call-problem.ts';

/** Sentences by the path of the field they belong to. */
export type Errors = Record<string, string>;

/** What the server says about single fields; a problem that is about one field as a whole is put there by its code. */
export function errorsOf(problem: CallProblem, byCode: Partial<Record<ProblemCode, string>> = {}): Errors {
  const named = Object.fromEntries(problem.errors.map((one) => [one.field.replace(/^body\./u, ''), one.message]));
  const path = byCode[problem.code as ProblemCode];
  return path === undefined || path in named ? named : { ...named, [path]: problem.detail ?? problem.message };
}

/** Puts the cursor into the first field at fault, in the order of the page. */
export function focusFirst(paths: readonly string[]): void {
  window.setTimeout(() => {
    const wrong = paths.map((path) => document.getElementById(path)).filter((one) => one !== null);
    const [first] = wrong.toSorted((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    first?.focus();
  });
}
