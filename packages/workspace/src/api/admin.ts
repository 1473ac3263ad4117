import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './request.js';
import type {
  AuditEntry,
  ChannelConfiguration,
  ChannelConfigurationInput,
  ExtensionPoint,
  Page,
  Plugin,
} from './types.js';
import { withQuery } from './with-query.js';

export function useChannels() {
  return useQuery({
    queryKey: ['admin', 'channels'],
    queryFn: ({ signal }) => request<{ items: ChannelConfiguration[] }>('GET', '/admin/channels', { signal }),
  });
}

export function usePutChannel(channel: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChannelConfigurationInput) =>
      request<ChannelConfiguration>('PUT', `/admin/channels/${encodeURIComponent(channel)}`, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin', 'channels'] }),
  });
}

export function useAudit() {
  return useInfiniteQuery({
    queryKey: ['admin', 'audit'],
    queryFn: ({ pageParam, signal }) =>
      request<Page<AuditEntry>>('GET', withQuery('/admin/audit', { cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function usePlugins() {
  return useQuery({
    queryKey: ['admin', 'plugins'],
    queryFn: ({ signal }) => request<{ items: Plugin[] }>('GET', '/admin/plugins', { signal }),
  });
}

export function useExtensionPoints() {
  return useQuery({
    queryKey: ['admin', 'extension-points'],
    queryFn: ({ signal }) => request<{ items: ExtensionPoint[] }>('GET', '/admin/extension-points', { signal }),
  });
}
