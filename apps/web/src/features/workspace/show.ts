import type { ListingState } from '@ketnoi/domain/listing';
import type { Side } from '@ketnoi/domain/listing-fields';

/** The states behind each tab of the workspace. */
export const SHOWN = {
  open: ['draft', 'returned'],
  waiting: ['client_check', 'in_review'],
  live: ['published', 'expiring', 'on_hold', 'flagged'],
  ended: ['expired', 'archived', 'withdrawn', 'closed_deal', 'closed_owner', 'retracted'],
} as const satisfies Record<string, readonly ListingState[]>;
export type Show = keyof typeof SHOWN;

export const showOf = (text: string | undefined): Show | undefined => (text !== undefined && text in SHOWN ? (text as Show) : undefined);
export const sideOf = (text: string | undefined): Side | undefined => (text === 'offer' || text === 'need' ? text : undefined);

/** What its chip looks like: a state that waits for somebody, one that is well, one that is not. */
export const LOOK: Readonly<Record<ListingState, '' | 'info' | 'ok' | 'warn' | 'bad'>> = {
  draft: '',
  client_check: 'info',
  in_review: 'info',
  returned: 'warn',
  published: 'ok',
  on_hold: '',
  flagged: 'bad',
  expiring: 'warn',
  expired: 'warn',
  archived: '',
  withdrawn: '',
  closed_deal: 'ok',
  closed_owner: '',
  retracted: 'bad',
};

const DAY_MS = 86_400_000;

/** Whole days from now; negative when it has passed. */
export const daysLeft = (instant: string, now: number): number => Math.ceil((Date.parse(instant) - now) / DAY_MS);
