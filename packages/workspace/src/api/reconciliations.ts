import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from './request.js';
import type { Page, Reconciliation } from './types.js';
import { withQuery } from './with-query.js';

const key = ['admin', 'reconciliations'];
/** How often it is looked how far a comparison is. */
const POLL_MS = 2_000;

export function useReconciliations() {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      request<Page<Reconciliation>>('GET', withQuery('/admin/reconciliations', { cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some(({ state }) => state === 'running' || state === 'waiting'))
        ? POLL_MS
        : false,
  });
}

/** What is compared: one carrier and period; without them every carrier, since its last comparison. */
export type ReconciliationRequest = Partial<Pick<Reconciliation, 'plugin' | 'from' | 'to'>>;

export function useStartReconciliation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ReconciliationRequest) =>
      request<{ items: Reconciliation[] }>('POST', '/admin/reconciliations', { body }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
