import type { ListingFieldName, Side } from '@ketnoi/domain/listing-fields';

/** A part of a form: the fields it asks together, in their order. */
type Part<Id extends string> = { id: Id; fields: readonly ListingFieldName[] };

/** An offer is written in steps. The last one holds the check list too. */
export const OFFER_STEPS = [
  { id: 'what', fields: ['title', 'summary', 'problem', 'description', 'inUse'] },
  { id: 'compare', fields: ['advantages'] },
  { id: 'readiness', fields: ['trl', 'trlEvidence', 'trlAssessment', 'badges', 'technicalDetail'] },
  { id: 'rights', fields: ['knowHowOnly', 'ipRights', 'ownershipShares', 'stateFunded', 'stateTaskCode', 'freedomToOperate'] },
  {
    id: 'transfer',
    fields: [
      'transferRights',
      'rightOptions',
      'transferForms',
      'transferModes',
      'transferObjects',
      'territories',
      'territoryNote',
      'priceStance',
      'priceRange',
      'priceNote',
      'reservePrice',
      'paymentModes',
      'supportOffered',
    ],
  },
  { id: 'partner', fields: ['partnerRole', 'partnerTypes', 'partnerSizes', 'partnerCountries', 'partnerCapabilities'] },
  { id: 'classes', fields: ['fields', 'sectors', 'technologyKeywords', 'marketKeywords', 'ipcCodes', 'sdgs'] },
  { id: 'rules', fields: ['listCheck', 'exportControlled', 'hazardNote', 'integrity'] },
  { id: 'check', fields: ['contact'] },
] as const satisfies readonly Part<string>[];

export type OfferStep = (typeof OFFER_STEPS)[number]['id'];

/** A need is one page: what must be said stands open, the rest is folded. */
export const NEED_GROUPS = [
  { id: 'basic', fields: ['problem', 'title', 'fields', 'sectors', 'endsOn'] },
  { id: 'targets', fields: ['targets', 'mustHave', 'niceToHave', 'notWanted', 'constraints', 'trlMin'] },
  { id: 'present', fields: ['presentProcess', 'presentCost', 'volume', 'site', 'visitPossible'] },
  { id: 'terms', fields: ['budget', 'budgetSources', 'budgetCeiling', 'cooperationForms', 'wantedModes', 'startsOn', 'decisionMaker'] },
  { id: 'words', fields: ['summary', 'description', 'technologyKeywords', 'marketKeywords'] },
  { id: 'people', fields: ['contact'] },
] as const satisfies readonly Part<string>[];

/** The step of an offer, or the group of a need, in which a field is asked. */
export function partOf(side: Side, field: ListingFieldName): string | null {
  const parts: readonly Part<string>[] = side === 'need' ? NEED_GROUPS : OFFER_STEPS;
  return parts.find((part) => part.fields.includes(field))?.id ?? null;
}

/** The id of the element that asks a field. */
export const idOf = (field: ListingFieldName): string => `f-${field}`;
