import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import fastJson from 'fast-json-stringify';
import type { FieldError } from '@ketnoi/domain/problems';
import type { FastifyInstance } from 'fastify';

type RefusedRequest = Error & { statusCode: number; fieldErrors: FieldError[] };

/** A request refused by the HTTP layer itself: 400 with the fields named. */
export function refused(statusCode: number, fieldErrors: FieldError[]): RefusedRequest {
  return Object.assign(new Error('refused'), { statusCode, fieldErrors });
}

/** `/texts/title/vi` and `additionalProperty` -> `texts.title.vi`; the part of the request stands first where it is not the body. */
function fieldOf(part: string, error: ErrorObject): string {
  const path = error.instancePath.split('/').filter((one) => one !== '');
  const parameters = error.params as { missingProperty?: string; additionalProperty?: string };
  const last = parameters.missingProperty ?? parameters.additionalProperty;
  if (last !== undefined) path.push(last);
  const name = path.join('.');
  if (part === 'body') return name === '' ? 'body' : name;
  return name === '' ? part : name;
}

function messageOf(error: ErrorObject): string {
  if (error.keyword === 'additionalProperties') return 'is not a known field; remove it';
  if (error.keyword === 'required') return 'is required';
  if (error.keyword === 'enum') return `must be one of ${(error.params as { allowedValues: unknown[] }).allowedValues.join(', ')}`;
  return error.message ?? 'is not valid';
}

function ajvFor(coerceTypes: boolean | 'array'): Ajv {
  // allErrors stays off: a hostile body must not buy a report as long as itself.
  const ajv = new Ajv({ coerceTypes, removeAdditional: false, useDefaults: true, allErrors: false, strict: false });
  addFormats.default(ajv, ['uuid', 'date', 'date-time', 'email', 'uri']);
  return ajv;
}

/** Text PostgreSQL cannot hold or that would change silently: NUL and lone surrogates, anywhere in a JSON value. Gives its path or null. */
export function badText(value: unknown, path: string, depth: number): string | null {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed() ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  if (depth > 20) return path;
  for (const [key, one] of Object.entries(value)) {
    const found = badText(key, path, depth) ?? badText(one, path === '' ? key : `${path}.${key}`, depth + 1);
    if (found !== null) return found === '' ? 'body' : found;
  }
  return null;
}

/**
 * Two validators: bodies strictly, no coercion and nothing stripped; query, params and headers with scalars coerced from text
 * (and one value standing for a list of one). All names the field that is wrong.
 */
export function registerValidation(app: FastifyInstance): void {
  // JSON alone (and multipart where a contract says so): what a form of another site can send is refused with 415.
  app.removeContentTypeParser('text/plain');
  const strict = ajvFor(false);
  const coercing = ajvFor('array');
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const part = httpPart ?? 'body';
    let validate: ValidateFunction | undefined;
    return (data: unknown) => {
      const text = badText(data, '', 0);
      if (text !== null)
        return {
          error: refused(400, [
            { field: text, code: 'text', message: 'holds a character that cannot be stored (NUL, lone surrogate) or is nested too deep' },
          ]),
        };
      // Compiled on first use: a start that compiles every schema would double the time to the first answer.
      validate ??= (part === 'body' ? strict : coercing).compile(schema as object);
      if (validate(data)) return { value: data };
      const errors = (validate.errors ?? []).map((error) => ({
        field: fieldOf(part, error),
        code: error.keyword,
        message: messageOf(error),
      }));
      return { error: refused(400, errors.slice(0, 10)) };
    };
  });
}

/** Answers are serialised by their schema; each serialiser is made when its first answer leaves. */
export function registerSerialisation(app: FastifyInstance): void {
  app.setSerializerCompiler(({ schema }) => {
    let serialise: ((data: unknown) => string) | undefined;
    return (data: unknown) => {
      serialise ??= fastJson(schema as fastJson.AnySchema);
      return serialise(data);
    };
  });
}
