import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './request.js';
import type {
  Agreed,
  Composition,
  Page,
  Preflight,
  ScheduledMessage,
  ScheduledState,
  SendAt,
  SendMoment,
} from './types.js';
import { withQuery } from './with-query.js';

const ofInteraction = (number: string): string => `/interactions/${encodeURIComponent(number)}/scheduled-messages`;
const one = (id: string): string => `/scheduled-messages/${encodeURIComponent(id)}`;

export type LaterComposition = Composition & { sendAt: SendAt };

/** What a send at that moment would do, with the moment. */
export function schedulePreflightQuery(number: string, composition: LaterComposition) {
  return {
    queryKey: ['preflight', number, composition] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Preflight> => {
      const path = `${ofInteraction(number)}/preflight`;
      const answer = await request<{ sendAt: SendMoment; preflight: Preflight }>('POST', path, {
        body: composition,
        signal,
      });
      return { ...answer.preflight, sendAt: answer.sendAt };
    },
    staleTime: 0,
    gcTime: 30_000,
  };
}

const TIMEOUT_MS = 30_000;

/** Schedules; or changes what is scheduled already, if it is still the version that was opened. */
export function scheduleMessage(
  number: string,
  { inPlaceOf, ...body }: LaterComposition & Agreed,
  key: string,
  version: number | null,
): Promise<ScheduledMessage> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  if (inPlaceOf === undefined || version === null) {
    return request('POST', ofInteraction(number), { body, headers: { 'idempotency-key': key }, signal });
  }
  // Left out would mean unchanged: files that were taken away are named by their absence from the list.
  const patch = { attachmentIds: [], ...body };
  return request('PATCH', one(inPlaceOf), { body: patch, headers: { 'if-match': `"${version}"` }, signal });
}

export function useScheduledMessage(id: string | null) {
  return useQuery({
    queryKey: ['scheduled', 'one', id],
    queryFn: ({ signal }) => request<ScheduledMessage>('GET', one(id ?? ''), { signal }),
    enabled: id !== null,
    // To be changed it is read afresh: one cannot change what stood there before.
    staleTime: 0,
  });
}

/** What waits on a record, or needs attention there. */
export function useScheduledOfInteraction(number: string) {
  return useInfiniteQuery({
    queryKey: ['scheduled', 'record', number],
    queryFn: ({ pageParam, signal }) =>
      request<Page<ScheduledMessage>>('GET', withQuery(ofInteraction(number), { cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useMyScheduled(state: ScheduledState | 'open') {
  return useInfiniteQuery({
    queryKey: ['scheduled', 'mine', state],
    queryFn: ({ pageParam, signal }) =>
      request<Page<ScheduledMessage>>('GET', withQuery('/scheduled-messages', { state, cursor: pageParam }), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export function useCancelScheduled() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<ScheduledMessage>('POST', `${one(id)}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: ['scheduled'] }),
  });
}
