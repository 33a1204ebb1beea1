/**
 * `npm run import -- FILE --map MAPPING [--organisation ID] [--dry-run] [--publish] [--lang vi|en]`: listings from a CSV, XLSX or JSONL file.
 * The same command again goes on with an import that was cut off.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportMapping } from '@ketnoi/contracts/imports';
import { findImport, findOpenImport, insertImport, organisationsByKey, type ImportRow, type StoredFinding } from '@ketnoi/db/imports';
import { inTransaction } from '@ketnoi/db/transaction';
import { newId, type OrganisationId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { processConfig, startFolder } from './config.ts';
import { createContext, type Ctx } from './context.ts';
import { keepImportFile } from './imports/files.ts';
import { findingOf } from './imports/findings.ts';
import { isMapping, mappingFaults } from './imports/mapping.ts';
import { formatOf } from './imports/format.ts';
import { runImport } from './imports/run-import.ts';

const USAGE = 'usage: npm run import -- FILE --map MAPPING [--organisation ID|TAX-CODE] [--dry-run] [--publish] [--lang vi|en]';
/** So many findings are printed. */
const SHOWN = 50;

type Order = { path: string; mapping: ImportMapping; organisation: string | null; dryRun: boolean; publish: boolean; language: Language };

const here = (path: string): string => resolve(startFolder(), path);

function readOrder(args: string[]): Order {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      map: { type: 'string' },
      organisation: { type: 'string' },
      'dry-run': { type: 'boolean' },
      publish: { type: 'boolean' },
      lang: { type: 'string', default: 'en' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0 || (values.lang !== 'vi' && values.lang !== 'en')) throw new Error(USAGE);
  const mapping: unknown = values.map === undefined ? {} : JSON.parse(readFileSync(here(values.map), 'utf8'));
  if (!isMapping(mapping))
    throw new Error(`${values.map}: is not a mapping, { "columns": { header: field path or null }, "constants": { field path: value } }`);
  const organisation = values.organisation ?? null;
  return {
    path: here(path),
    mapping,
    organisation,
    dryRun: values['dry-run'] ?? false,
    publish: values.publish ?? false,
    language: values.lang,
  };
}

const line = (finding: StoredFinding, language: Language): string => {
  const { row, field, message } = findingOf(finding, language);
  return ['  ', row === null ? '' : `row ${row}: `, field === null ? '' : `${field}: `, message].join('');
};

async function ownerOf(ctx: Ctx, key: string | null): Promise<OrganisationId | null> {
  if (key === null) return null;
  const found = (await organisationsByKey(ctx.db, { keys: [key] })).get(key);
  if (found === undefined) throw new Error(`--organisation: there is no organisation "${key}" on this exchange`);
  return found.id;
}

/** The import of this file that was begun and not finished, or a new one. */
async function importOf(ctx: Ctx, order: Order): Promise<Pick<ImportRow, 'id' | 'done'>> {
  const { path, mapping, dryRun, publish } = order;
  const format = formatOf(path);
  if (format === null) throw new Error(`${path}: the name must end in .csv, .xlsx or .jsonl`);
  const bytes = readFileSync(path);
  const fileHash = createHash('sha256').update(bytes).digest();
  const organisationId = await ownerOf(ctx, order.organisation);
  const begun = await findOpenImport(ctx.db, { fileHash, organisationId, dryRun, mapping });
  if (begun !== null) return begun;
  const now = ctx.clock.now();
  const id = newId<'import'>(now.getTime());
  await keepImportFile(ctx.config, id, bytes);
  const row = { id, accountId: null, organisationId, fileName: basename(path), fileHash, format, mapping, dryRun, publish, now };
  await inTransaction(ctx.db, (tx) => insertImport(tx, row));
  return { id, done: 0 };
}

async function work(ctx: Ctx, order: Order): Promise<boolean> {
  const faults = mappingFaults(order.mapping);
  for (const fault of faults) console.error(line(fault, order.language));
  if (faults.length > 0) return false;
  const started = performance.now();
  const { id, done } = await importOf(ctx, order);
  if (done > 0) console.log(`  going on after ${done} rows`);
  await runImport(ctx, id, { onProgress: (progress) => console.log(`  ${progress.done} of ${progress.total} rows`) });
  const run = await findImport(ctx.db, { id });
  if (run === null) throw new Error('the import is gone');
  for (const finding of run.findings.slice(0, SHOWN)) console.log(line(finding, order.language));
  if (run.findings.length > SHOWN) console.log(`  … and ${run.findings.length - SHOWN} more findings`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const tried = run.dryRun ? ' (tried only, nothing kept)' : '';
  console.log(
    `import ${run.state}: ${run.created} listings, ${run.skipped} known already, ${run.failed} rows with errors, ${seconds} s${tried}`,
  );
  return run.state === 'finished' && run.failed === 0;
}

const config = processConfig();
const ctx = createContext({ ...config, databaseUrl: config.databaseWorkerUrl, logLevel: 'warn' });
try {
  process.exitCode = (await work(ctx, readOrder(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await ctx.db.destroy();
}
