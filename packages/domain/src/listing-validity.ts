import type { FieldFault, ListingAdvice } from './listing-advice.ts';
import { canonical, codesOf, recordOf, rowsOf, type ContentPatch, type ListingContent } from './listing-content.ts';
import {
  LISTING_FIELDS,
  VALUE_FIELDS,
  type Audience,
  type Kind,
  type ListingFieldName,
  type Side,
  type ValueField,
} from './listing-fields.ts';

type Row = Readonly<Record<string, unknown>>;
type BigRange = { min: string | null; max: string | null };

/** A head that contradicts itself: a kind of the other side, a private offer. */
export function headFaults(head: { side: Side; kind: Kind; audience: Audience }): FieldFault[] {
  const faults: FieldFault[] = [];
  if ((head.side === 'need') !== (head.kind === 'need')) faults.push({ field: 'kind', advice: 'otherKind' });
  if (head.side === 'offer' && head.audience !== 'public') faults.push({ field: 'audience', advice: 'privateOffer' });
  return faults;
}

/** Fields of the other side of the market, by their path in the request. */
export function foreignFields(side: Side, patch: ContentPatch): FieldFault[] {
  const paths = (['texts', 'values', 'tiers'] as const).flatMap((part) => Object.keys(patch[part] ?? {}).map((name) => ({ part, name })));
  return paths
    .filter(({ name }) => !LISTING_FIELDS[name as ListingFieldName].sides.includes(side))
    .map(({ part, name }) => ({ field: `${part}.${name}`, advice: 'otherSide' }));
}

const saysSomething = (value: unknown): boolean => {
  const text = value as { vi?: unknown; en?: unknown };
  return [text.vi, text.en].some((one) => typeof one === 'string' && one.trim() !== '');
};

const inOrder = (...dates: unknown[]): boolean => {
  const given = dates.filter((one): one is string => typeof one === 'string');
  return given.every((date, index) => index === 0 || (given[index - 1] ?? '') <= date);
};

function rangeFault(value: unknown): ListingAdvice | null {
  const { min, max } = value as BigRange;
  if (min === null && max === null) return 'rangeEmpty';
  return min !== null && max !== null && BigInt(min) > BigInt(max) ? 'rangeOrder' : null;
}

/** Bilingual cells that must say something, by field. */
const ROW_TEXTS: Partial<Record<ValueField, readonly string[]>> = {
  advantages: ['metric', 'claim'],
  badges: ['claim'],
  targets: ['quantity'],
};

function rowFaults(content: ListingContent, name: ValueField): FieldFault[] {
  const fault = (at: number, cell: string, advice: ListingAdvice): FieldFault => ({ field: `values.${name}.${at}.${cell}`, advice });
  return rowsOf(content, name).flatMap((row: Row, at) => {
    const faults = (ROW_TEXTS[name] ?? []).filter((cell) => !saysSomething(row[cell])).map((cell) => fault(at, cell, 'rowText'));
    if (name === 'ipRights' && !inOrder(row['filedOn'], row['grantedOn'], row['expiresOn']))
      faults.push(fault(at, 'grantedOn', 'dateOrder'));
    if (name === 'targets' && row['comparator'] === 'between' && !(Number(row['valueTo']) >= Number(row['value'])))
      faults.push(fault(at, 'valueTo', 'rangeOrder'));
    return faults;
  });
}

const totalShares = (content: ListingContent): number =>
  rowsOf(content, 'ownershipShares').reduce((sum, row) => sum + Number(row['percent']), 0);

/** Values that contradict themselves or each other, by their path in the request. What is merely missing is no fault of a draft. */
export function valueFaults(content: ListingContent): FieldFault[] {
  const names = Object.keys(content.values) as ValueField[];
  const ranges = names.filter((name) => VALUE_FIELDS[name].shape.type === 'moneyRange');
  const faults: FieldFault[] = ranges.flatMap((name) => {
    const advice = rangeFault(content.values[name]);
    return advice === null ? [] : [{ field: `values.${name}`, advice }];
  });
  if (!inOrder(content.values.startsOn, content.values.endsOn)) faults.push({ field: 'values.endsOn', advice: 'dateOrder' });
  // A hundredth of a percent is left for shares like three thirds.
  if (totalShares(content) > 100.01) faults.push({ field: 'values.ownershipShares', advice: 'shares' });
  return [...faults, ...names.flatMap((name) => rowFaults(content, name))];
}

/** An owner declares for himself; a moderator's finding he can only leave as it is. */
export function listCheckFaults(before: ListingContent, after: ListingContent): FieldFault[] {
  const check = recordOf(after, 'listCheck');
  if (check?.['checkedBy'] !== 'moderator') return [];
  return canonical(check) === canonical(recordOf(before, 'listCheck'))
    ? []
    : [{ field: 'values.listCheck.checkedBy', advice: 'moderatorOnly' }];
}

/** Offices that protect for several countries at once, beside the country codes. */
export const REGIONAL_OFFICES = ['EP', 'EA', 'AP', 'OA', 'PCT'] as const;

export type CodeUse = { field: string; scheme: string; code: string };

const COUNTRY = 'country';
const isCountryOrOffice = (code: string): boolean => (REGIONAL_OFFICES as readonly string[]).includes(code);

/** Every classification code the values use, with its path, for a look into the tables in force. */
export function codesUsed(content: ListingContent): CodeUse[] {
  const uses = (Object.keys(content.values) as ValueField[]).flatMap((name): CodeUse[] => {
    const { shape } = VALUE_FIELDS[name];
    const scheme = shape.type === 'codes' ? shape.scheme : shape.type === 'countries' ? COUNTRY : null;
    return scheme === null ? [] : codesOf(content, name).map((code, at) => ({ field: `values.${name}.${at}`, scheme, code }));
  });
  const rights = rowsOf(content, 'ipRights').flatMap((row, at): CodeUse[] => [
    { field: `values.ipRights.${at}.kind`, scheme: 'ip_type', code: String(row['kind']) },
    { field: `values.ipRights.${at}.status`, scheme: 'ip_status', code: String(row['status']) },
    { field: `values.ipRights.${at}.territory`, scheme: COUNTRY, code: String(row['territory']) },
  ]);
  const check = recordOf(content, 'listCheck');
  const checks = check === null ? [] : [{ field: 'values.listCheck.status', scheme: 'list_status', code: String(check['status']) }];
  return [...uses, ...rights, ...checks].filter((use) => use.scheme !== COUNTRY || !isCountryOrOffice(use.code));
}
