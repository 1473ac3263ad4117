import { useQuery } from '@tanstack/react-query';
import { request } from './request.js';
import type {
  Agreed,
  ComposeOptions,
  Composition,
  Preflight,
  ReplyComposition,
  ReplyOptions,
  SendResult,
} from './types.js';

const path = (number: string): string => `/interactions/${encodeURIComponent(number)}`;

export function useComposeOptions(number: string, enabled: boolean) {
  return useQuery({
    queryKey: ['compose', number],
    queryFn: ({ signal }) => request<ComposeOptions>('GET', `${path(number)}/compose`, { signal }),
    enabled,
  });
}

/** Longer than that no timer can wait. */
const longestTimerMs = 2 ** 31 - 1;

/** What may be replied; asked again when the customer writes, and when the time for free text ends. */
export function useReplyOptions(number: string) {
  return useQuery({
    queryKey: ['thread', number, 'reply-options'],
    queryFn: ({ signal }) => request<ReplyOptions>('GET', `${path(number)}/replies/options`, { signal }),
    refetchInterval: ({ state }) => {
      const ends = (state.data?.notes ?? []).flatMap(({ until }) => (until === null ? [] : [Date.parse(until)]));
      const ms = Math.min(...ends) - Date.now();
      return ms > 0 && ms < longestTimerMs ? ms : false;
    },
  });
}

/** What a send would do now; also the key under which the answer is kept. */
export function preflightQuery(number: string, composition: Composition) {
  return {
    queryKey: ['preflight', number, composition] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      request<Preflight>('POST', `${path(number)}/preflight`, { body: composition, signal }),
    // A conversation may change at any moment: an answer from before is shown, but asked again.
    staleTime: 0,
    gcTime: 30_000,
  };
}

export function replyPreflightQuery(number: string, reply: ReplyComposition) {
  return {
    queryKey: ['preflight', number, 'reply', reply] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      request<Preflight>('POST', `${path(number)}/replies/preflight`, { body: reply, signal }),
    staleTime: 0,
    gcTime: 30_000,
  };
}

/** After this long without an answer a send counts as unreachable; trying again with the same key is safe. */
const SEND_TIMEOUT_MS = 30_000;

export function sendMessage(number: string, body: Composition & Agreed, key: string): Promise<SendResult> {
  return request('POST', `${path(number)}/messages`, {
    body,
    headers: { 'idempotency-key': key },
    signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
  });
}

export function sendReply(number: string, body: ReplyComposition & Agreed, key: string): Promise<SendResult> {
  return request('POST', `${path(number)}/replies`, {
    body,
    headers: { 'idempotency-key': key },
    signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
  });
}
