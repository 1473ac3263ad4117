import { useQuery } from '@tanstack/react-query';
import { request } from './request.js';
import type { Agreed, ComposeOptions, Composition, Preflight, ReplyComposition, SendResult } from './types.js';

const path = (number: string): string => `/interactions/${encodeURIComponent(number)}`;

export function useComposeOptions(number: string, enabled: boolean) {
  return useQuery({
    queryKey: ['compose', number],
    queryFn: ({ signal }) => request<ComposeOptions>('GET', `${path(number)}/compose`, { signal }),
    enabled,
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
