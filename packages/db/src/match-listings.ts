import type { ListingId, OrganisationId } from '@ketnoi/domain/ids';
import type { Side } from '@ketnoi/domain/listing-fields';
import type { PublicDetail } from '@ketnoi/domain/listing-projection';
import { sql } from 'kysely';
import { shown } from './search-documents.ts';
import { statement } from './statement.ts';

/** What anyone may see of a shown listing, as far as it is matched. */
export type MatchListing = {
  listingId: ListingId;
  /** Of its public row: new with every change of it. */
  version: number;
  side: Side;
  /** Null when masked. */
  organisationId: OrganisationId | null;
  verified: boolean;
  country: string | null;
  provinceCode: string | null;
  regionCode: string | null;
  openForInterest: boolean;
  techClass: string | null;
  texts: PublicDetail['texts'];
  values: PublicDetail['values'];
  publishedAt: Date;
  expiresAt: Date;
};

const columns = sql`p.listing_id, p.version, p.side, p.organisation_id, p.organisation_verified as verified, p.country, p.province_code, p.region_code,
  p.open_for_interest, p.tech_class, p.detail -> 'texts' as texts, p.detail -> 'values' as values, p.published_at, p.expires_at`;

// What is not in PostgreSQL's own index yet is not matched yet: of what never was in it, nothing tells when it is hidden.
const indexed = sql`${shown} and exists (select from search_document d where d.listing_id = p.listing_id)`;

/** Those of the listings that are shown, and indexed, at this moment. */
export const matchListings = statement<{ ids: readonly string[] }, MatchListing>((db, arg) => ({
  compile: () => sql<MatchListing>`select ${columns} from ${indexed} and p.listing_id = any (${arg('ids')}::uuid[])`.compile(db),
}));

/** All of them in the order of their ids, a page at a time. */
export const matchListingsAfter = statement<{ after: string; limit: number }, MatchListing>((db, arg) => ({
  compile: () =>
    sql<MatchListing>`select ${columns} from ${indexed} and p.listing_id > ${arg('after')}::uuid
      order by p.listing_id limit ${arg('limit')}`.compile(db),
}));

/** Ids and versions of all of them, in the order of their ids. */
export const matchVersionsAfter = statement<{ after: string; limit: number }, Pick<MatchListing, 'listingId' | 'version'>>((db, arg) => ({
  compile: () =>
    sql<Pick<MatchListing, 'listingId' | 'version'>>`select p.listing_id, p.version from ${indexed} and p.listing_id > ${arg('after')}::uuid
      order by p.listing_id limit ${arg('limit')}`.compile(db),
}));
