/** Which classification the codes of a filter come from. */
export const SCHEME_OF = {
  field: 'st_field',
  sector: 'priority_sector',
  region: 'region',
  province: 'province',
  country: 'country',
  ipStatus: 'ip_status',
  transferMode: 'transfer_mode',
  organisationType: 'organisation_type',
  techClass: 'list_status',
} as const;
