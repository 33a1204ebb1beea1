import { EXPORT_ROWS, type ImportFormat } from '@ketnoi/contracts/imports';
import { appendAudit } from '@ketnoi/db/audit';
import type { Tx } from '@ketnoi/db/database';
import type { ListFilter } from '@ketnoi/db/listing-cards';
import { findWholeEdition } from '@ketnoi/db/listing-editions';
import { exportShown, listOwnVersions, type OwnExport } from '@ketnoi/db/listing-export';
import { findListing } from '@ketnoi/db/listing-heads';
import { inTransaction } from '@ketnoi/db/transaction';
import { isVerifiedMember, type Actor } from '@ketnoi/domain/actor';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import type { Ctx } from '../../context.ts';
import type { FileRow } from '../../imports/write-file.ts';
import { actingFacts } from '../../listings/acts.ts';
import { actAs } from '../../listings/standing.ts';
import { ownRow, shownRow } from './export-view.ts';

export type ExportInput = { format: ImportFormat; scope: 'shown' | 'mine'; filter: ListFilter };

/** The rows of a file of listings, written down in the audit chain: what is shown to this caller, or all that the acting organisation has. */
export async function exportListings(ctx: Ctx, actor: Actor, input: ExportInput): Promise<FileRow[]> {
  const { format, scope, filter } = input;
  return inTransaction(ctx.db, async (tx) => {
    const rows = scope === 'mine' ? await ownRows(tx, actor) : await shownRows(tx, actor, filter);
    if (rows.length > EXPORT_ROWS) throw problem('export.too_large');
    const facts = actingFacts(actor);
    const nounId = actor.kind === 'account' ? actor.accountId : '';
    await appendAudit(tx, {
      action: 'listing.export',
      noun: 'account',
      nounId,
      ...facts,
      at: ctx.clock.now(),
      details: { format, scope, rows: rows.length },
    });
    return rows;
  });
}

async function shownRows(tx: Tx, actor: Actor, filter: ListFilter): Promise<FileRow[]> {
  const rows = await exportShown(tx, { filter, member: isVerifiedMember(actor), limit: EXPORT_ROWS + 1 });
  return rows.map(shownRow);
}

async function ownRows(tx: Tx, actor: Actor): Promise<FileRow[]> {
  if (actor.kind !== 'account' || actor.acting === null) throw problem('organisation.required');
  const { organisationId } = actor.acting;
  const versions = await listOwnVersions(tx, { organisationId, limit: EXPORT_ROWS + 1 });
  if (versions.length > EXPORT_ROWS) throw problem('export.too_large');
  await actAs(tx, actor, { ownerOrganisationId: organisationId });
  const rows: FileRow[] = [];
  for (const version of versions) rows.push(...(await ownVersion(tx, version, organisationId)));
  return rows;
}

async function ownVersion(tx: Tx, { id, versionId }: OwnExport, acting: OrganisationId): Promise<FileRow[]> {
  const head = await findListing(tx, { id });
  const edition = await findWholeEdition(tx, { versionId });
  return head === null || edition === null ? [] : [ownRow(head, edition.content, acting)];
}
