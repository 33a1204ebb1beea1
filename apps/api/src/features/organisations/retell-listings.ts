import type { OrganisationId } from '@ketnoi/domain/ids';
import type { Tx } from '@ketnoi/db/database';
import { lockShownListings } from '@ketnoi/db/organisation-listings';
import { enqueueAll } from '@ketnoi/jobs/enqueue';

/**
 * Makes a change of an organisation, and has those of its listings that say something else since then indexed anew, if and only if it
 * commits. What they say of it the database keeps itself (0013).
 */
export async function retellListings<Result>(tx: Tx, organisationId: OrganisationId, change: () => Promise<Result>): Promise<Result> {
  const before = new Map((await lockShownListings(tx, { organisationId })).map((row) => [row.id, row.version]));
  const result = await change();
  // Asked once more: one may have been published after the first question.
  const after = await lockShownListings(tx, { organisationId });
  const changed = after.filter((row) => before.get(row.id) !== row.version);
  await enqueueAll(
    tx,
    'listing.index',
    changed.map((row) => ({ listingId: row.id })),
  );
  return result;
}
