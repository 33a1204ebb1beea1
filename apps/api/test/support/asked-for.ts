import { unknownFacts } from '@ketnoi/matching/facts';
import { plainRequest } from '../../src/matching/plain-request.ts';
import type { MatchRequest } from '../../src/matching/port.ts';

/** Asks for the offers that suit a text of which nothing else is known. */
export function askedFor(text: { vi?: string; en?: string }, more: Partial<MatchRequest> = {}): MatchRequest {
  const nothing = { vi: null, en: null };
  const asking = { title: nothing, text: { ...nothing, ...text }, facts: unknownFacts('need'), listingId: null };
  return plainRequest({ asking, side: 'offer', limit: 20, ...more });
}
