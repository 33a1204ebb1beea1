import { gunzipSync } from 'node:zlib';
import type { ImportFormat } from '@ketnoi/contracts/imports';
import { IMPORT_LIMITS } from '@ketnoi/contracts/imports';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { unguarded } from './cells.ts';
import { isSaneZip } from './zip.ts';

/** A row of a file with its number; the line with the names is row 1. `broken` rows cannot be read at all. */
export type TableRow = { row: number; record: Record<string, unknown> } | { row: number; broken: 'json' };

/** What a file holds: the names of its columns (none for JSON lines, whose records name themselves) and its rows. */
export type Table = { columns: string[] | null; rows: TableRow[] };

/** Why a file cannot be read as a whole. */
export type Unreadable = 'encoding' | 'table' | 'workbook' | 'empty' | 'too_many_rows' | 'too_many_columns' | 'double_column';

const MOST_UNPACKED = 256 * 1024 * 1024;

/** The rows of a file, whole in memory: a file is at most 20 MB. */
export async function readTable(bytes: Buffer, format: ImportFormat): Promise<Table | Unreadable> {
  const table = await read(isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }) : bytes, format);
  if (typeof table === 'string') return table;
  if (table.rows.length === 0) return 'empty';
  if (table.rows.length > IMPORT_LIMITS.rows) return 'too_many_rows';
  const columns = table.columns ?? [];
  if (columns.length > IMPORT_LIMITS.columns) return 'too_many_columns';
  return new Set(columns).size === columns.length ? table : 'double_column';
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function read(bytes: Buffer, format: ImportFormat): Promise<Table | Unreadable> {
  if (format === 'xlsx') return readWorkbook(bytes);
  const text = decoded(bytes);
  if (text === null) return 'encoding';
  return format === 'csv' ? readCsv(text) : readJsonLines(text);
}

/** UTF-8, or the UTF-16 a spreadsheet writes as "Unicode text"; null for anything else. */
function decoded(bytes: Buffer): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The separator that stands most often in the first line, outside quotes. */
function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/u)).replaceAll(/"[^"]*"/gu, '');
  const counts = [',', ';', '\t'].map((sign) => [sign, line.split(sign).length] as const);
  return counts.toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? ',';
}

function readCsv(text: string): Table | Unreadable {
  try {
    const lines: string[][] = parse(text, { delimiter: separatorOf(text), relax_column_count: true, skip_empty_lines: false, bom: true });
    return tableOf(lines.map((line) => line.map(unguarded)));
  } catch {
    return 'table';
  }
}

async function readWorkbook(bytes: Buffer): Promise<Table | Unreadable> {
  if (!isSaneZip(bytes)) return 'workbook';
  try {
    const lines = await readSheet(bytes);
    return tableOf(lines.map((line) => line.map((cell) => (typeof cell === 'string' ? unguarded(cell) : cell))));
  } catch {
    return 'workbook';
  }
}

const isEmpty = (cell: unknown): boolean => cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/** The first line names the columns; nameless columns are passed over when they are empty throughout. */
function tableOf(lines: readonly (readonly unknown[])[]): Table | Unreadable {
  const [first = [], ...rest] = lines;
  const names = first.map((name) => (isEmpty(name) ? '' : cellText(name)));
  const rows = rest.flatMap((line, at): TableRow[] => {
    if (line.every(isEmpty)) return [];
    return [
      { row: at + 2, record: Object.fromEntries(line.flatMap((cell, n) => (isEmpty(cell) ? [] : [[names[n] ?? '', cell] as const]))) },
    ];
  });
  const columns = names.filter((name) => name !== '');
  return columns.length === 0 ? 'empty' : { columns, rows };
}

const cellText = (cell: unknown): string => (typeof cell === 'string' ? cell : JSON.stringify(cell)).normalize('NFC').trim();

function readJsonLines(text: string): Table {
  const rows = text
    .replace(/^\uFEFF/u, '')
    .split('\n')
    .flatMap((line, at): TableRow[] => (line.trim() === '' ? [] : [jsonRow(line, at + 1)]));
  return { columns: null, rows };
}

function jsonRow(line: string, row: number): TableRow {
  try {
    const record = JSON.parse(line) as unknown;
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) return { row, record: record as Record<string, unknown> };
  } catch {
    // Told by its number below.
  }
  return { row, broken: 'json' };
}
