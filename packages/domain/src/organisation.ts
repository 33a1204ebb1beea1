import { hasGrant, type Actor } from './actor.ts';
import type { OrganisationId } from './ids.ts';
import { roleIn } from './membership.ts';
import type { StateGraph } from './state.ts';
import { parseTaxCode } from './tax-code.ts';

export const CAPACITIES = ['brokerage', 'consulting', 'evaluation', 'valuation', 'assessment', 'promotion'] as const;
export type Capacity = (typeof CAPACITIES)[number];

export const ORGANISATION_STATES = ['unverified', 'verified'] as const;
export type OrganisationState = (typeof ORGANISATION_STATES)[number];

/** Verification: an administrator sets and takes it; a changed name or tax code takes it too (`lapse`). */
export const ORGANISATION_GRAPH = {
  unverified: { verify: { to: 'verified', by: ['admin'] } },
  verified: { unverify: { to: 'unverified', by: ['admin'] }, lapse: { to: 'unverified', by: ['system'] } },
} as const satisfies StateGraph<OrganisationState, 'verify' | 'unverify' | 'lapse', 'admin' | 'system'>;

export const ORGANISATION_ACTIONS = ['edit', 'invite', 'read_members', 'add_capacity', 'verify', 'trust', 'verify_capacity'] as const;
export type OrganisationAction = (typeof ORGANISATION_ACTIONS)[number];

type Subject = { id: OrganisationId; membership: 'member' | 'directory'; foreign: boolean };

/**
 * What a caller may do with an organisation. Its own owners and administrators keep the record; the platform's administrators verify
 * and trust, and nobody verifies an organisation he belongs to. A directory entry and a row of another exchange are nobody's to change.
 */
export function canOrganisation(actor: Actor, action: OrganisationAction, organisation: Subject): boolean {
  const role = roleIn(actor, organisation.id);
  if (action === 'read_members') return role !== null || hasGrant(actor, 'admin');
  if (organisation.foreign || organisation.membership === 'directory') return false;
  switch (action) {
    case 'edit':
    case 'add_capacity':
    case 'invite':
      return role === 'owner' || role === 'admin';
    case 'verify':
    case 'trust':
    case 'verify_capacity':
      return hasGrant(actor, 'admin') && role === null;
  }
}

/** Types whose tax code may be a person's twelve-digit number. */
const PERSONAL_TYPES: readonly string[] = ['household_business', 'angel_investor', 'research_group', 'young_research_group'];

export type TaxCodeReading = { code: string; personal: boolean; doubtful: boolean };

/**
 * The tax code of an organisation of this type and country as it is stored. Abroad it is any short code; in Viet Nam ten or thirteen
 * digits, twelve where the organisation is a person. `doubtful` when the check digit is wrong: for the caller to confirm, a few old codes
 * are said to carry one. Null when it has not the form of a tax code.
 */
export function readTaxCode(text: string, of: { typeCode: string; country: string }): TaxCodeReading | null {
  if (of.country !== 'VN') {
    const code = text.normalize('NFKC').trim().toUpperCase();
    return /^[A-Z0-9][A-Z0-9 ./-]{2,29}$/u.test(code) ? { code, personal: false, doubtful: false } : null;
  }
  const parsed = parseTaxCode(text);
  if (parsed === null) return null;
  if (parsed.kind !== 'personal') return { code: parsed.code, personal: false, doubtful: parsed.checkDigit === 'wrong' };
  return PERSONAL_TYPES.includes(of.typeCode) ? { code: parsed.code, personal: true, doubtful: false } : null;
}

/** A tax code as the public may see it: a person's number is personal data and shows only its last three digits to its own people. */
export function shownTaxCode(code: string | null, country: string, own: boolean): string | null {
  if (code === null || country !== 'VN' || !/^\d{12}$/u.test(code)) return code;
  return own ? `•••••••••${code.slice(-3)}` : null;
}
