import { ImportRow } from '@ketnoi/contracts/imports';
import type { StoredFinding } from '@ketnoi/db/imports';
import type { OrganisationFacts } from '@ketnoi/db/listing-heads';
import { EMPTY_CONTENT, type ListingContent } from '@ketnoi/domain/listing-content';
import { headFaults } from '@ketnoi/domain/listing-validity';
import { Problem } from '@ketnoi/domain/problems';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { CodeBook } from '../code-book.ts';
import { badText } from '../http/validation.ts';
import { prepareContent, type PreparedContent } from '../listings/content.ts';
import { maskingFaults } from '../listings/masking.ts';
import { columnOf } from './findings.ts';

/** A row says so many things are wrong at most; the rest follows when these are mended. */
const MOST_FINDINGS = 10;

let validate: ValidateFunction<ImportRow> | undefined;

/** Strict as the API's own bodies, but with all that is wrong with a row at once: a person mends a row in one go. */
function validator(): ValidateFunction<ImportRow> {
  if (validate !== undefined) return validate;
  const ajv = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true });
  addFormats.default(ajv, ['uuid', 'date', 'date-time', 'email', 'uri']);
  validate = ajv.compile<ImportRow>(ImportRow as object);
  return validate;
}

function fieldOf(error: ErrorObject): string {
  const parts = error.instancePath.split('/').filter((part) => part !== '');
  const { missingProperty, additionalProperty } = error.params as { missingProperty?: string; additionalProperty?: string };
  const last = missingProperty ?? additionalProperty;
  return columnOf([...parts, ...(last === undefined ? [] : [last])].join('.'));
}

function limitOf(error: ErrorObject): { limit?: string | number } {
  const { limit, allowedValues, type, format } = error.params as {
    limit?: number;
    allowedValues?: (string | null)[];
    type?: string | string[];
    format?: string;
  };
  if (allowedValues !== undefined) return { limit: allowedValues.filter((one) => one !== null).join(', ') };
  const bound =
    limit ??
    (type === undefined
      ? undefined
      : [type]
          .flat()
          .filter((one) => one !== 'null')
          .join(' | ')) ??
    format;
  return bound === undefined ? {} : { limit: bound };
}

/** The row as the schema wants it, or what is wrong with it. */
export function readRow(row: number, given: Readonly<Record<string, unknown>>): ImportRow | StoredFinding[] {
  const bad = badText(given, '', 0);
  if (bad !== null) return [{ row, field: columnOf(bad), code: 'text' }];
  const check = validator();
  if (check(given)) return given;
  const errors = (check.errors ?? []).slice(0, MOST_FINDINGS);
  return errors.map((error) => ({ row, field: fieldOf(error), code: error.keyword, ...limitOf(error) }));
}

type Judging = { row: number; given: ImportRow; owner: OrganisationFacts; codes: CodeBook; isPlatform: boolean };

/** A moderator's finding is the platform's own word: in its own loads it counts as standing already. */
const withListCheck = ({ values }: ImportRow): ListingContent =>
  values?.listCheck ? { ...EMPTY_CONTENT, values: { listCheck: values.listCheck } } : EMPTY_CONTENT;

/** The content of a row with what is stored beside it, by the very checks of the API, or what they find. */
export function judgeRow({ row, given, owner, codes, isPlatform }: Judging): PreparedContent | StoredFinding[] {
  const { side, kind, audience = 'public' } = given;
  const heads = headFaults({ side, kind, audience });
  if (heads.length > 0) return heads.map(({ field, advice }) => ({ row, field, code: advice }));
  try {
    const { texts, values, tiers, translations } = given;
    const patch = { ...(texts && { texts }), ...(values && { values }), ...(tiers && { tiers }), ...(translations && { translations }) };
    const prepared = prepareContent({
      side,
      kind,
      before: isPlatform ? withListCheck(given) : EMPTY_CONTENT,
      patch,
      codes,
      language: 'en',
    });
    const leaks = given.masked === true ? maskingFaults(prepared.content, [owner]) : [];
    return leaks.length > 0 ? leaks.map(({ field, advice }) => ({ row, field, code: advice })) : prepared;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (error.details.errors ?? []).map(({ field, code }) => ({ row, field: columnOf(field), code }));
  }
}
