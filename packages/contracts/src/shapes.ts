import { CURRENCIES } from '@ketnoi/domain/money';
import { TIERS } from '@ketnoi/domain/tiers';
import { Type, type Static, type TSchema } from 'typebox';

/** A closed object: an unknown field is refused, not dropped. */
export const closed = <Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

/** The schema or null. Said by a list of types where the schema has one: the serialiser then needs no validator to choose a branch. */
export const nullable = <Schema extends TSchema>(schema: Schema) => {
  const { type, enum: values } = schema as { type?: unknown; enum?: readonly unknown[] };
  if (typeof type !== 'string') return Type.Unsafe<Static<Schema> | null>({ anyOf: [schema, { type: 'null' }] });
  return Type.Unsafe<Static<Schema> | null>({
    ...schema,
    type: [type, 'null'],
    ...(values === undefined ? {} : { enum: [...values, null] }),
  });
};

/** One of the listed strings. */
export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  Type.Unsafe<Values[number]>({ type: 'string', enum: values as unknown as string[] });

export const Uuid = Type.String({ format: 'uuid' });
export const Code = Type.String({ minLength: 1, maxLength: 60 });
export const DateOnly = Type.String({ format: 'date' });
export const Instant = Type.String({ format: 'date-time' });
export const Country = Type.String({ pattern: '^[A-Z]{2,3}$' });
export const Email = Type.String({ format: 'email', maxLength: 254 });
export const WebAddress = Type.String({ format: 'uri', maxLength: 500, pattern: '^https?://' });
export const LanguageCode = oneOf(['vi', 'en']);
export const TierCode = oneOf(TIERS);

/** Single line of text: no control characters, at least one visible sign. */
export const Line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
export const Paragraphs = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });

export const Bilingual = (maxLength: number) =>
  closed({ vi: nullable(Type.String({ maxLength })), en: nullable(Type.String({ maxLength })) });

const MinorUnits = Type.String({ pattern: '^[0-9]{1,18}$' });
export const MoneyShape = closed({ amount: MinorUnits, currency: oneOf(CURRENCIES) });
export const MoneyRange = closed({ min: nullable(MinorUnits), max: nullable(MinorUnits), currency: oneOf(CURRENCIES) });

export const IdParams = closed({ id: Uuid });

/** `limit` 1-100 and an opaque cursor, as every list takes them. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 600 })),
};

export const Page = <Item extends TSchema>(item: Item) => closed({ items: Type.Array(item), next: nullable(Type.String()) });

/** Several values of one filter: the parameter repeats. */
export const Several = <Item extends TSchema>(item: Item) => Type.Optional(Type.Array(item, { maxItems: 40 }));

const FieldErrorShape = closed({ field: Type.String(), code: Type.String(), message: Type.String() });

export const ProblemBody = closed({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  requestId: Type.String(),
  errors: Type.Optional(Type.Array(FieldErrorShape)),
});
export type ProblemBody = Static<typeof ProblemBody>;
