import { hasGrant, type Actor } from './actor.ts';
import type { AccountId } from './ids.ts';
import type { StateGraph } from './state.ts';

/** The terms now in force; an account keeps the version it accepted, and when. */
export const TERMS_VERSION = '2026-11';

/** How long a letter's link works. */
export const LETTER_MINUTES = 30;

export const ACCOUNT_STATES = ['active', 'suspended'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** The life of an account: only the platform's administrators end or restore it. */
export const ACCOUNT_GRAPH = {
  active: { suspend: { to: 'suspended', by: ['admin'] } },
  suspended: { reinstate: { to: 'active', by: ['admin'] } },
} as const satisfies StateGraph<AccountState, 'suspend' | 'reinstate', 'admin'>;

export type AccountAction = 'read' | 'suspend' | 'reinstate' | 'grant';

/** Accounts are administered by the platform's administrators, and nobody administers his own. */
export function canAccount(actor: Actor, action: AccountAction, account: { id: AccountId }): boolean {
  if (!hasGrant(actor, 'admin')) return false;
  return action === 'read' || (actor.kind === 'account' && actor.accountId !== account.id);
}

/** An address as it is stored and compared. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** An address for somebody who should recognise it but not learn it: `n•••@example.org`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
}
