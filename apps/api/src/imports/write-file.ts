import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ImportFormat } from '@ketnoi/contracts/imports';
import { cellsFromRow, inColumnOrder } from '@ketnoi/contracts/listing-columns';
import { stringify } from 'csv-stringify/sync';
import { guarded } from './cells.ts';

/** A listing as it leaves in a file: what the import takes, and a few columns for the reader that it passes over. */
export type FileRow = Readonly<Record<string, unknown>>;

/** A cell of a sheet: numbers and truth values typed, text harmless. */
export type SheetCell = string | number | boolean | null;

/** The rows as a sheet, with only the columns that are used, in the order a person reads them. */
function sheetOf(rows: readonly FileRow[]): SheetCell[][] {
  const cells = rows.map((row) => new Map(cellsFromRow(row).map(({ path, value }) => [path, sheetCell(value)])));
  const columns = inColumnOrder(new Set(cells.flatMap((row) => [...row.keys()])));
  return [columns, ...cells.map((row) => columns.map((path) => row.get(path) ?? null))];
}

function sheetCell(value: unknown): SheetCell {
  if (typeof value === 'string') return guarded(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The bytes of a file. A workbook is made in a thread of its own: seconds of packing must not hold up everybody's requests. */
export async function fileOf(rows: readonly FileRow[], format: ImportFormat): Promise<Buffer> {
  if (format === 'jsonl') return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const sheet = sheetOf(rows);
  if (format === 'xlsx') return workbook(sheet);
  // The mark tells spreadsheets that it is UTF-8.
  const csv = stringify(sheet, { record_delimiter: '\r\n', cast: { boolean: String } });
  return Buffer.from(`\uFEFF${csv}`);
}

async function workbook(sheet: SheetCell[][]): Promise<Buffer> {
  const thread = new Worker(new URL('write-workbook.ts', import.meta.url), { workerData: sheet });
  try {
    const [bytes] = (await once(thread, 'message')) as [Uint8Array];
    return Buffer.from(bytes);
  } finally {
    await thread.terminate();
  }
}
