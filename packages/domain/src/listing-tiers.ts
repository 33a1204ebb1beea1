import { LANGUAGES, type Language } from './language.ts';
import { LISTING_FIELDS, tierOf, type ListingFieldName, type TextBlock, type ValueField } from './listing-fields.ts';
import type { ListingContent, TextStatus } from './listing-content.ts';
import { TIERS, type Tier } from './tiers.ts';

/** A text as it is stored: one row per (block, language). */
export type TextRow = { block: TextBlock; language: Language; original: boolean; status: TextStatus; text: string };

type RowParts = Partial<Record<ValueField, { at: number; row: Record<string, unknown> }[]>>;

/** Everything of one listing version that lies in one tier. `rows` are rows, or cells of rows, of a field that itself is more open. */
export type TierPart = { texts: TextRow[]; values: Partial<Record<ValueField, unknown>>; rows: RowParts };

/** A block that exists; `rows` where it is counted in rows. */
export type LockedBlock = { field: string; tier: Tier; rows?: number };

/** Tiers a reader can hope to open: what one side keeps for itself (`party`) is not even named to others. */
const NAMED_TIERS: readonly Tier[] = ['member', 'nda', 'room'];

const emptyPart = (): TierPart => ({ texts: [], values: {}, rows: {} });

function textRows(content: ListingContent, block: TextBlock): TextRow[] {
  const text = content.texts[block];
  if (text === undefined) return [];
  const statuses = new Map(content.translations.filter((one) => one.block === block).map((one) => [one.language, one.status]));
  const rows = LANGUAGES.flatMap((language) => {
    const words = text[language];
    return words === null ? [] : [{ block, language, original: false, status: statuses.get(language) ?? ('own' as const), text: words }];
  });
  // The first language the owner wrote himself is the original; the other may be his own words too.
  const original = rows.find((row) => row.status === 'own');
  return rows.map((row) => ({ ...row, original: row === original }));
}

/** Rows whose owner marked them confidential inside a public field, and the hidden numbers of intellectual property rights. */
function splitRows(name: ValueField, value: unknown): { open: unknown; closed: { at: number; row: Record<string, unknown> }[] } {
  if (!Array.isArray(value)) return { open: value, closed: [] };
  const rows = value as Record<string, unknown>[];
  if (name === 'advantages') {
    const closed = rows.flatMap((row, at) => (row['tier'] === 'nda' ? [{ at, row }] : []));
    return { open: rows.filter((row) => row['tier'] !== 'nda'), closed };
  }
  if (name === 'ipRights') {
    const closed = rows.flatMap((row, at) =>
      row['numberTier'] === 'nda' && row['number'] !== undefined ? [{ at, row: { number: row['number'] } }] : [],
    );
    const open = rows.map(({ number, ...row }) => (row['numberTier'] === 'nda' || number === undefined ? row : { ...row, number }));
    return { open, closed };
  }
  return { open: value, closed: [] };
}

/** Takes the content apart into what each tier's tables hold. */
export function splitByTier(content: ListingContent): Record<Tier, TierPart> {
  const parts = Object.fromEntries(TIERS.map((tier) => [tier, emptyPart()])) as Record<Tier, TierPart>;
  for (const block of Object.keys(content.texts) as TextBlock[])
    parts[tierOf(block, content.tiers)].texts.push(...textRows(content, block));
  for (const [name, value] of Object.entries(content.values) as [ValueField, unknown][]) {
    const tier = tierOf(name, content.tiers);
    const { open, closed } = tier === 'public' ? splitRows(name, value) : { open: value, closed: [] };
    if (!Array.isArray(open) || open.length > 0) parts[tier].values[name] = open;
    if (closed.length > 0) parts.nda.rows[name] = closed;
  }
  return parts;
}

function withRows(name: ValueField, open: unknown, closed: { at: number; row: Record<string, unknown> }[]): unknown {
  const rows = Array.isArray(open) ? [...(open as Record<string, unknown>[])] : [];
  if (name === 'ipRights') {
    for (const { at, row } of closed) rows[at] = { ...rows[at], ...row };
    return rows;
  }
  for (const { at, row } of closed) rows.splice(at, 0, row);
  return rows;
}

/** Puts together again what a reader may read; the inverse of `splitByTier` when all parts are given. */
export function joinParts(parts: readonly TierPart[], tiers: ListingContent['tiers']): ListingContent {
  const content: ListingContent = { texts: {}, values: {}, tiers, translations: [] };
  for (const { block, language, status, text } of parts.flatMap((part) => part.texts)) {
    content.texts[block] = { vi: null, en: null, ...content.texts[block], [language]: text };
    if (status !== 'own') content.translations.push({ block, language, status });
  }
  for (const part of parts) Object.assign(content.values, part.values);
  for (const part of parts) {
    for (const [name, closed] of Object.entries(part.rows) as [ValueField, { at: number; row: Record<string, unknown> }[]][]) {
      content.values[name] = withRows(name, content.values[name], closed);
    }
  }
  return content;
}

const REGISTRY_ORDER = Object.keys(LISTING_FIELDS);

/** What exists beyond the public tier, by name and tier alone, in the order of the registry: shown to readers who may not open it yet. */
export function lockedBlocks(parts: Record<Tier, TierPart>): LockedBlock[] {
  const blocks = NAMED_TIERS.flatMap((tier) => {
    const part = parts[tier];
    const blocks = [...new Set(part.texts.map((row) => row.block))].map((field) => ({ field, tier }));
    const values = Object.entries(part.values).map(([field, value]) => ({
      field,
      tier,
      ...(Array.isArray(value) ? { rows: value.length } : {}),
    }));
    const rows = Object.entries(part.rows).map(([field, closed]) => ({ field, tier, rows: closed.length }));
    return [...blocks, ...values, ...rows];
  });
  return blocks.toSorted((one, other) => REGISTRY_ORDER.indexOf(one.field) - REGISTRY_ORDER.indexOf(other.field));
}

/** Which fields a set of parts tells of, for showing only their chosen tiers. */
export function tiersKnown(content: ListingContent, locked: readonly LockedBlock[]): ListingContent['tiers'] {
  const known = new Set<string>([...Object.keys(content.texts), ...Object.keys(content.values), ...locked.map((one) => one.field)]);
  return Object.fromEntries(Object.entries(content.tiers).filter(([name]) => known.has(name)));
}

/** The tier of a field of this content, its owner's choice respected. */
export function tierIn(content: ListingContent, name: ListingFieldName): Tier {
  return tierOf(name, content.tiers);
}
