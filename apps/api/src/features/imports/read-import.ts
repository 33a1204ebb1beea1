import { findImport, type ImportRow } from '@ketnoi/db/imports';
import { belongsTo, type Actor } from '@ketnoi/domain/actor';
import type { ImportId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import type { Ctx } from '../../context.ts';

/** An import of an organisation the caller belongs to. */
export async function readImport(ctx: Ctx, actor: Actor, id: ImportId): Promise<ImportRow> {
  const row = await findImport(ctx.db, { id });
  if (row === null || !belongsTo(actor, row.organisationId)) throw problem('record.not_found');
  return row;
}
