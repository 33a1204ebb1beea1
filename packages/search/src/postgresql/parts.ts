import type { Facet } from '@ketnoi/domain/search';
import { sql, type RawBuilder } from 'kysely';

/** A piece of a statement. */
export type Sql = RawBuilder<unknown>;

/** The column of the index a facet is counted by. */
export const COLUMNS: Readonly<Record<Facet, { column: string; list: boolean }>> = {
  side: { column: 'side', list: false },
  kind: { column: 'kind', list: false },
  field: { column: 'fields', list: true },
  sector: { column: 'sectors', list: true },
  province: { column: 'province', list: false },
  region: { column: 'region', list: false },
  trl: { column: 'trl', list: false },
  techClass: { column: 'tech_class', list: false },
  ipStatus: { column: 'ip_statuses', list: true },
  transferMode: { column: 'transfer_modes', list: true },
  country: { column: 'country', list: false },
  organisationType: { column: 'organisation_type', list: false },
  language: { column: 'languages', list: true },
  openForInterest: { column: 'open_for_interest', list: false },
};

/** A text of `query-text` as a condition; it travels as a parameter. */
export const tsquery = (text: string): Sql => sql`${text}::tsquery`;
