import {
  AUDIENCES,
  KINDS,
  LISTING_FIELDS,
  SIDES,
  TEXT_BLOCKS,
  VALUE_FIELDS,
  type FieldShape,
  type ListingFieldName,
  type RowShape,
  type TextBlock,
  type ValueField,
} from '@ketnoi/domain/listing-fields';
import { LISTING_ACTS, LISTING_STATES } from '@ketnoi/domain/listing';
import type { Bilingual as BilingualText } from '@ketnoi/domain/language';
import type { Money } from '@ketnoi/domain/money';
import { Type, type Static, type TSchema } from 'typebox';
import {
  Bilingual,
  Code,
  closed,
  Country,
  DateOnly,
  Email,
  Instant,
  LanguageCode,
  Line,
  MoneyRange,
  MoneyShape,
  nullable,
  oneOf,
  TierCode,
  Uuid,
  WebAddress,
} from './shapes.ts';

/** The closed row shapes of a listing, by the names the field registry uses. */
export const ROWS = {
  advantage: closed({
    metric: Bilingual(200),
    baseline: Bilingual(300),
    claim: Bilingual(300),
    evidence: Type.Optional(Bilingual(500)),
    evidenceUrl: Type.Optional(WebAddress),
    tier: Type.Optional(oneOf(['public', 'nda'])),
  }),
  ipRight: closed({
    kind: Code,
    territory: Country,
    number: Type.Optional(Line(60)),
    numberTier: Type.Optional(oneOf(['public', 'nda'])),
    status: Code,
    filedOn: Type.Optional(DateOnly),
    grantedOn: Type.Optional(DateOnly),
    expiresOn: Type.Optional(DateOnly),
    registryUrl: Type.Optional(WebAddress),
    checkedOn: Type.Optional(DateOnly),
  }),
  ownershipShare: closed({ owner: Line(200), percent: Type.Number({ exclusiveMinimum: 0, maximum: 100 }) }),
  badge: closed({ claim: Bilingual(200), assessor: Line(200), scope: Type.Optional(Bilingual(300)), date: DateOnly }),
  target: closed({
    quantity: Bilingual(200),
    comparator: oneOf(['at_least', 'at_most', 'equal', 'between']),
    value: Type.Number({ minimum: -1e12, maximum: 1e12 }),
    valueTo: Type.Optional(Type.Number({ minimum: -1e12, maximum: 1e12 })),
    unit: Line(40),
    tolerance: Type.Optional(Line(100)),
  }),
  trlAssessment: closed({ by: oneOf(['self', 'broker', 'evaluator']), date: DateOnly, assessor: Type.Optional(Line(200)) }),
  listCheck: closed({ status: Code, basis: Line(300), checkedBy: oneOf(['self', 'moderator']), date: DateOnly }),
  integrity: closed({
    authorship: Line(1000),
    approvals: Line(1000),
    conflicts: Line(1000),
    funding: Line(1000),
    aiUse: Line(1000),
    declaredOn: DateOnly,
  }),
  contact: closed({ name: Line(120), email: Email, phone: Type.Optional(Line(30)), position: Type.Optional(Line(120)) }),
} as const satisfies Record<RowShape, TSchema>;

export type ListingRow<Shape extends RowShape> = Static<(typeof ROWS)[Shape]>;

const Keywords = (maxItems: number) => closed({ vi: Type.Array(Line(60), { maxItems }), en: Type.Array(Line(60), { maxItems }) });

const codeArray = (item: TSchema, maxItems: number): TSchema => Type.Array(item, { maxItems, uniqueItems: true });

const schemas: { [Key in FieldShape['type']]: (shape: Extract<FieldShape, { type: Key }>) => TSchema } = {
  text: (shape) => Bilingual(shape.max),
  keywords: (shape) => Keywords(shape.maxItems),
  codes: (shape) => codeArray(Code, shape.maxItems),
  code: () => Code,
  choice: (shape) => oneOf(shape.of),
  choices: (shape) => codeArray(oneOf(shape.of), shape.maxItems),
  trl: () => Type.Integer({ minimum: 1, maximum: 9 }),
  boolean: () => Type.Boolean(),
  date: () => DateOnly,
  string: (shape) => Line(shape.max),
  money: () => MoneyShape,
  moneyRange: () => MoneyRange,
  countries: (shape) => codeArray(Country, shape.maxItems),
  rows: (shape) => Type.Array(ROWS[shape.of], { maxItems: shape.maxItems }),
  record: (shape) => ROWS[shape.of],
};

const schemaOf = (shape: FieldShape): TSchema => (schemas[shape.type] as (one: FieldShape) => TSchema)(shape);

type ShapeValue<Shape extends FieldShape> = Shape extends { type: 'text' }
  ? BilingualText
  : Shape extends { type: 'keywords' }
    ? { vi: string[]; en: string[] }
    : Shape extends { type: 'codes' | 'countries' | 'choices' }
      ? string[]
      : Shape extends { type: 'code' | 'choice' | 'date' | 'string' }
        ? string
        : Shape extends { type: 'trl' }
          ? number
          : Shape extends { type: 'boolean' }
            ? boolean
            : Shape extends { type: 'money' }
              ? Money
              : Shape extends { type: 'moneyRange' }
                ? Static<typeof MoneyRange>
                : Shape extends { type: 'rows'; of: infer Of extends RowShape }
                  ? ListingRow<Of>[]
                  : Shape extends { type: 'record'; of: infer Of extends RowShape }
                    ? ListingRow<Of>
                    : never;

/** The typed value of each non-text field. */
export type ListingValues = { [Name in ValueField]?: ShapeValue<(typeof VALUE_FIELDS)[Name]['shape']> | null };
export type ListingTexts = { [Block in TextBlock]?: BilingualText | null };

const optionalNullable = (schema: TSchema): TSchema => Type.Optional(nullable(schema));
const entries = <Value>(fields: Record<string, { shape: FieldShape }>, make: (shape: FieldShape) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, make(one.shape)]));

/** All texts, each in both languages or null; null takes a text away. */
export const Texts = Type.Unsafe<ListingTexts>(closed(entries(TEXT_BLOCKS, (shape) => optionalNullable(schemaOf(shape)))));

/** All typed values; null takes a value away. */
export const Values = Type.Unsafe<ListingValues>(closed(entries(VALUE_FIELDS, (shape) => optionalNullable(schemaOf(shape)))));

/** Which tier the owner chose, where the registry leaves a choice. */
const Tiers = Type.Unsafe<Partial<Record<ListingFieldName, Static<typeof TierCode>>>>(
  closed(
    Object.fromEntries(
      Object.entries(LISTING_FIELDS)
        .filter(([, one]) => one.tiers.length > 1)
        .map(([name, one]) => [name, Type.Optional(oneOf(one.tiers))]),
    ),
  ),
);

/** A text that is not its owner's own words: translated by machine or person, or reviewed by a person afterwards. */
export const Translation = closed({
  block: oneOf(Object.keys(TEXT_BLOCKS) as TextBlock[]),
  language: LanguageCode,
  status: oneOf(['own', 'translated', 'reviewed']),
});

/** What an owner writes; every part may come alone, so that a form can save as one types. */
export const ListingContent = {
  texts: Type.Optional(Texts),
  values: Type.Optional(Values),
  tiers: Type.Optional(Tiers),
  translations: Type.Optional(Type.Array(Translation, { maxItems: 60 })),
};

export const OrganisationRef = closed({
  id: Uuid,
  name: Type.String(),
  englishName: nullable(Type.String()),
  typeCode: Type.String(),
  provinceCode: nullable(Type.String()),
  verified: Type.Boolean(),
  demo: Type.Boolean(),
  membership: oneOf(['member', 'directory']),
});

export const Origin = closed({
  node: Type.String(),
  id: nullable(Type.String()),
  version: Type.Integer(),
  licence: nullable(Type.String()),
  sourceUrl: nullable(Type.String()),
});

export const Ranges = Type.Array(Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 0 })]));

const cardFields = {
  id: Uuid,
  reference: nullable(Type.String()),
  side: oneOf(SIDES),
  kind: oneOf(KINDS),
  title: Bilingual(120),
  summary: Bilingual(500),
  organisation: nullable(OrganisationRef),
  province: nullable(Type.String()),
  trl: nullable(Type.Integer()),
  trlMin: nullable(Type.Integer()),
  ipStatus: Type.Array(Type.String()),
  transferModes: Type.Array(Type.String()),
  sectors: Type.Array(Type.String()),
  fields: Type.Array(Type.String()),
  languages: Type.Array(LanguageCode),
  openForInterest: Type.Boolean(),
  retracted: Type.Boolean(),
  /** Why it was retracted; shown wherever the listing appears. */
  notice: nullable(Bilingual(1000)),
  publishedAt: nullable(Instant),
  expiresAt: nullable(Instant),
  originNode: Type.String(),
};

/** What a list shows of a listing; public fields alone. */
export const Card = closed(cardFields);
export type Card = Static<typeof Card>;

/** A card with where the query matched; ranges are [start, end) over the text of the language named. */
export const SearchCard = closed({
  ...cardFields,
  matchedIn: Type.Array(Type.String()),
  highlights: closed({
    title: closed({ vi: Ranges, en: Ranges }),
    summary: closed({ vi: Ranges, en: Ranges }),
  }),
});
export type SearchCard = Static<typeof SearchCard>;

/** A block that exists but that this reader may not read yet: its name, its tier and nothing of what it says. */
const LockedBlock = closed({ field: Type.String(), tier: TierCode, rows: Type.Optional(Type.Integer()) });

/** What the caller may do to the record now; `close` stands for every outcome. */
export const Can = Type.Array(oneOf(LISTING_ACTS));

export const ListingDetail = closed({
  ...cardFields,
  version: Type.Integer(),
  versionNumber: Type.Integer(),
  state: oneOf(LISTING_STATES),
  progress: nullable(Type.String()),
  audience: oneOf(AUDIENCES),
  masked: Type.Boolean(),
  texts: Texts,
  values: Values,
  tiers: Tiers,
  translations: Type.Array(Translation),
  locked: Type.Array(LockedBlock),
  origin: Origin,
  updatedAt: Instant,
  /** Present for people of the owning or entering organisation and for moderators. */
  control: nullable(
    closed({
      ownerOrganisation: OrganisationRef,
      enteringOrganisation: OrganisationRef,
      ownerConsent: nullable(closed({ at: Instant, basis: Type.String() })),
      shows: oneOf(['draft', 'review', 'published']),
      hasDraft: Type.Boolean(),
      hasReview: Type.Boolean(),
      missing: Type.Array(Type.String()),
      quality: Type.Integer({ minimum: 0, maximum: 100 }),
      improvements: Type.Array(closed({ field: Type.String(), points: Type.Integer() })),
      renewals: Type.Integer(),
      lastReview: nullable(
        closed({
          decision: Type.String(),
          findings: Type.Array(closed({ code: Type.String(), field: nullable(Type.String()), note: nullable(Type.String()) })),
          note: nullable(Type.String()),
          at: Instant,
        }),
      ),
    }),
  ),
  can: Can,
});
export type ListingDetail = Static<typeof ListingDetail>;
