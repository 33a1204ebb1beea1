import type { ImportMapping } from '@ketnoi/contracts/imports';
import {
  findImport,
  lockImport,
  saveImportProgress,
  type ImportProgress,
  type ImportRow as ImportRun,
  type StoredFinding,
} from '@ketnoi/db/imports';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ImportId } from '@ketnoi/domain/ids';
import type { Ctx } from '../context.ts';
import { readImportFile, removeImportFile } from './files.ts';
import { knownByOwner } from './known.ts';
import { planOf, type Plan } from './mapping.ts';
import { judgeRows, type Judging } from './prepare-batch.ts';
import { readTable, type Table } from './read-table.ts';
import { writeRows } from './write-batch.ts';

/** Rows of one transaction: what a crash can undo, and how often progress shows. */
const BATCH = 250;
/** So many findings are kept; the counts go on. */
const MOST_FINDINGS = 1000;

export type RunOptions = {
  signal?: AbortSignal;
  /** Told after every batch. */
  onProgress?: (run: Pick<ImportRun, 'done' | 'total'>) => void;
  /** False where whoever loads sees to the index himself, in one go. */
  index?: boolean;
};

/**
 * Reads in what an import has left: batch by batch, each in a transaction with the count of rows done, so that after a crash it goes on from
 * exactly there. Running it again when it is finished does nothing. Throws when it is asked to stop; what was done stays done.
 */
export async function runImport(ctx: Ctx, id: ImportId, options: RunOptions = {}): Promise<void> {
  const run = await findImport(ctx.db, { id });
  if (run === null || run.state === 'finished' || run.state === 'failed') return;
  const bytes = await readImportFile(ctx.config, id);
  const table = bytes === null ? 'file_gone' : await readTable(bytes, run.format);
  if (typeof table === 'string') return giveUp(ctx, run, [{ row: null, field: null, code: table }]);
  const { plan, faults } = planOf(table, run.mapping as ImportMapping);
  if (faults.length > 0) return giveUp(ctx, run, faults);
  await readIn(ctx, { run, table, plan, options });
  await removeImportFile(ctx.config, id);
}

async function giveUp(ctx: Ctx, run: ImportRun, findings: StoredFinding[]): Promise<void> {
  const progress: ImportProgress = { ...progressOf(run), state: 'failed', findings: findings.slice(0, MOST_FINDINGS) };
  await inTransaction(ctx.db, (tx) => saveImportProgress(tx, { id: run.id, now: ctx.clock.now(), progress }));
  await removeImportFile(ctx.config, run.id);
}

const progressOf = ({ state, total, done, created, skipped, failed, findings }: ImportRun): ImportProgress => ({
  state,
  total,
  done,
  created,
  skipped,
  failed,
  findings,
});

type Reading = { run: ImportRun; table: Table; plan: Plan; options: RunOptions };

async function readIn(ctx: Ctx, { run, table, plan, options }: Reading): Promise<void> {
  const codes = await ctx.codes.current();
  const known = knownByOwner();
  // A trial writes nothing, so that what it has seen of the file so far is only in this process: it starts from the top.
  let done = run.dryRun ? 0 : run.done;
  let progress: ImportProgress = run.dryRun
    ? { ...progressOf(run), done: 0, created: 0, skipped: 0, failed: 0, findings: [] }
    : progressOf(run);
  while (done < table.rows.length) {
    options.signal?.throwIfAborted();
    const judging: Judging = { run, plan, codes, known, now: ctx.clock.now() };
    progress = await oneBatch(ctx, { ...judging, run, table, done, progress, index: options.index ?? true });
    done = progress.done;
    options.onProgress?.({ done, total: table.rows.length });
  }
}

type OneBatch = Judging & { run: ImportRun; table: Table; done: number; progress: ImportProgress; index: boolean };

async function oneBatch(ctx: Ctx, one: OneBatch): Promise<ImportProgress> {
  const { run, table, done, progress, now, codes, index } = one;
  const judged = await judgeRows(ctx.db, table.rows.slice(done, done + BATCH), one);
  const reached = Math.min(done + BATCH, table.rows.length);
  const after: ImportProgress = {
    state: reached === table.rows.length ? 'finished' : 'running',
    total: table.rows.length,
    done: reached,
    created: progress.created + judged.rows.length,
    skipped: progress.skipped + judged.skipped,
    failed: progress.failed + judged.failed,
    findings: [...progress.findings, ...judged.findings].slice(0, MOST_FINDINGS),
  };
  await inTransaction(ctx.db, async (tx) => {
    const locked = await lockImport(tx, { id: run.id });
    if (locked === null || (!run.dryRun && locked.done !== done)) throw new Error(`import ${run.id} is being read in by somebody else`);
    if (!run.dryRun) await writeRows(ctx, tx, { rows: judged.rows, run, codes, now, index });
    await saveImportProgress(tx, { id: run.id, now, progress: after });
  });
  return after;
}
