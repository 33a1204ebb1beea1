/** The JSON-schema keywords that the contracts use. */
export type Schema = {
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
};

const FORMATS: Record<string, (text: string) => boolean> = {
  date: (text) =>
    /^\d{4}-\d\d-\d\d$/u.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
  uri: (text) => URL.canParse(text) && !/\s/u.test(text),
  email: (text) => /^[^\s@]+@[^\s@]+\.[a-z]+$/u.test(text),
};
const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const textFaults = (schema: Schema, text: string): boolean =>
  text.length < (schema.minLength ?? 0) ||
  text.length > (schema.maxLength ?? Infinity) ||
  (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(text)) ||
  (schema.format !== undefined && FORMATS[schema.format]?.(text) !== true);
const numberFaults = (schema: Schema, value: number): boolean =>
  value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity) || value <= (schema.exclusiveMinimum ?? -Infinity);

/** Where a value breaks a wire schema, by path: what the import would refuse. */
export function faults(schema: Schema, value: unknown, path: string): string[] {
  if (schema.anyOf !== undefined) return schema.anyOf.some((one) => faults(one, value, path).length === 0) ? [] : [path];
  if (schema.enum?.includes(value) === false) return [path];
  const kind = typeOf(value);
  const types = [schema.type ?? []].flat();
  const integer = types.includes('integer') && Number.isInteger(value);
  if (types.length > 0 && !types.includes(kind) && !integer) return [path];
  if (kind === 'string') return textFaults(schema, value as string) ? [path] : [];
  if (kind === 'number') return numberFaults(schema, value as number) ? [path] : [];
  if (kind === 'array') return listFaults(schema, value as unknown[], path);
  return kind === 'object' ? recordFaults(schema, value as Record<string, unknown>, path) : [];
}

function listFaults(schema: Schema, list: unknown[], path: string): string[] {
  const doubled = schema.uniqueItems === true && new Set(list).size < list.length;
  const wrong = doubled || list.length > (schema.maxItems ?? Infinity) || list.length < (schema.minItems ?? 0);
  return [...(wrong ? [path] : []), ...list.flatMap((one, at) => faults(schema.items ?? {}, one, `${path}.${at}`))];
}

function recordFaults(schema: Schema, record: Record<string, unknown>, path: string): string[] {
  const known = schema.properties ?? {};
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(record, name)).map((name) => `${path}.${name} is missing`);
  const each = Object.entries(record).flatMap(([name, value]) => {
    const inner = known[name];
    if (inner !== undefined) return faults(inner, value, `${path}.${name}`);
    return schema.additionalProperties === false ? [`${path}.${name} is unknown`] : [];
  });
  return [...missing, ...each];
}
