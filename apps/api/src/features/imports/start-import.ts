import { createHash } from 'node:crypto';
import type { ImportFormat, ImportMapping } from '@ketnoi/contracts/imports';
import { appendAudit } from '@ketnoi/db/audit';
import { findImport, insertImport, type ImportRow } from '@ketnoi/db/imports';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Actor } from '@ketnoi/domain/actor';
import { newId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { enqueue } from '@ketnoi/jobs/enqueue';
import type { Ctx } from '../../context.ts';
import { keepImportFile } from '../../imports/files.ts';
import { actingFacts } from '../../listings/acts.ts';

export type StartInput = {
  fileName: string;
  format: ImportFormat;
  bytes: Buffer;
  mapping: ImportMapping;
  dryRun: boolean;
  publish: boolean;
};

/** Keeps the file, writes the import down and leaves the reading to a job. Only a trusted organisation publishes by file. */
export async function startImport(ctx: Ctx, actor: Actor, input: StartInput): Promise<ImportRow> {
  if (actor.kind !== 'account' || actor.acting === null) throw problem('organisation.required');
  if (input.publish && !actor.acting.trusted) throw problem('import.publish_not_allowed');
  if (input.publish && !actor.emailVerified) throw problem('account.email_unverified');
  const { organisationId } = actor.acting;
  const { accountId } = actor;
  const { fileName, format, bytes, mapping, dryRun, publish } = input;
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now();
    const id = newId<'import'>(now.getTime());
    await keepImportFile(ctx.config, id, bytes);
    const fileHash = createHash('sha256').update(bytes).digest();
    await insertImport(tx, { id, accountId, organisationId, fileName, fileHash, format, mapping, dryRun, publish, now });
    await enqueue(tx, 'import.run', { importId: id });
    const details = { format, dryRun, publish, bytes: bytes.length };
    await appendAudit(tx, { action: 'import.start', noun: 'import', nounId: id, ...actingFacts(actor), at: now, details });
    const row = await findImport(tx, { id });
    if (row === null) throw new Error('an import that was just written is gone');
    return row;
  });
}
