import type { Endpoint, Input, Output } from '@ketnoi/contracts/endpoint';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from './api.ts';
import type { CallProblem } from './call-problem.ts';

/** The answer to a question that is sent as a body; null asks nothing yet. Kept in memory only, for the way back. Apart from api.ts, because one page needs it. */
export function useAsked<E extends Endpoint>(endpoint: E, input: Input<E> | null) {
  return useQuery<Output<E>, CallProblem>({
    queryKey: [endpoint.method, endpoint.url, input],
    queryFn: ({ signal }) => (input === null ? Promise.reject(new Error('nothing is asked')) : call(endpoint, input, { signal })),
    enabled: input !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
