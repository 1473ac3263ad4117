import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from './request.js';
import type { LookUpResult, Message } from './types.js';

/** Asks the carrier now what became of a message of unknown outcome. */
export function useLookUp({ id, interaction }: Message) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<LookUpResult>('POST', `/messages/${id}/look-up`),
    onSettled: () => client.invalidateQueries({ queryKey: ['thread', interaction] }),
  });
}

/** Sends a message of unknown outcome again. The key makes it happen once. */
export function useResend({ id, interaction }: Message) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) =>
      request<Message>('POST', `/messages/${id}/resend`, {
        body: { confirm: ['may_arrive_twice'] },
        headers: { 'idempotency-key': key },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['thread', interaction] }),
  });
}
