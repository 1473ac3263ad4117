import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './request.js';
import type { CarrierEvent, Page } from './types.js';
import { withQuery } from './with-query.js';

const key = ['admin', 'carrier-events'];

export function useParkedEvents() {
  return useInfiniteQuery({
    queryKey: [...key, 'list'],
    queryFn: ({ pageParam, signal }) =>
      request<Page<CarrierEvent>>('GET', withQuery('/admin/webhook-events', { cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** How many carrier events wait for an administrator. */
export function useParkedEventCount() {
  return useQuery({
    queryKey: [...key, 'count'],
    queryFn: ({ signal }) => request<{ parked: number }>('GET', '/admin/webhook-events/count', { signal }),
  });
}

export function useReplayEvent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<CarrierEvent>('POST', `/admin/webhook-events/${id}/replay`),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useDiscardEvent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) =>
      request<CarrierEvent>('POST', `/admin/webhook-events/${id}/discard`, { body: { note } }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
