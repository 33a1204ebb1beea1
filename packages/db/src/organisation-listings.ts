import type { ListingId, OrganisationId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** A row of the public projection and which change of it this is. */
export type ShownRow = { id: ListingId; version: number };

/**
 * The listings shown under an organisation's name, locked in the order of their ids until the transaction ends. Masked ones are not among
 * them. Lock them before the organisation is changed: whoever acts on one holds the listing first and reads its organisation then.
 */
export async function lockShownListings(tx: Tx, args: { organisationId: OrganisationId }): Promise<ShownRow[]> {
  const { rows } = await sql<ShownRow>`
    select p.listing_id as id, p.version from listing_public p join listing l on l.id = p.listing_id
    where p.organisation_id = ${args.organisationId} order by p.listing_id for no key update of l`.execute(tx);
  return rows;
}
