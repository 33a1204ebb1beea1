import type { FeedEntry } from '@ketnoi/contracts/feed';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { FeedChange } from '@ketnoi/db/change-feed';
import { cardView } from '../../views/card.ts';

/** A change as other exchanges read it: the public tier and nothing beyond, or that the listing is gone. */
export function feedEntry(change: FeedChange): FeedEntry {
  const { id, reference, version, changedAt, card, detail } = change;
  return {
    id,
    reference,
    version,
    changedAt: changedAt.toISOString(),
    gone: card === null,
    listing: card === null || detail === null ? null : listingOf(change, card, detail),
  };
}

function listingOf(
  change: FeedChange,
  card: NonNullable<FeedChange['card']>,
  detail: NonNullable<FeedChange['detail']>,
): NonNullable<FeedEntry['listing']> {
  const { id, version, organisation } = change;
  return {
    card: cardView({ id, version, card, organisation }),
    versionNumber: detail.versionNumber,
    masked: detail.masked,
    texts: detail.texts,
    // Checked against the same schema on the way in.
    values: detail.values as ListingDetail['values'],
    translations: detail.translations,
    origin: detail.origin,
  };
}
