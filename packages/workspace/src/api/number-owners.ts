import { useQuery } from '@tanstack/react-query';
import { request } from './request.js';
import type { Person } from './types.js';

interface NumberOwners {
  valid: boolean;
  /** By the active profile; `null`: nobody, or a guest. */
  owner?: Person | null;
  /** A few people who have it in their record. */
  users?: Person[];
}

/** Whose a number is at present. */
export function useNumberOwners(channel: string, recipientId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['number-owners', channel, recipientId],
    queryFn: ({ signal }) =>
      request<NumberOwners>('POST', '/recipients/validate', { body: { channel, recipientId }, signal }),
    enabled,
  });
}
