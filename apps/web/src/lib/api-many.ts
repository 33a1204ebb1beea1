import type { Endpoint, Input, Output } from '@ketnoi/contracts/endpoint';
import { useQueries, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import { keptCall } from './api.ts';
import type { CallProblem } from './call-problem.ts';

/** Several calls of one reading endpoint, in the order of their inputs. Apart from api.ts, because only few pages need it. */
export function useCalls<E extends Endpoint>(endpoint: E, inputs: readonly Input<E>[]): UseQueryResult<Output<E>, CallProblem>[] {
  return useQueries<UseQueryOptions<Output<E>, CallProblem>[]>({ queries: inputs.map((input) => keptCall(endpoint, input)) });
}
