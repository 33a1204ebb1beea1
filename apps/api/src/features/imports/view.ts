import type { ImportRun } from '@ketnoi/contracts/imports';
import type { ImportRow } from '@ketnoi/db/imports';
import type { Language } from '@ketnoi/domain/language';
import { findingOf } from '../../imports/findings.ts';

/** An import with what it found, in the reader's language. */
export function importView(row: ImportRow, language: Language): ImportRun {
  return {
    id: row.id,
    fileName: row.fileName,
    format: row.format,
    dryRun: row.dryRun,
    publish: row.publish,
    state: row.state,
    total: row.total,
    done: row.done,
    created: row.created,
    skipped: row.skipped,
    failed: row.failed,
    findings: row.findings.map((finding) => findingOf(finding, language)),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
