import { problem, type Problem, type ProblemCode } from '@ketnoi/domain/problems';

/** Named constraints of the schema whose violation is something a caller can do, and the problem it is. */
const CONSTRAINTS: Readonly<Record<string, ProblemCode>> = {
  organisation_tax_code_key: 'organisation.tax_code_taken',
  account_email_key: 'account.email_taken',
  dictionary_entry_spelling_key: 'dictionary.entry_exists',
  listing_foreign_origin: 'listing.foreign_origin',
  organisation_foreign_origin: 'listing.foreign_origin',
};

/** SQLSTATEs that say the database is busy or away, not that the request is wrong. */
const UNAVAILABLE = new Set([
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53400',
  '25P03',
  '08000',
  '08003',
  '08006',
  '08001',
  '40001',
  '40P01',
]);
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND']);

type DatabaseError = Error & { code?: string; constraint?: string };

/** The problem a database error stands for, or null when it is a fault of ours. */
export function violationOf(error: Error): Problem | null {
  const { code, constraint } = error as DatabaseError;
  const known = constraint === undefined ? undefined : CONSTRAINTS[constraint];
  if (known !== undefined) return problem(known);
  if (code === '55P03') return problem('request.in_progress', { retryAfterSeconds: 2 });
  if (code !== undefined && (UNAVAILABLE.has(code) || UNREACHABLE.has(code))) return problem('service.unavailable');
  if (error.message === 'timeout exceeded when trying to connect' || error.message.startsWith('Connection terminated'))
    return problem('service.unavailable');
  return null;
}
