import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { request } from './request.js';
import type {
  ClosedState,
  CloseReason,
  Interaction,
  InteractionDraft,
  InteractionFilter,
  InteractionPatch,
  Page,
  PreflightConsent,
} from './types.js';
import { withQuery } from './with-query.js';

export function useInteractions(filter: InteractionFilter, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['interactions', filter],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Interaction>>('GET', withQuery('/interactions', { ...filter, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useInteraction(number: string) {
  return useQuery({
    queryKey: ['interaction', number],
    queryFn: ({ signal }) => request<Interaction>('GET', `/interactions/${encodeURIComponent(number)}`, { signal }),
  });
}

/** What holds for the recipient of a conversation. */
export function useConversationConsent(number: string) {
  return useQuery({
    queryKey: ['interaction', number, 'consent'],
    queryFn: ({ signal }) =>
      request<{ consent: PreflightConsent | null }>('GET', `/interactions/${encodeURIComponent(number)}/consent`, {
        signal,
      }),
  });
}

/** Puts the newest version of a record where every page looks. */
export function keepInteraction(client: QueryClient, interaction: Interaction): void {
  client.setQueryData(['interaction', interaction.number], interaction);
  void client.invalidateQueries({ queryKey: ['interactions'] });
  void client.invalidateQueries({ queryKey: ['compose', interaction.number] });
}

export function useCreateInteraction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, key }: { draft: InteractionDraft; key: string }) =>
      request<Interaction>('POST', '/interactions', { body: draft, headers: { 'idempotency-key': key } }),
    onSuccess: (interaction) => keepInteraction(client, interaction),
  });
}

export function useUpdateInteraction(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, patch }: { version: number; patch: InteractionPatch }) =>
      request<Interaction>('PATCH', `/interactions/${encodeURIComponent(number)}`, {
        body: patch,
        headers: { 'if-match': `"${version}"` },
      }),
    onSuccess: (interaction) => keepInteraction(client, interaction),
  });
}

/** Says whose the number of a conversation is. */
export function useAssociateInteraction(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, user }: { version: number; user: string }) =>
      request<Interaction>('POST', `/interactions/${encodeURIComponent(number)}/associate`, {
        body: { user },
        headers: { 'if-match': `"${version}"` },
      }),
    onSuccess: (interaction) => {
      keepInteraction(client, interaction);
      for (const key of ['number-owners', 'thread', 'history']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

export function useCloseInteraction(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { state: ClosedState; reason: Extract<CloseReason, 'agent_ended' | 'no_response'> }) =>
      request<Interaction>('POST', `/interactions/${encodeURIComponent(number)}/close`, { body }),
    onSuccess: (interaction) => keepInteraction(client, interaction),
  });
}
