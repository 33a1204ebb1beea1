import { LANGUAGES } from '@ketnoi/domain/language';
import { LISTING_FIELDS, TEXT_BLOCKS, VALUE_FIELDS } from '@ketnoi/domain/listing-fields';
import { ImportRow } from './imports.ts';

/**
 * A listing as a row of a table: a column is the path of a field (`texts.title.vi`, `values.trl`, `values.advantages.1.metric.vi`, rows counted
 * from one). A cell holds one value; a list of words is separated by semicolons; a part that has parts of its own may also stand in one cell as JSON.
 */

/** What a cell of a column is read as. */
export type CellKind = 'text' | 'number' | 'boolean' | 'list' | 'json';

type Schema = {
  type?: string | string[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema | Schema[];
  enum?: unknown[];
};

/** `translations` is a list in the API and one column a text in a table. */
const TRANSLATION = /^translations\.([a-zA-Z]+)\.(vi|en)$/u;

const unwrapped = (schema: Schema): Schema => schema.anyOf?.find((one) => one.type !== 'null') ?? schema;
const is = (schema: Schema, type: string): boolean => [schema.type ?? ''].flat().includes(type);

function schemaAt(schema: Schema, parts: readonly string[]): Schema | null {
  const [part, ...rest] = parts;
  const here = unwrapped(schema);
  if (part === undefined) return here;
  const { items } = here;
  if (items !== undefined && !Array.isArray(items)) return /^[1-9]\d?$/u.test(part) ? schemaAt(items, rest) : null;
  const { properties = {} } = here;
  const inner = Object.hasOwn(properties, part) ? properties[part] : undefined;
  return inner === undefined ? null : schemaAt(inner, rest);
}

function kindOf(schema: Schema): CellKind {
  if (is(schema, 'integer') || is(schema, 'number')) return 'number';
  if (is(schema, 'boolean')) return 'boolean';
  if (is(schema, 'object')) return 'json';
  if (!is(schema, 'array')) return 'text';
  const { items } = schema;
  return items !== undefined && !Array.isArray(items) && is(unwrapped(items), 'string') ? 'list' : 'json';
}

/** What a column of this path holds; null when no listing has such a field. */
export function columnKind(path: string): CellKind | null {
  const translation = TRANSLATION.exec(path);
  if (translation !== null) return Object.hasOwn(TEXT_BLOCKS, translation[1] ?? '') ? 'text' : null;
  const found = schemaAt(ImportRow as unknown as Schema, path.split('.'));
  return found === null ? null : kindOf(found);
}

/** Columns that an export adds for its reader and an import passes over. */
export const READ_ONLY_COLUMNS = ['id', 'reference', 'state', 'organisationName'] as const;

const YES = ['true', '1', 'yes', 'y', 'có', 'co', 'x', 'đúng', 'dung'];
const NO = ['false', '0', 'no', 'n', 'không', 'khong', 'sai'];

/** A cell that cannot be read as what its column holds; the text stays as it is and the schema names it. */
function readCell(kind: CellKind, text: string): unknown {
  if (kind === 'number') return /^[+-]?\d+([.,]\d+)?$/u.test(text) ? Number(text.replace(',', '.')) : text;
  if (kind === 'boolean') {
    const word = text.toLowerCase();
    return YES.includes(word) ? true : NO.includes(word) ? false : text;
  }
  if (kind === 'text') return text;
  if (kind === 'json' || text.startsWith('[')) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  }
  return text
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

type Part = Record<string, unknown>;

function put(into: Part, parts: readonly string[], value: unknown): void {
  let here: Part = into;
  for (const [at, part] of parts.entries()) {
    if (at === parts.length - 1) here[part] = value;
    else here = (here[part] ??= {}) as Part;
  }
}

/** Objects whose keys are all row numbers become lists, in order; gaps close up. */
function listsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, listsOf(one)] as const);
  if (entries.length > 0 && entries.every(([key]) => /^[1-9]\d?$/u.test(key))) {
    return entries.toSorted(([one], [other]) => Number(one) - Number(other)).map(([, one]) => one);
  }
  return Object.fromEntries(entries);
}

/** Bilingual cells of which a table gave one language get null for the other; keywords an empty list. */
function completed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(completed);
  if (typeof value !== 'object' || value === null) return value;
  const given = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, completed(one)]));
  const keys = Object.keys(given);
  const bilingual = keys.length === 1 && LANGUAGES.some((language) => language in given);
  if (!bilingual) return given;
  const empty = Array.isArray(Object.values(given)[0]) ? [] : null;
  return Object.fromEntries(LANGUAGES.map((language) => [language, given[language] ?? empty]));
}

/** Money ranges of which a table gave one end. */
function withOpenEnds(values: Part): Part {
  const ranges = Object.entries(VALUE_FIELDS).filter(([, field]) => field.shape.type === 'moneyRange');
  for (const [name] of ranges) {
    const range = values[name];
    if (typeof range === 'object' && range !== null && !Array.isArray(range)) values[name] = { min: null, max: null, ...range };
  }
  return values;
}

export type Cell = { path: string; value: unknown };

/**
 * Puts the cells of a row together to what the API takes. Text is read as its column's kind; anything else (a number of a workbook, a value
 * of a JSON line) is taken as it is, numbers and dates in text columns as text. Nothing is judged here: that is the schema's work.
 */
export function rowFromCells(cells: readonly Cell[]): Part {
  const row: Part = {};
  const translations: Part[] = [];
  for (const { path, value } of cells) {
    const read = valueOf(path, value);
    const translation = TRANSLATION.exec(path);
    if (read === null) continue;
    if (translation === null) put(row, path.split('.'), read);
    else translations.push({ block: translation[1], language: translation[2], status: read });
  }
  const shaped = completed(listsOf(row)) as Part;
  if (translations.length > 0) shaped['translations'] = [...((shaped['translations'] as unknown[] | undefined) ?? []), ...translations];
  if (typeof shaped['values'] === 'object' && shaped['values'] !== null) shaped['values'] = withOpenEnds(shaped['values'] as Part);
  return withSide(shaped);
}

/** What a cell says; null when it is empty. */
function valueOf(path: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const kind = columnKind(path) ?? 'text';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : dateText(value);
  if (typeof value === 'number' && (kind === 'text' || kind === 'list')) return kind === 'list' ? [String(value)] : String(value);
  if (typeof value !== 'string') return value;
  const text = kind === 'text' ? value : value.trim();
  return text.trim() === '' ? null : readCell(kind, text);
}

/** A day in a workbook carries no hour; a moment does. */
const dateText = (at: Date): string => (at.getTime() % 86_400_000 === 0 ? at.toISOString().slice(0, 10) : at.toISOString());

/** The kind says the side, and a need has but one kind. */
function withSide(row: Part): Part {
  const { side, kind } = row;
  if (side === undefined && typeof kind === 'string') return { ...row, side: kind === 'need' ? 'need' : 'offer' };
  return kind === undefined && side === 'need' ? { ...row, kind: 'need' } : row;
}

function cellsOf(path: string, value: unknown): Cell[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one === 'string')) return value.length === 0 ? [] : [{ path, value: listText(value) }];
    return value.flatMap((one, at) => cellsOf(`${path}.${at + 1}`, one));
  }
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, one]) => cellsOf(`${path}.${key}`, one));
  return [{ path, value }];
}

/** Words with a semicolon or a bracket of their own travel as JSON. */
function listText(words: readonly string[]): string {
  const plain = words.every((word) => !word.includes(';') && word === word.trim() && word !== '') && !words[0]?.startsWith('[');
  return plain ? words.join('; ') : JSON.stringify(words);
}

/** The cells of a listing in the shape the API takes; the inverse of `rowFromCells`. */
export function cellsFromRow(row: Readonly<Record<string, unknown>>): Cell[] {
  const { translations, ...rest } = row;
  const statuses = (translations ?? []) as { block: string; language: string; status: string }[];
  return [
    ...Object.entries(rest).flatMap(([name, value]) => cellsOf(name, value)),
    ...statuses.map(({ block, language, status }) => ({ path: `translations.${block}.${language}`, value: status })),
  ];
}

const HEAD = [
  'originId',
  'reference',
  'id',
  'state',
  'organisation',
  'organisationName',
  'side',
  'kind',
  'masked',
  'audience',
  'openForInterest',
];
const FIELD_ORDER = new Map(Object.keys(LISTING_FIELDS).map((name, at) => [name, at]));
const PART_ORDER = ['texts', 'values', 'tiers', 'translations'];

function orderOf(path: string): number[] {
  const [part = '', name = ''] = path.split('.');
  const head = HEAD.indexOf(part);
  const section = PART_ORDER.indexOf(part);
  return [
    section < 0 ? 0 : section + 1,
    head < 0 ? HEAD.length : head,
    FIELD_ORDER.get(name) ?? 0,
    Number(/\.(\d+)(\.|$)/u.exec(path)?.[1] ?? 0),
  ];
}

/** The columns in the order a person reads them: head, texts, values by the registry, rows by number, then tiers and translations. */
export function inColumnOrder(paths: Iterable<string>): string[] {
  const keyed = [...paths].map((path, at) => ({ path, order: [...orderOf(path), at] }));
  return keyed.toSorted((one, other) => firstDifference(one.order, other.order)).map(({ path }) => path);
}

function firstDifference(one: readonly number[], other: readonly number[]): number {
  for (const [at, value] of one.entries()) if (value !== other[at]) return value - (other[at] ?? 0);
  return 0;
}
