import type { Bilingual } from '@ketnoi/domain/language';
import { TEXT_BLOCKS, VALUE_FIELDS, type FieldShape, type ListingFieldName, type RowShape } from '@ketnoi/domain/listing-fields';
import type { Currency, Money } from '@ketnoi/domain/money';
import { formatNumber, parseNumber } from '@ketnoi/language/numbers';
import { language } from '../../lib/language.ts';
import { parseDay } from '../../lib/typed-date.ts';
import { readAmount, textOfAmount } from '../../lib/typed-money.ts';
import { COLUMNS, type Column } from './columns.ts';

/** A row's own name while it is edited, so that removing one does not move the typing into another; never sent. */
export const ROW_KEY = '#';

/** A row as it is being typed: texts of both languages, everything else as its text. */
export type FormRow = Record<string, string | Bilingual | undefined>;
export type FormMoney = { amount: string; currency: Currency };
export type FormRange = { min: string; max: string; currency: Currency };

/**
 * What a form value says on the wire. `wire` null says nothing; `finished: false` when part of what is typed cannot be sent yet
 * (a row without its required cells, an amount without its unit, a text that is too long) and must be kept here.
 */
export type Settled = { wire: unknown; finished: boolean };

const nothing: Settled = { wire: null, finished: true };
const unfinished: Settled = { wire: null, finished: false };
const whole = (wire: unknown): Settled => ({ wire, finished: true });

const shapeOf = (name: ListingFieldName): FieldShape =>
  (name in TEXT_BLOCKS ? TEXT_BLOCKS[name as keyof typeof TEXT_BLOCKS] : VALUE_FIELDS[name as keyof typeof VALUE_FIELDS]).shape;

function settleText(text: Bilingual | null, max: number): Settled {
  const vi = text?.vi ?? '';
  const en = text?.en ?? '';
  if (vi.trim() === '' && en.trim() === '') return nothing;
  const wire = { vi: vi.trim() === '' ? null : vi, en: en.trim() === '' ? null : en };
  return vi.length > max || en.length > max ? { wire: null, finished: false } : whole(wire);
}

function settleAmount(text: string, currency: Currency): { amount: string | null; finished: boolean } {
  const read = readAmount(text, currency);
  return read.kind === 'amount' ? { amount: read.amount.toString(), finished: true } : { amount: null, finished: read.kind === 'empty' };
}

function settleRange({ min, max, currency }: FormRange): Settled {
  const [low, high] = [settleAmount(min, currency), settleAmount(max, currency)];
  const finished = low.finished && high.finished;
  if (low.amount === null && high.amount === null) return { wire: null, finished };
  if (low.amount !== null && high.amount !== null && BigInt(low.amount) > BigInt(high.amount)) return unfinished;
  return { wire: { min: low.amount, max: high.amount, currency }, finished };
}

function settleMoney({ amount, currency }: FormMoney): Settled {
  const read = settleAmount(amount, currency);
  return { wire: read.amount === null ? null : { amount: read.amount, currency }, finished: read.finished };
}

function settleNumber(text: string): Settled {
  const minus = /^[-−]/u.test(text.trim());
  const read = parseNumber(text.trim().replace(/^[-−]/u, ''), language);
  return read.kind === 'number' ? whole(minus ? -read.value : read.value) : unfinished;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;

function settleCell(column: Column, value: string | Bilingual | undefined): Settled {
  if (column.type === 'bilingual') return settleText(typeof value === 'object' ? value : null, column.max);
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return nothing;
  if (column.type === 'number') return settleNumber(text);
  if (column.type === 'date') return parseDay(text) === null ? unfinished : whole(parseDay(text));
  if (column.type !== 'line') return whole(text);
  const wrong =
    (column.kind === 'email' && !EMAIL.test(text)) || (column.kind === 'url' && !URL.canParse(text)) || text.length > column.max;
  return wrong ? unfinished : whole(text);
}

/** The cells that are still needed, or cannot be read, by name; none for a row that may be sent. */
export function openCells(shape: RowShape, row: FormRow): string[] {
  const between = shape === 'target' && row['comparator'] === 'between';
  return COLUMNS[shape]
    .filter((column) => {
      const { wire, finished } = settleCell(column, row[column.name]);
      return !finished || ((column.required === true || (between && column.name === 'valueTo')) && wire === null);
    })
    .map((column) => column.name);
}

/** Set for the owner, not by him: alone they are no row. */
const AUTOMATIC = new Set(['checkedBy', 'date', 'declaredOn', 'tier', 'numberTier', 'comparator', 'by']);

export function isEmptyRow(shape: RowShape, row: FormRow): boolean {
  return COLUMNS[shape].every((column) => AUTOMATIC.has(column.name) || settleCell(column, row[column.name]).wire === null);
}

const NO_TEXT: Bilingual = { vi: null, en: null };

/** A row on the wire, or null while it is unfinished. */
function settleRow(shape: RowShape, row: FormRow): Record<string, unknown> | null {
  if (openCells(shape, row).length > 0) return null;
  const cells = COLUMNS[shape].map((column) => [column.name, settleCell(column, row[column.name]).wire] as const);
  const wire = Object.fromEntries(cells.filter(([, value]) => value !== null));
  if (shape === 'advantage' && wire['baseline'] === undefined) wire['baseline'] = NO_TEXT;
  return wire;
}

function settleRows(shape: RowShape, rows: readonly FormRow[]): Settled {
  const typed = rows.filter((row) => !isEmptyRow(shape, row));
  const wires = typed.map((row) => settleRow(shape, row)).filter((one) => one !== null);
  return { wire: wires.length === 0 ? null : wires, finished: wires.length === typed.length };
}

function settleRecord(shape: RowShape, row: FormRow | null): Settled {
  if (row === null || isEmptyRow(shape, row)) return nothing;
  const wire = settleRow(shape, row);
  return { wire, finished: wire !== null };
}

const settleDay = (text: string): Settled => (text.trim() === '' ? nothing : parseDay(text) === null ? unfinished : whole(parseDay(text)));

function settleWords({ vi, en }: { vi: string[]; en: string[] }): Settled {
  return vi.length === 0 && en.length === 0 ? nothing : whole({ vi, en });
}

/** What a field's form value says on the wire. */
export function settleField(name: ListingFieldName, value: unknown): Settled {
  if (value === null || value === undefined) return nothing;
  const shape = shapeOf(name);
  switch (shape.type) {
    case 'text':
      return settleText(value as Bilingual, shape.max);
    case 'money':
      return settleMoney(value as FormMoney);
    case 'moneyRange':
      return settleRange(value as FormRange);
    case 'rows':
      return settleRows(shape.of, value as FormRow[]);
    case 'record':
      return settleRecord(shape.of, value as FormRow);
    case 'date':
      return settleDay(value as string);
    case 'keywords':
      return settleWords(value as { vi: string[]; en: string[] });
    case 'string': {
      const text = (value as string).trim();
      return text === '' ? nothing : text.length > shape.max ? unfinished : whole(text);
    }
    case 'codes':
    case 'choices':
    case 'countries':
      return (value as string[]).length === 0 ? nothing : whole(value);
    case 'code':
    case 'choice':
      return value === '' ? nothing : whole(value);
    case 'trl':
    case 'boolean':
      return whole(value);
  }
}

function formRow(shape: RowShape, wire: Record<string, unknown>): FormRow {
  const cells = COLUMNS[shape].map(({ name, type }) => {
    const value = wire[name];
    if (value === null || value === undefined) return [name, undefined] as const;
    return [name, type === 'number' ? formatNumber(value as number, language) : (value as string | Bilingual)] as const;
  });
  return Object.fromEntries(cells.filter(([, value]) => value !== undefined));
}

/** How a value of the wire stands in the form. */
export function formField(name: ListingFieldName, wire: unknown): unknown {
  if (wire === null || wire === undefined) return null;
  const shape = shapeOf(name);
  if (shape.type === 'rows')
    return (wire as Record<string, unknown>[]).map((row) => ({ ...formRow(shape.of, row), [ROW_KEY]: crypto.randomUUID() }));
  if (shape.type === 'record') return formRow(shape.of, wire as Record<string, unknown>);
  if (shape.type === 'money') {
    const money = wire as Money;
    return { amount: textOfAmount(money.amount, money.currency), currency: money.currency } satisfies FormMoney;
  }
  if (shape.type === 'moneyRange') {
    const range = wire as { min: string | null; max: string | null; currency: Currency };
    const text = (amount: string | null): string => (amount === null ? '' : textOfAmount(amount, range.currency));
    return { min: text(range.min), max: text(range.max), currency: range.currency } satisfies FormRange;
  }
  return wire;
}
