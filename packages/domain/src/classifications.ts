/** The classification schemes of the product; each is one file `data/<scheme>.csv`, its version and licence a row of `data/schemes.csv`. */
export const SCHEMES = [
  'st_field',
  'ipc',
  'priority_sector',
  'province',
  'province_legacy',
  'region',
  'trl',
  'transfer_right',
  'right_option',
  'transfer_form',
  'transfer_mode',
  'transfer_object',
  'payment_mode',
  'transfer_direction',
  'list_status',
  'ip_type',
  'ip_status',
  'ip_filing_route',
  'organisation_type',
  'funding_type',
  'sdg',
  'country',
] as const;
export type Scheme = (typeof SCHEMES)[number];

/** The columns of `data/schemes.csv`. */
export const SCHEME_COLUMNS = ['scheme', 'version', 'title_vi', 'title_en', 'source', 'licence', 'valid_from'] as const;

/** The columns of every `data/<scheme>.csv`; `extra` is a JSON object or empty. */
export const CLASSIFICATION_COLUMNS = ['code', 'parent', 'label_vi', 'label_en', 'extra'] as const;

/** What `extra` holds for a province: its planning region, and the codes and names it had before the merger of 2025. */
export type ProvinceExtra = { region: string; oldCodes: string[]; oldNames: string[]; slug: string; suggestedNode: string };
