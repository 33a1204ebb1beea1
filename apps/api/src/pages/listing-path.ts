/** Path of a listing's page by its reference. */
export function listingPath(listing: { id: string; card: { reference: string | null } }): string {
  return `/listings/${listing.card.reference ?? listing.id}`;
}
