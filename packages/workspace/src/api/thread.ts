import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from './request.js';
import type { Message, Page } from './types.js';
import { withQuery } from './with-query.js';

/** A conversation's messages: the newest page first, each page oldest first. */
export function useThread(number: string) {
  return useInfiniteQuery({
    queryKey: ['thread', number],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Message>>(
        'GET',
        withQuery(`/interactions/${encodeURIComponent(number)}/messages`, { cursor: pageParam }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
