import { ImportMapping } from '@ketnoi/contracts/imports';
import { columnKind, READ_ONLY_COLUMNS, type Cell } from '@ketnoi/contracts/listing-columns';
import type { StoredFinding } from '@ketnoi/db/imports';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Table } from './read-table.ts';

/** Where the fields of a file's rows come from. */
export type Plan = { columns: readonly (readonly [source: string, path: string])[]; constants: readonly Cell[] };

const PASSED_OVER = new Set<string>(READ_ONLY_COLUMNS);
/** The parts of a JSON line that have the API's own shape. */
const WHOLE = new Set(['texts', 'values', 'tiers', 'translations']);

const unknownField = (path: string): StoredFinding => ({ row: null, field: path, code: 'path_unknown' });

/** Has this the shape of a mapping? What is wrong stands in `isMapping.errors`. */
export const isMapping: ValidateFunction<ImportMapping> = new Ajv({ strict: false }).compile<ImportMapping>(ImportMapping as object);

/** Faults of a mapping itself, whatever the file. */
export function mappingFaults({ columns = {}, constants = {} }: ImportMapping): StoredFinding[] {
  const paths = [...Object.values(columns).filter((path) => path !== null), ...Object.keys(constants)];
  const doubled = paths.filter((path, at) => paths.indexOf(path) !== at);
  return [
    ...paths.filter((path) => columnKind(path) === null).map(unknownField),
    ...doubled.map((path): StoredFinding => ({ row: null, field: path, code: 'path_double' })),
  ];
}

/** The columns of a table; JSON lines have the names they use. */
function columnsOf(table: Table): string[] {
  if (table.columns !== null) return table.columns;
  return [...new Set(table.rows.flatMap((row) => ('record' in row ? Object.keys(row.record) : [])))];
}

/**
 * Lays a mapping over the columns a file has. A column the mapping does not name goes by its own name when that is a field's path; any other
 * is a finding: a column nobody meant is more often a slip of the pen than something to pass over in silence.
 */
export function planOf(table: Table, mapping: ImportMapping): { plan: Plan; faults: StoredFinding[] } {
  const columns = columnsOf(table);
  const given = new Map(Object.entries(mapping.columns ?? {}).map(([name, path]) => [name.normalize('NFC').trim(), path]));
  const faults: StoredFinding[] = [];
  const planned = columns.flatMap((source): [string, string][] => {
    const path = given.get(source);
    if (path === null || (path === undefined && PASSED_OVER.has(source))) return [];
    if (path === undefined && !WHOLE.has(source) && columnKind(source) === null) {
      faults.push({ row: 1, field: source, code: 'column_unknown' });
      return [];
    }
    return [[source, path ?? source]];
  });
  const missing = table.columns === null ? [] : [...given.keys()].filter((name) => !columns.includes(name));
  faults.push(...missing.map((field): StoredFinding => ({ row: 1, field, code: 'column_missing' })));
  const constants = Object.entries(mapping.constants ?? {}).map(([path, value]) => ({ path, value }));
  return { plan: { columns: planned, constants }, faults };
}

/** The cells of one row; a constant holds where the row itself says nothing. */
export function cellsOf(record: Readonly<Record<string, unknown>>, plan: Plan): Cell[] {
  const own = plan.columns.flatMap(([source, path]): Cell[] => (record[source] === undefined ? [] : [{ path, value: record[source] }]));
  const said = new Set(own.map((cell) => cell.path));
  return [...plan.constants.filter((cell) => !said.has(cell.path)), ...own];
}
