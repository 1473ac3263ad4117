import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './request.js';
import type { AuditEntry, ChannelConfiguration, ChannelConfigurationInput, ChannelPlan, Page } from './types.js';
import { withQuery } from './with-query.js';

export function useChannels() {
  return useQuery({
    queryKey: ['admin', 'channels'],
    queryFn: ({ signal }) => request<{ items: ChannelConfiguration[] }>('GET', '/admin/channels', { signal }),
  });
}

/** `reset`: what was set here is taken back. */
export type ChannelChange = { channel: string; values: ChannelConfigurationInput } | { channel: string; reset: true };

/** Carries changes out one after another; what was done before one is refused stays done, and is told to `onDone`. */
export function useChangeChannels(onDone: (change: ChannelChange) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (changes: ChannelChange[]) => {
      for (const change of changes) {
        const path = `/admin/channels/${encodeURIComponent(change.channel)}`;
        if ('reset' in change) await request('POST', `${path}/reset`);
        else await request<ChannelConfiguration>('PUT', path, { body: change.values });
        onDone(change);
      }
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['admin', 'channels'] }),
        client.invalidateQueries({ queryKey: ['admin', 'audit'] }),
      ]),
  });
}

/** What changes would mean for what is under way; asked while they are not saved. */
export function useChannelPlans(changes: readonly ChannelChange[]) {
  return useQuery({
    queryKey: ['admin', 'channel-plans', changes],
    queryFn: ({ signal }) =>
      Promise.all(
        changes.flatMap((change) =>
          'reset' in change
            ? []
            : [
                request<ChannelPlan>('POST', `/admin/channels/${encodeURIComponent(change.channel)}/plan`, {
                  body: change.values,
                  signal,
                }),
              ],
        ),
      ),
    enabled: changes.length > 0,
    staleTime: 0,
    gcTime: 0,
  });
}

/** @param subject what it was done to; empty: everything */
export function useAudit(subject = '') {
  return useInfiniteQuery({
    queryKey: ['admin', 'audit', subject],
    queryFn: ({ pageParam, signal }) =>
      request<Page<AuditEntry>>('GET', withQuery('/admin/audit', { subject, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
