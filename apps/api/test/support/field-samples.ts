import {
  BUDGET_SOURCES,
  LISTING_FIELDS,
  PARTNER_SIZES,
  PRICE_STANCES,
  type FieldShape,
  type ListingFieldName,
  type RowShape,
} from '@ketnoi/domain/listing-fields';
import { isTextBlock } from '@ketnoi/domain/listing-content';
import { both } from './listings.ts';
import type { World } from './context.ts';

/** Codes in force, by scheme. */
export type SchemeCodes = ReadonlyMap<string, readonly string[]>;

export async function codesInForce(world: World): Promise<SchemeCodes> {
  const rows = await world.admin.selectFrom('classification').select(['scheme', 'code']).orderBy('scheme').orderBy('position').execute();
  const codes = new Map<string, string[]>();
  for (const { scheme, code } of rows) codes.set(scheme, [...(codes.get(scheme) ?? []), code]);
  return codes;
}

type Sample = { name: string; variant: 1 | 2; codes: SchemeCodes };

/** A word that stands in this field of this variant and nowhere else. */
export function canary(name: string, variant: 1 | 2): string {
  return `canary${name.toLowerCase()}${variant === 1 ? 'one' : 'two'}`;
}

const words = ({ name, variant }: Sample, cell = '') =>
  both(`${canary(name, variant)} vi ${cell}`.trim(), `${canary(name, variant)} en ${cell}`.trim());
const picked = (one: Sample, scheme: string): string => one.codes.get(scheme)?.[one.variant - 1] ?? '';
const amount = (one: Sample): string => String((one.variant === 1 ? 7_100_000 : 8_200_000) + one.name.length);

const ROWS: Readonly<Record<RowShape, (one: Sample) => unknown>> = {
  advantage: (one) => ({
    metric: words(one, 'metric'),
    baseline: words(one),
    claim: words(one, 'claim'),
    evidence: words(one),
    evidenceUrl: 'https://example.org/e',
  }),
  ipRight: (one) => ({
    kind: picked(one, 'ip_type'),
    territory: 'VN',
    number: canary(one.name, one.variant),
    status: picked(one, 'ip_status'),
    filedOn: '2020-01-01',
    grantedOn: '2021-01-01',
    expiresOn: '2040-01-01',
    registryUrl: 'https://example.org/r',
    checkedOn: '2026-01-01',
  }),
  ownershipShare: (one) => ({ owner: canary(one.name, one.variant), percent: one.variant === 1 ? 60 : 40 }),
  badge: (one) => ({ claim: words(one), assessor: canary(one.name, one.variant), scope: words(one), date: '2026-02-02' }),
  target: (one) => ({
    quantity: words(one),
    comparator: 'between',
    value: one.variant,
    valueTo: 5,
    unit: 'kWh',
    tolerance: canary(one.name, one.variant),
  }),
  trlAssessment: (one) => ({ by: one.variant === 1 ? 'self' : 'broker', date: '2026-03-03', assessor: canary(one.name, one.variant) }),
  listCheck: (one) => ({
    status: one.variant === 1 ? 'encouraged' : 'restricted',
    basis: canary(one.name, one.variant),
    checkedBy: 'self',
    date: '2026-04-04',
  }),
  integrity: (one) => ({
    authorship: canary(one.name, one.variant),
    approvals: 'a',
    conflicts: 'c',
    funding: 'f',
    aiUse: 'u',
    declaredOn: '2026-05-05',
  }),
  contact: (one) => ({
    name: canary(one.name, one.variant),
    email: `${canary(one.name, one.variant)}@example.org`,
    phone: '0901',
    position: 'x',
  }),
};

const SHAPES: { [Type in FieldShape['type']]: (one: Sample, shape: Extract<FieldShape, { type: Type }>) => unknown } = {
  text: (one) => words(one),
  keywords: (one) => ({ vi: [`${canary(one.name, one.variant)} vi`], en: [`${canary(one.name, one.variant)} en`] }),
  codes: (one, shape) => [picked(one, shape.scheme)],
  code: (one, shape) => picked(one, shape.scheme),
  choice: (one) => PRICE_STANCES[one.variant],
  choices: (one) => [one.name === 'partnerSizes' ? PARTNER_SIZES[one.variant] : BUDGET_SOURCES[one.variant]],
  trl: (one) => 4 + one.variant,
  boolean: (one) => one.variant === 1,
  date: (one) => (one.name === 'startsOn' ? `2027-01-0${one.variant}` : `2027-12-0${one.variant}`),
  string: (one) => canary(one.name, one.variant),
  money: (one) => ({ amount: amount(one), currency: 'VND' }),
  moneyRange: (one) => ({ min: amount(one), max: `${amount(one)}0`, currency: 'VND' }),
  countries: (one) => [one.variant === 1 ? 'VN' : 'JP'],
  rows: (one, shape) => [ROWS[shape.of](one)],
  record: (one, shape) => ROWS[shape.of](one),
};

/** A valid value of a field that can be told from every other field's and variant's. */
function sampleOf(name: ListingFieldName, variant: 1 | 2, codes: SchemeCodes): unknown {
  const { shape } = LISTING_FIELDS[name];
  return (SHAPES[shape.type] as (one: Sample, given: FieldShape) => unknown)({ name, variant, codes }, shape);
}

/** A whole content of these fields. */
export function samples(names: readonly ListingFieldName[], variant: 1 | 2, codes: SchemeCodes) {
  const of = (wanted: boolean) =>
    Object.fromEntries(names.filter((name) => isTextBlock(name) === wanted).map((name) => [name, sampleOf(name, variant, codes)]));
  return { texts: of(true), values: of(false) };
}
