import { randomInt } from 'node:crypto';
import type { ImportRow } from '@ketnoi/contracts/imports';
import { rowFromCells } from '@ketnoi/contracts/listing-columns';
import type { Db } from '@ketnoi/db/database';
import { organisationsByKey, type ImportRow as ImportRun, type StoredFinding } from '@ketnoi/db/imports';
import type { OrganisationFacts } from '@ketnoi/db/listing-heads';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { expiredFields, isProhibited } from '@ketnoi/domain/listing-completeness';
import { LISTING_TERM } from '@ketnoi/domain/listing';
import { localDay } from '@ketnoi/domain/working-days';
import type { CodeBook } from '../code-book.ts';
import type { PreparedContent } from '../listings/content.ts';
import { judgeRow, readRow } from './judge-row.ts';
import { cellsOf, type Plan } from './mapping.ts';
import type { Known } from './known.ts';
import type { TableRow } from './read-table.ts';

/** A row that will be written. */
export type GoodRow = { row: number; given: ImportRow; owner: OrganisationFacts; prepared: PreparedContent; publishedAt: Date | null };

/** What came of some rows: those to write, what was found, and how many were passed over or failed. */
export type Judged = { rows: GoodRow[]; findings: StoredFinding[]; skipped: number; failed: number };

export type Judging = {
  run: Pick<ImportRun, 'organisationId' | 'publish'>;
  plan: Plan;
  codes: CodeBook;
  known: Known;
  now: Date;
};

type Read = { row: number; given: ImportRow };

/** Reads and judges some rows of a file, without writing anything. */
export async function judgeRows(db: Db, rows: readonly TableRow[], judging: Judging): Promise<Judged> {
  const judged: Judged = { rows: [], findings: [], skipped: 0, failed: 0 };
  const refuse = (findings: readonly StoredFinding[]): void => {
    judged.failed += 1;
    judged.findings.push(...findings);
  };
  const read = rows.flatMap((one): Read[] => {
    const result =
      'broken' in one
        ? [{ row: one.row, field: null, code: one.broken }]
        : readRow(one.row, rowFromCells(cellsOf(one.record, judging.plan)));
    if (!Array.isArray(result)) return [{ row: one.row, given: result }];
    refuse(result);
    return [];
  });
  const owners = await ownersOf(db, read, judging.run.organisationId);
  await judging.known.load(
    db,
    [...owners.values()].map((owner) => owner.id),
  );
  for (const one of read) {
    const result = judgeOne(one, owners, judging);
    if (Array.isArray(result)) refuse(result);
    else if ('duplicate' in result) {
      judged.skipped += 1;
      judged.findings.push({
        row: one.row,
        field: result.duplicate === 'duplicate_origin' ? 'originId' : 'texts.title',
        code: result.duplicate,
      });
    } else {
      judged.rows.push(result.good);
      judged.findings.push(...result.hints);
    }
  }
  return judged;
}

/** The organisations the rows name, and the importer's own under the empty key. */
async function ownersOf(db: Db, rows: readonly Read[], own: OrganisationId | null): Promise<Map<string, OrganisationFacts>> {
  const named = rows.flatMap(({ given }) => (given.organisation === undefined ? [] : [given.organisation]));
  const found = await organisationsByKey(db, { keys: [...new Set([...named, ...(own === null ? [] : [own])])] });
  const mine = own === null ? undefined : found.get(own);
  return mine === undefined ? found : found.set('', mine);
}

type Verdict = StoredFinding[] | { duplicate: 'duplicate_origin' | 'duplicate_title' } | { good: GoodRow; hints: StoredFinding[] };

function judgeOne({ row, given }: Read, owners: ReadonlyMap<string, OrganisationFacts>, judging: Judging): Verdict {
  const { run, codes, known, now } = judging;
  const owner = owners.get(given.organisation ?? '');
  const isMember = run.organisationId === null || owner?.membership === 'member';
  if (owner === undefined || !isMember) {
    return [{ row, field: 'organisation', code: given.organisation === undefined ? 'organisation_needed' : 'organisation_unknown' }];
  }
  const publishedAt = dateOf(given, judging);
  if (publishedAt === 'wrong') return [{ row, field: 'publishedAt', code: 'published_at' }];
  const prepared = judgeRow({ row, given, owner, codes, isPlatform: run.organisationId === null });
  if (Array.isArray(prepared)) return prepared;
  const duplicate = known.take(owner.id, given);
  if (duplicate !== null) return { duplicate };
  const good = { row, given, owner, prepared, publishedAt };
  if (!run.publish) return { good: { ...good, publishedAt: null }, hints: [] };
  if (isProhibited(prepared.content)) return [{ row, field: 'values.listCheck.status', code: 'prohibited' }];
  // What the platform loads from public sources is shown as complete as its source; anybody else's is a draft until it is whole.
  const missing =
    run.organisationId === null
      ? []
      : [...prepared.facts.missing, ...expiredFields(prepared.content, localDay(now)).map((fault) => fault.field)];
  if (missing.length === 0) return { good, hints: [] };
  return { good: { ...good, publishedAt: null }, hints: missing.map((field) => ({ row, field, code: 'incomplete' })) };
}

/** When a row counts as published: now, or, in the platform's own loads, when the row says within the last term. */
function dateOf({ publishedAt }: ImportRow, { run, now }: Judging): Date | 'wrong' {
  if (publishedAt === undefined) return now;
  const at = new Date(publishedAt);
  const oldest = now.getTime() - LISTING_TERM.days * 86_400_000;
  const isFit = run.organisationId === null && run.publish && at.getTime() > oldest && at <= now;
  return isFit ? at : 'wrong';
}

/** 0 <= random < 1, from the system's source: what is private must not be guessed by counting. */
export function randomFraction(): number {
  return randomInt(2 ** 47) / 2 ** 47;
}
