import type { ListingRow } from '@ketnoi/contracts/listing-shapes';
import type { Scheme } from '@ketnoi/domain/classifications';
import type { RowShape } from '@ketnoi/domain/listing-fields';

type Cell =
  | { type: 'bilingual'; max: number }
  | { type: 'line'; max: number; kind?: 'email' | 'url' | 'tel' }
  | { type: 'number' }
  | { type: 'date' }
  | { type: 'code'; scheme: Scheme }
  /** A country, or an office that protects for several. */
  | { type: 'territory' }
  | { type: 'choice'; of: readonly string[] };

/** A cell of a row; without the required ones a row stays on this device. */
export type Column<Name extends string = string> = Cell & { name: Name; required?: true };

type Columns = { [Shape in RowShape]: readonly Column<keyof ListingRow<Shape> & string>[] };

/** The cells of each row shape as the forms edit them; the wire shapes are in `contracts`, and a spec compares the two. */
export const COLUMNS: Columns = {
  advantage: [
    { name: 'metric', type: 'bilingual', max: 200, required: true },
    { name: 'baseline', type: 'bilingual', max: 300 },
    { name: 'claim', type: 'bilingual', max: 300, required: true },
    { name: 'evidence', type: 'bilingual', max: 500 },
    { name: 'evidenceUrl', type: 'line', max: 500, kind: 'url' },
    { name: 'tier', type: 'choice', of: ['public', 'nda'] },
  ],
  ipRight: [
    { name: 'kind', type: 'code', scheme: 'ip_type', required: true },
    { name: 'status', type: 'code', scheme: 'ip_status', required: true },
    { name: 'territory', type: 'territory', required: true },
    { name: 'number', type: 'line', max: 60 },
    { name: 'numberTier', type: 'choice', of: ['public', 'nda'] },
    { name: 'filedOn', type: 'date' },
    { name: 'grantedOn', type: 'date' },
    { name: 'expiresOn', type: 'date' },
    { name: 'registryUrl', type: 'line', max: 500, kind: 'url' },
    { name: 'checkedOn', type: 'date' },
  ],
  ownershipShare: [
    { name: 'owner', type: 'line', max: 200, required: true },
    { name: 'percent', type: 'number', required: true },
  ],
  badge: [
    { name: 'claim', type: 'bilingual', max: 200, required: true },
    { name: 'assessor', type: 'line', max: 200, required: true },
    { name: 'scope', type: 'bilingual', max: 300 },
    { name: 'date', type: 'date', required: true },
  ],
  target: [
    { name: 'quantity', type: 'bilingual', max: 200, required: true },
    { name: 'comparator', type: 'choice', of: ['at_least', 'at_most', 'equal', 'between'], required: true },
    { name: 'value', type: 'number', required: true },
    { name: 'valueTo', type: 'number' },
    { name: 'unit', type: 'line', max: 40, required: true },
    { name: 'tolerance', type: 'line', max: 100 },
  ],
  trlAssessment: [
    { name: 'by', type: 'choice', of: ['self', 'broker', 'evaluator'], required: true },
    { name: 'assessor', type: 'line', max: 200 },
    { name: 'date', type: 'date', required: true },
  ],
  listCheck: [
    { name: 'status', type: 'code', scheme: 'list_status', required: true },
    { name: 'basis', type: 'line', max: 300, required: true },
    { name: 'checkedBy', type: 'choice', of: ['self', 'moderator'], required: true },
    { name: 'date', type: 'date', required: true },
  ],
  integrity: [
    { name: 'authorship', type: 'line', max: 1000, required: true },
    { name: 'approvals', type: 'line', max: 1000, required: true },
    { name: 'conflicts', type: 'line', max: 1000, required: true },
    { name: 'funding', type: 'line', max: 1000, required: true },
    { name: 'aiUse', type: 'line', max: 1000, required: true },
    { name: 'declaredOn', type: 'date', required: true },
  ],
  contact: [
    { name: 'name', type: 'line', max: 120, required: true },
    { name: 'position', type: 'line', max: 120 },
    { name: 'email', type: 'line', max: 254, kind: 'email', required: true },
    { name: 'phone', type: 'line', max: 30, kind: 'tel' },
  ],
};
