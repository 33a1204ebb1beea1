import type { MatchRequest } from './port.ts';

/** A request that asks for nothing out of the ordinary but what is given. */
export function plainRequest(given: Pick<MatchRequest, 'asking' | 'side' | 'limit'> & Partial<MatchRequest>): MatchRequest {
  return { hidden: [], taught: { liked: [], wrongTopic: [] }, similar: false, language: null, ranker: null, ...given };
}
