import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.js';

/** One cache for all pages. An ended session, wherever it shows first, makes the shell ask who is signed in. */
export function createQueryClient(): QueryClient {
  const noticeEndedSession = (error: unknown, key?: readonly unknown[]): void => {
    if (error instanceof Problem && error.status === 401 && key?.[0] !== 'me') {
      void client.invalidateQueries({ queryKey: ['me'] });
    }
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => noticeEndedSession(error, query.queryKey) }),
    mutationCache: new MutationCache({ onError: (error) => noticeEndedSession(error) }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A refusal stays a refusal; only a missing answer is worth asking again.
        retry: (failures, error) => !(error instanceof Problem) && failures < 2,
      },
      mutations: { retry: false },
    },
  });
  return client;
}
