import { QueryClient } from '@tanstack/react-query';
import { CallProblem } from './call-problem.ts';

const worthAnotherTry = (error: Error): boolean => error instanceof CallProblem && (error.status === 0 || error.status === 503);

/** The one store of server state. Answers keep their identity, because an ETag hangs on the object it came with. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 300_000,
      structuralSharing: false,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && worthAnotherTry(error),
    },
    mutations: { retry: (count, error) => count < 2 && worthAnotherTry(error), networkMode: 'always' },
  },
});
