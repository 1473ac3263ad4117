import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './request.js';
import type { Consent, ConsentAddress, ConsentChange, ConsentChangeResult, ConsentOverview, Page } from './types.js';
import { withQuery } from './with-query.js';

const listKey = ['admin', 'consents', 'list'];

/** A look-up that was asked for. Asking the same again is another one. */
export interface ConsentQuestion extends ConsentAddress {
  asked: number;
}

const subjectKey = (question: ConsentQuestion | null) => ['admin', 'consents', 'subject', question];

export function useConsents(state: Consent['state'], channel: string) {
  return useInfiniteQuery({
    queryKey: [...listKey, state, channel],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Consent>>('GET', withQuery('/admin/consents', { state, channel, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What holds for an address. Sent in a body, because addresses in a URL end up in logs. */
export function useConsentOverview(question: ConsentQuestion | null) {
  return useQuery({
    queryKey: subjectKey(question),
    queryFn: ({ signal }) => {
      const { asked: _asked, ...body } = question as ConsentQuestion;
      return request<ConsentOverview>('POST', '/admin/consents/look-up', { body, signal });
    },
    enabled: question !== null,
    gcTime: 0,
  });
}

export function useRecordConsent(question: ConsentQuestion) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ConsentChange) => request<ConsentChangeResult>('POST', '/admin/consents', { body }),
    onSuccess: ({ subject }) => {
      client.setQueryData(subjectKey(question), subject);
      // What agents see of it, and the audit.
      for (const queryKey of [listKey, ['admin', 'audit'], ['compose'], ['preflight']]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}
