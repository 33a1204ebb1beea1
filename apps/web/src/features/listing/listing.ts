import type { readListing } from '@ketnoi/contracts/listings';
import type { Output } from '@ketnoi/contracts/endpoint';
import { tierOf, type ListingFieldName, type TextBlock } from '@ketnoi/domain/listing-fields';
import type { Tier } from '@ketnoi/domain/tiers';
import { given } from '../../lib/given.ts';
import type { Coded } from '../../lib/labels.ts';

export type Listing = Output<typeof readListing>;

export const tierFor = (listing: Listing, field: ListingFieldName): Tier => tierOf(field, listing.tiers);

/** How a block came into a language, where it is not its owner's own words. */
export function translationOf(listing: Listing, block: TextBlock, language: 'vi' | 'en'): 'translated' | 'reviewed' | null {
  const found = listing.translations.find((one) => one.block === block && one.language === language);
  return found === undefined || found.status === 'own' ? null : found.status;
}

/** Every code this listing is going to name. */
export function codesOf({ values, organisation, province }: Listing): Coded[] {
  const { ipRights } = values;
  return [
    ['province', [province, organisation?.provinceCode].filter(given)],
    ['organisation_type', [organisation?.typeCode, ...(values.partnerTypes ?? [])].filter(given)],
    ['st_field', values.fields],
    ['priority_sector', values.sectors],
    ['ipc', values.ipcCodes],
    ['sdg', values.sdgs],
    ['ip_type', ipRights?.map((one) => one.kind)],
    ['ip_status', ipRights?.map((one) => one.status)],
    ['transfer_object', values.transferObjects],
    ['transfer_form', [...(values.transferForms ?? []), ...(values.cooperationForms ?? [])]],
    ['transfer_right', values.transferRights],
    ['right_option', values.rightOptions],
    ['transfer_mode', [...(values.transferModes ?? []), ...(values.wantedModes ?? [])]],
    ['payment_mode', values.paymentModes],
    ['list_status', values.listCheck?.status],
  ];
}
