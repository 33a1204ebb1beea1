import type { listSuggestedPairs, SuggestedPair } from '@ketnoi/contracts/broker-queue';
import type { Output } from '@ketnoi/contracts/endpoint';
import { pick } from '@ketnoi/domain/language';
import type { PairState } from '@ketnoi/domain/suggested-pair';
import { language } from '../../lib/language.ts';

export type QueueAnswer = Output<typeof listSuggestedPairs>;
export type Reason = SuggestedPair['reasons'][number];

/** The states one can look at; of what is stale nothing is to be done. */
export const LOOKED_AT = ['suggested', 'shortlisted', 'later', 'rejected'] as const satisfies readonly PairState[];

const FIRST_SHOWN = 20;
const MOST_SHOWN = 100;

/** How the queue is asked for; the page's early reading and the list ask the same. */
export const queueOf = (state: PairState, all: boolean) => ({
  query: { state, limit: all ? MOST_SHOWN : FIRST_SHOWN, lang: language },
});

/** A pair in a few words, for what is spoken and for messages. */
export function nameOf({ need, offer }: SuggestedPair): string {
  const title = (one: SuggestedPair['need']): string => pick(one.title, language) ?? one.reference ?? '';
  return `${title(need)} ↔ ${title(offer)}`;
}

const ZONE = 'Asia/Ho_Chi_Minh';
const DAY_MS = 86_400_000;

/** The day so many days from now, as the exchange counts its days: YYYY-MM-DD. */
export const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toLocaleDateString('en-CA', { timeZone: ZONE });

export const daysSince = (instant: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(instant)) / DAY_MS));
