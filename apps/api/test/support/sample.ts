import type { TSchema } from 'typebox';

type Json = Record<string, unknown>;

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '01930000-0000-7000-8000-000000000001',
  date: '2026-11-24',
  'date-time': '2026-11-24T00:00:00Z',
  email: 'someone@example.org',
  uri: 'https://example.org/a',
};

function text(schema: Json): string {
  const format = schema['format'];
  if (typeof format === 'string') return FORMATS[format] ?? 'x';
  if (schema['pattern'] === '^[A-Z]{2,3}$') return 'VN';
  if (String(schema['pattern']).includes('[0-9]{1,18}')) return '1000';
  const least = typeof schema['minLength'] === 'number' ? schema['minLength'] : 1;
  return 'abcdefghijkl'.repeat(20).slice(0, Math.max(least, 3));
}

/** A value the schema accepts as far as a schema can tell, with its optional parts. */
export function sample(schema: TSchema): unknown {
  const one = schema as Json;
  if ('const' in one) return one['const'];
  if (Array.isArray(one['enum'])) return one['enum'][0] as unknown;
  const union = one['anyOf'];
  if (Array.isArray(union)) return sample(union[0] as TSchema);
  const type = Array.isArray(one['type']) ? (one['type'] as unknown[])[0] : one['type'];
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((one['properties'] ?? {}) as Record<string, TSchema>).map(([name, part]) => [name, sample(part)]),
      );
    case 'array':
      return Array.isArray(one['items']) ? one['items'].map((item) => sample(item as TSchema)) : [sample(one['items'] as TSchema)];
    case 'integer':
    case 'number':
      return typeof one['minimum'] === 'number' && one['minimum'] > 1 ? one['minimum'] : 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return text(one);
  }
}

export type Mutation = { what: string; field: string; value: unknown };

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every leaf of a JSON value with its path. */
function leaves(value: unknown, path: string[]): { path: string[]; value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => leaves(one, [...path, String(index)]));
  if (isRecord(value)) return Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]));
  return [{ path, value }];
}

function replaced(value: unknown, path: readonly string[], leaf: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return leaf;
  if (Array.isArray(value)) return value.map((one: unknown, index) => (String(index) === head ? replaced(one, rest, leaf) : one));
  return isRecord(value) ? { ...value, [head]: replaced(value[head], rest, leaf) } : leaf;
}

/** Bodies that are wrong in exactly one place: type, unknown field, NUL, lone surrogate, huge number. */
export function wrongBodies(valid: unknown): Mutation[] {
  const found: Mutation[] = [{ what: 'unknown field', field: 'isAdmin', value: isRecord(valid) ? { ...valid, isAdmin: true } : valid }];
  for (const { path, value } of leaves(valid, [])) {
    const field = path.join('.');
    const put = (what: string, leaf: unknown): void => {
      found.push({ what, field, value: replaced(valid, path, leaf) });
    };
    put('wrong type', typeof value === 'string' ? { wrong: 1 } : 'wrong');
    if (typeof value === 'string') {
      put('NUL', 'a\u0000b');
      put('lone surrogate', 'a\uD800b');
    }
    if (typeof value === 'number') put('huge number', 1e30);
  }
  return found;
}
