import { TIME_ZONE } from './clock.ts';
import type { Side } from './listing-fields.ts';

/** The kind in a reference: TO for a technology offer, TN for a technology need. */
export const REFERENCE_KIND: Readonly<Record<Side, 'TO' | 'TN'>> = { offer: 'TO', need: 'TN' };

/** The calendar year of the exchange at this moment. */
export function referenceYear(at: Date): number {
  return Number(new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, year: 'numeric' }).format(at));
}

type Numbered = { node: string; side: Side; year: number; number: number };

/** `QN-TO-2026-000042`: node, kind, year and a number of six or more digits, given at first publication and never changed. */
export function formatReference({ node, side, year, number }: Numbered): string {
  return `${node}-${REFERENCE_KIND[side]}-${year}-${String(number).padStart(6, '0')}`;
}

/**
 * The reference of a private need: ten random digits, so that it counts nothing and no counter ever reaches it.
 * @param random 0 <= random < 1.
 */
export function privateReference(node: string, year: number, random: number): string {
  return formatReference({ node, side: 'need', year, number: 1_000_000_000 + Math.floor(random * 9_000_000_000) });
}

/** True for text in the form of a reference. */
export function isReference(text: string): boolean {
  return /^[A-Z]{2,8}-T[ON]-\d{4}-\d{6,12}$/u.test(text);
}
