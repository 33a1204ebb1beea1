import type { Side } from './listing-kinds.ts';
import type { Tier } from './tiers.ts';

export { KINDS, OFFER_KINDS, SIDES, type Kind, type Side } from './listing-kinds.ts';

/** How a field's value looks; the contract's schemas, the import columns and the editors are made from it. */
export type FieldShape =
  | { type: 'text'; max: number }
  | { type: 'keywords'; maxItems: number }
  | { type: 'codes'; scheme: string; maxItems: number }
  | { type: 'code'; scheme: string }
  | { type: 'choice'; of: readonly string[] }
  | { type: 'choices'; of: readonly string[]; maxItems: number }
  | { type: 'trl' }
  | { type: 'boolean' }
  | { type: 'date' }
  | { type: 'string'; max: number }
  | { type: 'money' }
  | { type: 'moneyRange' }
  | { type: 'countries'; maxItems: number }
  | { type: 'rows'; of: RowShape; maxItems: number }
  | { type: 'record'; of: RowShape };

/** The named row shapes of listings; their columns are in `contracts`, one closed schema each. */
export type RowShape =
  | 'advantage'
  | 'ipRight'
  | 'ownershipShare'
  | 'badge'
  | 'target'
  | 'trlAssessment'
  | 'listCheck'
  | 'integrity'
  | 'contact';

export type ListingField = {
  /** Whose listings carry it. */
  sides: readonly Side[];
  shape: FieldShape;
  /** The tiers its owner may choose; the first is the default. */
  tiers: readonly [Tier, ...Tier[]];
};

const both = ['offer', 'need'] as const;
const offer = ['offer'] as const;
const need = ['need'] as const;

const text = (sides: readonly Side[], max: number, ...tiers: [Tier, ...Tier[]]): ListingField => ({
  sides,
  shape: { type: 'text', max },
  tiers,
});
/** Keeps the exact shape, from which the wire type of the value is made. */
const field = <const Shape extends FieldShape>(
  sides: readonly Side[],
  shape: Shape,
  ...tiers: [Tier, ...Tier[]]
): ListingField & { shape: Shape } => ({
  sides,
  shape,
  tiers,
});

/**
 * Texts of a listing: one row per (block, language), each block in exactly one tier.
 * The source of names and limits for offers and needs.
 */
export const TEXT_BLOCKS = {
  title: text(both, 120, 'public'),
  summary: text(both, 500, 'public'),
  problem: text(both, 4000, 'public'),
  description: text(both, 10_000, 'public', 'member'),
  technicalDetail: text(offer, 20_000, 'nda', 'room'),
  trlEvidence: text(offer, 5000, 'nda', 'public', 'member'),
  inUse: text(offer, 1000, 'public'),
  freedomToOperate: text(offer, 3000, 'nda'),
  supportOffered: text(offer, 2000, 'public', 'member'),
  priceNote: text(offer, 300, 'public', 'member', 'nda'),
  territoryNote: text(offer, 500, 'public', 'member'),
  partnerRole: text(offer, 1000, 'public'),
  partnerCapabilities: text(offer, 2000, 'public', 'member'),
  hazardNote: text(offer, 1000, 'public', 'member'),
  presentProcess: text(need, 4000, 'public', 'member', 'nda'),
  presentCost: text(need, 1000, 'member', 'public', 'nda'),
  mustHave: text(need, 2000, 'public', 'member'),
  niceToHave: text(need, 2000, 'public', 'member'),
  notWanted: text(need, 2000, 'public', 'member'),
  constraints: text(need, 2000, 'public', 'member'),
  volume: text(need, 500, 'public', 'member', 'nda'),
  site: text(need, 1000, 'member', 'public'),
  decisionMaker: text(need, 500, 'party', 'member'),
} as const satisfies Record<string, ListingField>;

export type TextBlock = keyof typeof TEXT_BLOCKS;

export const BUDGET_SOURCES = ['own', 'loan', 'fund', 'state'] as const;
export const PRICE_STANCES = ['fixed', 'range', 'negotiable', 'on_request'] as const;
export const PARTNER_SIZES = ['micro', 'small', 'medium', 'large'] as const;
export const AUDIENCES = ['public', 'private_search'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Typed values of a listing. `codes` name a classification scheme; the version in force is stored beside them. */
export const VALUE_FIELDS = {
  trl: field(offer, { type: 'trl' }, 'public'),
  trlAssessment: field(offer, { type: 'record', of: 'trlAssessment' }, 'public'),
  advantages: field(offer, { type: 'rows', of: 'advantage', maxItems: 20 }, 'public', 'nda'),
  ipRights: field(offer, { type: 'rows', of: 'ipRight', maxItems: 20 }, 'public'),
  knowHowOnly: field(offer, { type: 'boolean' }, 'public'),
  ownershipShares: field(offer, { type: 'rows', of: 'ownershipShare', maxItems: 20 }, 'nda', 'public', 'member'),
  stateFunded: field(offer, { type: 'boolean' }, 'public'),
  stateTaskCode: field(offer, { type: 'string', max: 60 }, 'public', 'member', 'nda'),
  transferObjects: field(offer, { type: 'codes', scheme: 'transfer_object', maxItems: 10 }, 'public'),
  transferForms: field(offer, { type: 'codes', scheme: 'transfer_form', maxItems: 10 }, 'public'),
  transferRights: field(offer, { type: 'codes', scheme: 'transfer_right', maxItems: 5 }, 'public'),
  rightOptions: field(offer, { type: 'codes', scheme: 'right_option', maxItems: 5 }, 'public'),
  transferModes: field(offer, { type: 'codes', scheme: 'transfer_mode', maxItems: 10 }, 'public'),
  territories: field(offer, { type: 'countries', maxItems: 60 }, 'public'),
  priceStance: field(offer, { type: 'choice', of: PRICE_STANCES }, 'public'),
  priceRange: field(offer, { type: 'moneyRange' }, 'nda', 'public', 'member'),
  reservePrice: field(offer, { type: 'money' }, 'party'),
  paymentModes: field(offer, { type: 'codes', scheme: 'payment_mode', maxItems: 10 }, 'public'),
  partnerTypes: field(offer, { type: 'codes', scheme: 'organisation_type', maxItems: 10 }, 'public'),
  partnerSizes: field(offer, { type: 'choices', of: PARTNER_SIZES, maxItems: 4 }, 'public'),
  partnerCountries: field(offer, { type: 'countries', maxItems: 60 }, 'public'),
  technologyKeywords: field(both, { type: 'keywords', maxItems: 5 }, 'public'),
  marketKeywords: field(both, { type: 'keywords', maxItems: 5 }, 'public'),
  ipcCodes: field(offer, { type: 'codes', scheme: 'ipc', maxItems: 10 }, 'public'),
  fields: field(both, { type: 'codes', scheme: 'st_field', maxItems: 5 }, 'public'),
  sectors: field(both, { type: 'codes', scheme: 'priority_sector', maxItems: 5 }, 'public'),
  sdgs: field(offer, { type: 'codes', scheme: 'sdg', maxItems: 17 }, 'public'),
  listCheck: field(offer, { type: 'record', of: 'listCheck' }, 'public'),
  exportControlled: field(offer, { type: 'boolean' }, 'public'),
  badges: field(offer, { type: 'rows', of: 'badge', maxItems: 20 }, 'public'),
  integrity: field(offer, { type: 'record', of: 'integrity' }, 'public'),
  targets: field(need, { type: 'rows', of: 'target', maxItems: 20 }, 'public', 'member', 'nda'),
  budget: field(need, { type: 'moneyRange' }, 'member', 'public', 'party'),
  budgetSources: field(need, { type: 'choices', of: BUDGET_SOURCES, maxItems: 4 }, 'public', 'member'),
  budgetCeiling: field(need, { type: 'money' }, 'party'),
  cooperationForms: field(need, { type: 'codes', scheme: 'transfer_form', maxItems: 10 }, 'public'),
  wantedModes: field(need, { type: 'codes', scheme: 'transfer_mode', maxItems: 10 }, 'public'),
  startsOn: field(need, { type: 'date' }, 'public'),
  endsOn: field(need, { type: 'date' }, 'public'),
  trlMin: field(need, { type: 'trl' }, 'public'),
  visitPossible: field(need, { type: 'boolean' }, 'public'),
  contact: field(both, { type: 'record', of: 'contact' }, 'party'),
} as const satisfies Record<string, ListingField>;

export type ValueField = keyof typeof VALUE_FIELDS;
export type ListingFieldName = TextBlock | ValueField;

/** Every field of a listing by name, texts first. */
export const LISTING_FIELDS: Readonly<Record<ListingFieldName, ListingField>> = { ...TEXT_BLOCKS, ...VALUE_FIELDS };

/** The field names a side carries, in the order of the registry. */
export function fieldsOf(side: Side): ListingFieldName[] {
  return (Object.keys(LISTING_FIELDS) as ListingFieldName[]).filter((name) => LISTING_FIELDS[name].sides.includes(side));
}

/** The tier of a field: the owner's choice where the registry allows it, else the default. */
export function tierOf(name: ListingFieldName, chosen: Readonly<Partial<Record<ListingFieldName, Tier>>>): Tier {
  const { tiers } = LISTING_FIELDS[name];
  const choice = chosen[name];
  return choice !== undefined && tiers.includes(choice) ? choice : tiers[0];
}
