import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { ListingContent, Translation } from '@ketnoi/domain/listing-content';
import { LISTING_FIELDS, TEXT_BLOCKS, type ListingFieldName } from '@ketnoi/domain/listing-fields';
import { formField, settleField, type Settled } from './values.ts';

/** A listing as the form holds it: one entry a field, under its path in the request (`texts.title`, `values.trl`, `tiers.priceRange`, `masked`). */
export type Entries = Readonly<Record<string, unknown>>;

/** The path of a field in the request. */
export const pathOf = (name: ListingFieldName): string => `${name in TEXT_BLOCKS ? 'texts' : 'values'}.${name}`;

const FIELD = /^(?:texts|values)\.([a-zA-Z]+)/u;

/** The field a path belongs to (`values.advantages.0.claim` -> `advantages`), or null for one of the head. */
export function fieldAt(path: string): ListingFieldName | null {
  const name = FIELD.exec(path)?.[1] ?? (path in LISTING_FIELDS ? path : undefined);
  return name === undefined ? null : (name as ListingFieldName);
}

/** What an entry says on the wire. */
export function settle(path: string, value: unknown): Settled {
  const name = fieldAt(path);
  if (name !== null && FIELD.test(path)) return settleField(name, value);
  if (path === 'textLicence') return { wire: typeof value === 'string' && value.trim() !== '' ? value.trim() : null, finished: true };
  return { wire: value ?? null, finished: true };
}

/** The entry that stands for a value of the wire. */
export function entryOf(path: string, wire: unknown): unknown {
  const name = fieldAt(path);
  return name !== null && FIELD.test(path) ? formField(name, wire) : (wire ?? null);
}

/** All of a listing on the wire, by path. */
export function wiresOf(detail: ListingDetail): Entries {
  const { texts, values, tiers } = detail;
  const head = {
    kind: detail.kind,
    masked: detail.masked,
    audience: detail.audience,
    openForInterest: detail.openForInterest,
    textLicence: detail.origin.licence,
  };
  const named = { texts, values, tiers } as Record<string, Record<string, unknown>>;
  const parts = Object.entries(named).flatMap(([part, record]) =>
    Object.entries(record).map(([name, value]) => [`${part}.${name}`, value] as const),
  );
  return { ...head, ...Object.fromEntries(parts), translations: detail.translations.length === 0 ? null : detail.translations };
}

export const entriesOf = (wires: Entries): Entries =>
  Object.fromEntries(Object.entries(wires).map(([path, wire]) => [path, entryOf(path, wire)]));

/** A request body of some wire values by path. */
export function bodyOf(wires: Entries): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [path, wire] of Object.entries(wires)) {
    const [part = '', name] = path.split('.');
    if (name === undefined) body[part] = part === 'translations' ? (wire ?? []) : wire;
    // A tier has no value of its own to take away: the first of the registry is the default.
    else if (part === 'tiers' && wire === null)
      body[part] = { ...(body[part] as object | undefined), [name]: LISTING_FIELDS[name as ListingFieldName].tiers[0] };
    else body[part] = { ...(body[part] as object | undefined), [name]: wire };
  }
  return body;
}

/** What the form says so far, for its quality, for what is missing, and for the preview. */
export function contentOf(entries: Entries): ListingContent {
  const wires = Object.entries(entries).flatMap(([path, value]) => {
    const { wire } = settle(path, value);
    return wire === null ? [] : [[path, wire] as const];
  });
  const part = (prefix: string): Record<string, unknown> =>
    Object.fromEntries(wires.filter(([path]) => path.startsWith(prefix)).map(([path, wire]) => [path.slice(prefix.length), wire]));
  return {
    texts: part('texts.'),
    values: part('values.'),
    tiers: part('tiers.'),
    translations: (entries['translations'] ?? []) as Translation[],
  };
}

function canonical(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').replaceAll('\r\n', '\n').trim();
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined && one !== null && one !== '');
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, one]) => [key, canonical(one)]));
}

/** Do two values of the wire say the same? The order of keys, what is absent and the space around a text make no difference. */
export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(canonical(one ?? null)) === JSON.stringify(canonical(other ?? null));
