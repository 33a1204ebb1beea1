import type { readListing } from '@ketnoi/contracts/listings';
import type { Output } from '@ketnoi/contracts/endpoint';
import { tierOf, type ListingFieldName, type TextBlock } from '@ketnoi/domain/listing-fields';
import type { Scheme } from '@ketnoi/domain/classifications';
import type { Tier } from '@ketnoi/domain/tiers';

export type Listing = Output<typeof readListing>;

export const tierFor = (listing: Listing, field: ListingFieldName): Tier => tierOf(field, listing.tiers);

/** How a block came into a language, where it is not its owner's own words. */
export function translationOf(listing: Listing, block: TextBlock, language: 'vi' | 'en'): 'translated' | 'reviewed' | null {
  const found = listing.translations.find((one) => one.block === block && one.language === language);
  return found === undefined || found.status === 'own' ? null : found.status;
}

/** The schemes whose labels this listing needs; only these are read. The patent classes, a long table, come on their own. */
export function schemesOf({ values, organisation, province }: Listing): Scheme[] {
  const wanted: [Scheme, unknown][] = [
    ['province', province ?? organisation?.provinceCode],
    ['organisation_type', organisation ?? values.partnerTypes],
    ['st_field', values.fields],
    ['priority_sector', values.sectors],
    ['sdg', values.sdgs],
    ['ip_type', values.ipRights],
    ['ip_status', values.ipRights],
    ['transfer_object', values.transferObjects],
    ['transfer_form', values.transferForms ?? values.cooperationForms],
    ['transfer_right', values.transferRights],
    ['right_option', values.rightOptions],
    ['transfer_mode', values.transferModes ?? values.wantedModes],
    ['payment_mode', values.paymentModes],
    ['list_status', values.listCheck],
  ];
  return wanted
    .filter(([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([scheme]) => scheme);
}
