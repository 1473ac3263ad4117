import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { request } from './request.js';
import type { Story } from './types.js';
import { withQuery } from './with-query.js';

/** What happened to a record and its messages: the newest page first, each page oldest first. */
export function useHistory(number: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['history', number],
    queryFn: ({ pageParam, signal }) =>
      request<Story>('GET', withQuery(`/interactions/${encodeURIComponent(number)}/history`, { cursor: pageParam }), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled,
  });
}

/** What happened to one message. */
export function useMessageHistory(id: string | null) {
  return useQuery({
    queryKey: ['history', 'message', id],
    queryFn: ({ signal }) => request<Story>('GET', `/messages/${encodeURIComponent(id ?? '')}/history`, { signal }),
    enabled: id !== null,
  });
}
